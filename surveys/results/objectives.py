"""What the places P01 to P12 stand for: the programs' own objectives, as the wave asked them."""

from surveys.definition.compiled import compile_version
from surveys.models import Wave, WaveObjectives
from surveys.questions import DynamicMatrixQuestion

from .tables import AskedObjective, Table


def in_words(tables: list[Table], *, wave: Wave) -> list[Table]:
    """The same tables, those of a program's objectives with their wording."""
    asked = _asked(wave)
    for table in tables:
        unit = table["unit"]
        if unit["level"] == "program" and (objective := asked.get((unit["code"], table["variable"]))):
            table["objective"] = objective
    return tables


def _asked(wave: Wave) -> dict[tuple[str, str], AskedObjective]:
    """By program and place; none are looked for where the questionnaire does not ask."""
    if not any(isinstance(question, DynamicMatrixQuestion) for question in compile_version(wave.version).document.questions):
        return {}
    rows = WaveObjectives.objects.filter(wave=wave).values_list("program__code", "document", "sha256")
    return {
        (program, place): {"wording": {"tr": wording["tr"], "en": wording["en"]}, "sha256": sha256}
        for program, document, sha256 in rows
        for place, wording in document.items()
    }
