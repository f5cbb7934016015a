"""Keys that betray no order. Eight random bytes: half the size of a UUID in every row and index."""

import secrets


def random_key() -> int:
    """Uniform in 1 .. 2**63 - 1, from the system's randomness."""
    return secrets.randbelow(2**63 - 1) + 1
