"""A released year for what is printed: competencies that serve outcomes, and figures that must never be seen."""

from surveys.definition.document import Competency
from surveys.models import ReleasedTable
from surveys.questions import Text
from surveys.questions.scaled import Row

from . import results

TAGS = {"C01": ("MUDEK-3:1", "TYYC:Bilgi"), "C02": ("MUDEK-3:8",), "C03": ("MUDEK-3:9", "TYYC:Beceri")}
SECRET = results.scale_body(11, 13, 17, 23, 36, base=7, mean=2.7183, top2=(51, 47, 59))


def tagged(document):
    """The document with its competencies named, each with the outcomes it serves."""
    competencies = tuple(
        Competency(code=code, label=Text(tr=results.COMPETENCIES[code], en=code), tags=tags) for code, tags in TAGS.items()
    )
    return document.model_copy(update={"competencies": competencies})


def wordy(document, *, competencies=16, words="çevresel ve toplumsal sorumlulukları gözeterek özgün çözümler tasarlayıp uygulama"):
    """The document with many competencies, each in as many words as an editor may write."""
    sections = []
    for section in document.sections:
        questions = []
        for question in section.questions:
            if question.kind == "dual_matrix":
                rows = tuple(
                    Row(code=f"C{n:02d}", label=Text(tr=f"{n}. {words}, {words}", en=f"{n}. {words}")) for n in range(1, competencies + 1)
                )
                question = question.model_copy(update={"rows": rows})
            elif question.headline:
                label = Text(tr=f"{question.label.tr}: {words}, {words}?", en=f"{question.label.en}: {words}?")
                question = question.model_copy(update={"label": label})
            questions.append(question)
        sections.append(section.model_copy(update={"questions": tuple(questions)}))
    return document.model_copy(update={"sections": tuple(sections)})


def withhold(release, *, unit, level="program", reason="small_base", body=None, **facts):
    """Withhold every table of the unit, and leave `body` in it, as no release would: nobody may ever print it."""
    kept = ReleasedTable.objects.filter(release=release, level=level, unit_code=unit, **facts)
    again = [
        ReleasedTable(
            release=release, level=level, unit_code=unit, variable=row.variable, status="withheld", reason=reason, body=body or {}
        )
        for row in kept
    ]
    kept.delete()
    ReleasedTable.objects.bulk_create(again)
