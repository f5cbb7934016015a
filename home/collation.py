"""Turkish letters, which neither Python nor SQLite knows: ı and i are two letters, and ç ğ ö ş ü stand after c g o s u."""

import re
import unicodedata

_ALPHABET = "abcçdefgğhıijklmnoöpqrsştuüvwxyz"
_RANK = {letter: rank for rank, letter in enumerate(_ALPHABET)}
_LOWER = {ord("I"): "ı", ord("İ"): "i"}
_UPPER = {ord("i"): "İ", ord("ı"): "I"}
_CASELESS_ASCII = str.maketrans("ıçğöşü", "icgosu")
_BLANKS = re.compile(r"\s+")

SortKey = tuple[tuple[tuple[int, int], ...], str]


def lower(text: str) -> str:
    """IŞIK -> ışık, İnşaat -> inşaat."""
    return unicodedata.normalize("NFC", text).translate(_LOWER).lower()


def upper(text: str) -> str:
    """ışık -> IŞIK, inşaat -> İNŞAAT."""
    return unicodedata.normalize("NFC", text).translate(_UPPER).upper()


def tidy(text: str) -> str:
    """One spelling of the same cell: composed letters, single blanks, none at the ends."""
    return _BLANKS.sub(" ", unicodedata.normalize("NFC", text)).strip()


def fold(text: str) -> str:
    """For searching: ışık = IŞIK = isik = Işık; circumflexes and other accents fall away."""
    return "".join(_base(letter) for letter in lower(text)).translate(_CASELESS_ASCII)


def spellings(term: str) -> list[str]:
    """The term as a database that folds only ASCII might hold it: as typed, small, capital, capitalised; no repeats."""
    small = lower(term)
    return list(dict.fromkeys([term, small, upper(term), upper(small[:1]) + small[1:]]))


def sort_key(text: str) -> SortKey:
    """Orders names as a Turkish dictionary does: blanks, other signs, digits, then a b c ç d e f g ğ h ı i j ...

    Accents outside the alphabet (â, î, û) and case decide only between names that are otherwise equal.
    The order of letters is that of the Turkish alphabet (TDK), with q, w and x where CLDR's Turkish collation puts them.
    """
    return tuple(_place(_base(letter)) for letter in lower(text)), text


def _base(letter: str) -> str:
    return letter if letter in _RANK else unicodedata.normalize("NFD", letter)[0]


def _place(letter: str) -> tuple[int, int]:
    if letter in _RANK:
        return 3, _RANK[letter]
    if letter.isdigit():
        return 2, ord(letter)
    return (0 if letter.isspace() else 1), ord(letter)
