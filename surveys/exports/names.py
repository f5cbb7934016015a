"""Names of variables that SPSS takes: at most 64 bytes, a letter first, no word it keeps for itself, no two alike.

LimeSurvey's exports broke on each of these (its bugs 1387 and 5279), so they are made here, once, for every format.
"""

import re
import unicodedata
from collections.abc import Iterable

LONGEST = 64
_KEPT_WORDS = frozenset({"ALL", "AND", "BY", "EQ", "GE", "GT", "LE", "LT", "NE", "NOT", "OR", "TO", "WITH"})
_TURKISH = str.maketrans("ıİşŞğĞçÇöÖüÜ", "iIsSgGcCoOuU")


class Names:
    """Hands out names; case does not tell two apart."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = {name.upper() for name in taken}

    def take(self, wanted: str) -> str:
        name = valid(wanted)
        number = 1
        while name.upper() in self._taken:
            number += 1
            end = f"_{number}"
            name = valid(wanted)[: LONGEST - len(end)] + end
        self._taken.add(name.upper())
        return name


def valid(wanted: str) -> str:
    """The nearest valid name; Turkish letters lose their marks, everything else that is no letter or digit is an underscore."""
    spread = unicodedata.normalize("NFKD", wanted.translate(_TURKISH))
    plain = "".join(letter for letter in spread if not unicodedata.combining(letter))
    name = re.sub(r"[^A-Za-z0-9_.]", "_", plain)
    if not name[:1].isalpha() or name.upper() in _KEPT_WORDS:
        name = f"V_{name}"
    name = name[:LONGEST]
    return f"{name[:-1]}_" if name.endswith(".") else name


def shortened(text: str, *, bytes_: int) -> str:
    """A label within the bytes the format gives it, never cut within a letter."""
    if len(text.encode()) <= bytes_:
        return text
    return text.encode()[: bytes_ - 3].decode(errors="ignore").rstrip() + "…"
