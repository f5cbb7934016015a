"""Boxes come in few sizes: the length of a box would otherwise give away the length of a text, which can be read later."""

_SMALLEST, _FACTOR = 1024, 4  # bytes; 1, 4, 16, 64 ... KiB


def pad(payload: bytes) -> bytes:
    """Zero bytes up to the next size; the payload says itself where it ends."""
    size = _SMALLEST
    while size < len(payload):
        size *= _FACTOR
    return payload.ljust(size, b"\0")
