"""Programs as the packed record and the register questions need them."""

from django.core.cache import cache

from departments.models import Program
from surveys.questions import Option, Text

from .codebook import ProgramNumbers

_CACHE_KEY, _SECONDS = "surveys.programs", 300


def program_numbers() -> ProgramNumbers:
    """All programs ever, read afresh: packing must know one that was registered a minute ago."""
    pairs = list(Program.objects.values_list("code", "number"))
    return ProgramNumbers(dict(pairs), {number: code for code, number in pairs})


def program_options() -> tuple[Option, ...]:
    """Programs to choose from, in the order of their Turkish names. Cached for five minutes."""
    options = cache.get(_CACHE_KEY)
    if options is None:
        rows = Program.objects.filter(valid_until=None).select_related("department__faculty")
        options = tuple(
            Option(
                code=p.code,
                label=Text(
                    tr=f"{p.name_tr} ({p.get_level_display()}, {p.department.faculty.name_tr})",
                    en=f"{p.names['en']} ({p.get_level_display()}, {p.department.faculty.names['en']})",
                ),
            )
            for p in rows
        )
        cache.set(_CACHE_KEY, options, _SECONDS)
    return options
