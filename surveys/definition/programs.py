"""Programs as the packed record knows them: by permanent number."""

from departments.models import Program

from .codebook import ProgramNumbers


def program_numbers() -> ProgramNumbers:
    """All programs ever, read afresh: packing must know one that was registered a minute ago."""
    pairs = list(Program.objects.values_list("code", "number"))
    return ProgramNumbers(dict(pairs), {number: code for code, number in pairs})
