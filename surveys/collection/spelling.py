"""Codes that people copy by hand: Crockford's base 32, in lower case, forgiving where it is read back.

The alphabet has neither i, l, o nor u; someone who reads 1 as l or 0 as o is understood.
Source: Crockford, Base 32 Encoding, https://www.crockford.com/base32.html
"""

import secrets
from base64 import b32encode

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_SPELL = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", ALPHABET.encode())
_READ = str.maketrans({"o": "0", "i": "1", "l": "1", "ı": "1", "-": None, " ": None, "\u00ad": None, "–": None, "‑": None})


def spell(data: bytes) -> str:
    """Five bits a character; whole for lengths that are multiples of five bytes."""
    return b32encode(data).rstrip(b"=").translate(_SPELL).decode()


def random_code(length: int) -> str:
    """`length` characters of five random bits each."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def read(code: str) -> str:
    """As it was issued: lower case, no grouping, look-alikes mended. Never fails; what is no code stays no code."""
    return code.strip().replace("İ", "i").lower().translate(_READ)


def grouped(code: str, *, size: int) -> str:
    """For paper: abcd-efgh-jkmn."""
    return "-".join(code[start : start + size] for start in range(0, len(code), size))
