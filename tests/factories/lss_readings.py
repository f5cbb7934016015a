"""What a reading of a LimeSurvey file of one group is expected to be."""

from collections.abc import Iterable, Mapping

from django.utils import translation

from surveys.definition.check import DefinitionProblem
from surveys.definition.document import Document, Section
from surveys.definition.formats.exchange import Reading
from surveys.definition.formats.lss import read
from surveys.questions import AnyQuestion, NoteQuestion, Option, Text, TextQuestion
from surveys.questions.scaled import Row
from tests.factories.lss_files import Ans, G, Q, Sub, lss, w

NOBODY = DefinitionProblem("audience", "audience", "The file does not say who answers: choose graduates or employers where that fits.")


def t(tr: str, en: str) -> Text:
    return Text(tr=tr, en=en)


SOURCE, LABEL = w("Soru", "Question"), t("Soru", "Question")
YES, NO = Ans("A1", w("Evet", "Yes")), Ans("A2", w("Hayır", "No"))
A1, A2 = Option(code="A1", label=t("Evet", "Yes")), Option(code="A2", label=t("Hayır", "No"))
SUBS = (Sub("SQ001", w("Maaş", "Pay")), Sub("SQ002", w("Ekip", "Team")))
ROWS = (Row(code="Q1_SQ001", label=t("Maaş", "Pay")), Row(code="Q1_SQ002", label=t("Ekip", "Team")))
NOTE = NoteQuestion(code="Q1", label=LABEL)


def points(most: int) -> tuple[Option, ...]:
    return tuple(Option(code=str(n), label=t(str(n), str(n)), value=n) for n in range(1, most + 1))


def q(type_: str, **given) -> Q:
    return Q(type_, "Q1", SOURCE, **given)


def reading_of(*questions: Q, new: bool = True) -> Reading:
    """Of a file with these questions and a text Z after them."""
    with translation.override("en"):
        return read(lss(G(w("Genel", "General"), [*questions, Q("S", "Z", SOURCE)]), new=new), "mezun.lss")


def expected(
    questions: Iterable[AnyQuestion],
    option_sets: Mapping[str, tuple[Option, ...]],
    remarks: Iterable[tuple[str, str]],
    *,
    new: bool = True,
) -> Reading:
    """`remarks`: (code, message) of those on Q1."""
    document = Document(
        code="LS123456",
        title=t("Mezun anketi", "Alumni survey"),
        audience="others",
        option_sets=dict(option_sets),
        sections=(
            Section(
                code="G1",
                title=t("Genel", "General"),
                questions=(*questions, TextQuestion(code="Z", label=LABEL, max_length=200)),
            ),
        ),
        metadata={"source": "LimeSurvey", "survey": "123456", "database_version": "640" if new else "178"},
    )
    given = tuple(DefinitionProblem("questions.Q1", code, message) for code, message in remarks)
    return Reading((document,), (*given, NOBODY))
