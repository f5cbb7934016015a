"""What someone who may not read names sees of a person: as many stars for everybody, so that a length says nothing."""


def masked_name(name: str) -> str:
    """A*** Y***"""
    return " ".join(f"{word[:1]}***" for word in name.split())


def masked_address(email: str) -> str:
    """a***@***: the address of an employer would name the person as well as the name does."""
    return f"{email[:1]}***@***" if email else ""
