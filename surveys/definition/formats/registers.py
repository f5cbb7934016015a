"""Lists the coordinatorship does not write itself, frozen into the document that asks for them."""

from collections.abc import Callable, Mapping

from django.utils.translation import override
from django_countries import countries
from localflavor.tr.tr_provinces import PROVINCE_CHOICES

from home.collation import sort_key
from surveys.questions import Option, Text


def country_options() -> tuple[Option, ...]:
    """ISO 3166-1 alpha-2 with Turkish and English names: Türkiye first, then as a Turkish dictionary orders them."""
    with override("tr"):
        turkish = {code: str(name) for code, name in countries}
    with override("en"):
        english = {code: str(name) for code, name in countries}
    ordered = sorted(turkish, key=lambda code: (code != "TR", sort_key(turkish[code])))
    return tuple(Option(code=code, label=Text(tr=turkish[code], en=english[code])) for code in ordered)


def province_options() -> tuple[Option, ...]:
    """The 81 provinces by plate code, 01 to 81; proper names need no translation."""
    return tuple(Option(code=plate, label=Text(tr=str(name), en=str(name))) for plate, name in sorted(PROVINCE_CHOICES))


PROGRAMS = "PROGRAMME"  # stays outside the document: programs come and go while a version stands
REGISTERS: Mapping[str, Callable[[], tuple[Option, ...]]] = {"COUNTRY": country_options, "PROVINCE": province_options}
