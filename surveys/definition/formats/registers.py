"""Lists the coordinatorship does not write itself, frozen into the document that asks for them.

Countries and provinces come from packages that keep them. No maintained package has the two classifications with Turkish
names, so their short lists stand in `classifications`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from django.utils.translation import override
from django_countries import countries
from localflavor.tr.tr_provinces import PROVINCE_CHOICES

from home.collation import sort_key
from surveys.questions import Option, Text

from .classifications import ISCO08_MAJOR_GROUPS, NACE2_SECTIONS


@dataclass(frozen=True, slots=True)
class Register:
    """source: who keeps the list, and in which edition; for the person who picks it, and for codebooks."""

    code: str
    name: Text
    source: str
    read: Callable[[], tuple[Option, ...]]

    def options(self) -> tuple[Option, ...]:
        return self.read()


@cache
def country_options() -> tuple[Option, ...]:
    """ISO 3166-1 alpha-2 with Turkish and English names: Türkiye first, then as a Turkish dictionary orders them."""
    with override("tr"):
        turkish = {code: str(name) for code, name in countries}
    with override("en"):
        english = {code: str(name) for code, name in countries}
    ordered = sorted(turkish, key=lambda code: (code != "TR", sort_key(turkish[code])))
    return tuple(Option(code=code, label=Text(tr=turkish[code], en=english[code])) for code in ordered)


@cache
def province_options() -> tuple[Option, ...]:
    """The 81 provinces by plate code, 01 to 81; proper names need no translation."""
    return tuple(Option(code=plate, label=Text(tr=str(name), en=str(name))) for plate, name in sorted(PROVINCE_CHOICES))


def _classified(entries: tuple[tuple[str, str, str], ...]) -> Callable[[], tuple[Option, ...]]:
    options = tuple(Option(code=code, label=Text(tr=tr, en=en)) for code, tr, en in entries)
    return lambda: options


_ALL = (
    Register("COUNTRY", Text(tr="Ülkeler", en="Countries"), "ISO 3166-1 alpha-2 (django-countries)", country_options),
    Register("PROVINCE", Text(tr="İller", en="Provinces of Türkiye"), "81 il, plaka kodu (django-localflavor)", province_options),
    Register(
        "NACE",
        Text(tr="Ekonomik faaliyetler (NACE Rev. 2 kısımları)", en="Economic activities (sections of NACE Rev. 2)"),
        "Regulation (EC) No 1893/2006, Annex I (Eurostat); TÜİK, NACE Rev. 2",
        _classified(NACE2_SECTIONS),
    ),
    Register(
        "ISCO08",
        Text(tr="Meslekler (ISCO-08 ana grupları)", en="Occupations (major groups of ISCO-08)"),
        "ISCO-08 (ILO, 2012); TÜİK, ISCO-08",
        _classified(ISCO08_MAJOR_GROUPS),
    ),
)
PROGRAMS = "PROGRAMME"  # stays outside the document: programs come and go while a version stands
REGISTERS: Mapping[str, Callable[[], tuple[Option, ...]]] = {register.code: register.options for register in _ALL}


def registers() -> Mapping[str, Register]:
    """By code, in the order an author picks from. Programs are not among them: no document holds their list."""
    return MappingProxyType({register.code: register for register in _ALL})
