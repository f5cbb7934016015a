"""Questionnaire documents for tests: small ones in Python, and the three standard instruments where they lie beside the repository."""

from datetime import UTC, datetime
from typing import Any

from surveys.definition.document import Document, Section
from surveys.models import Questionnaire, QuestionnaireVersion
from surveys.questions import (
    LikertQuestion,
    MultipleQuestion,
    NpsQuestion,
    NumberQuestion,
    Option,
    RegisterQuestion,
    SingleQuestion,
    Text,
    TextQuestion,
)

PUBLISHED = datetime(2026, 1, 15, 9, tzinfo=UTC)


def text(tr: str, en: str = "") -> Text:
    return Text(tr=tr, en=en or f"{tr} (en)")


def options(*codes: str, **extra: dict[str, Any]) -> tuple[Option, ...]:
    """Options by code; `extra` gives fields of one: options("a", "other", other={"other_text": True})."""
    return tuple(Option(code=code, label=text(f"seçenek {code}"), **extra.get(code, {})) for code in codes)


def scale(length: int = 5, *, na: bool = True) -> tuple[Option, ...]:
    """1 .. length with their values, and 99 "no opinion"."""
    steps = tuple(Option(code=str(n), label=text(f"basamak {n}"), value=n) for n in range(1, length + 1))
    return (*steps, Option(code="99", label=text("fikrim yok"), missing="na")) if na else steps


def likert_document(items: int = 3, *, code: str = "LIK", length: int = 5, na: bool = True) -> Document:
    """Q1 .. Qn on one scale."""
    return Document(
        code=code,
        title=text("Ders değerlendirme"),
        option_sets={"SCALE": scale(length, na=na)},
        sections=(
            Section(
                code="S1",
                questions=tuple(LikertQuestion(code=f"Q{n}", label=text(f"Madde {n}"), options="SCALE") for n in range(1, items + 1)),
            ),
        ),
    )


def work_document(*, code: str = "WORK") -> Document:
    """A little of every common kind, with routing: W1 decides whether W2 to W4 are asked, W5 whether W6 is."""
    return Document(
        code=code,
        title=text("İş anketi"),
        option_sets={
            "W1": options("yes", "no", "refused", refused={"missing": "refused"}),
            "W2": options("ad", "net", "other", "none", other={"other_text": True}, none={"exclusive": True}),
            "SAT5": scale(),
            "W7": options("TR", "DE", "NL"),
        },
        sections=(
            Section(
                code="S1",
                title=text("Çalışma"),
                questions=(SingleQuestion(code="W1", label=text("Çalışıyor musunuz?"), options="W1", required=True),),
            ),
            Section(
                code="S2",
                questions=(
                    MultipleQuestion(code="W2", label=text("Nasıl buldunuz?"), options="W2", maximum=2, show_if="W1 == yes"),
                    NumberQuestion(code="W3", label=text("Haftalık saat"), minimum=1, maximum=98, show_if="W1 == yes"),
                    LikertQuestion(code="W4", label=text("Memnuniyet"), options="SAT5", show_if="W1 == yes", headline=True),
                    NpsQuestion(code="W5", label=text("Önerir misiniz?"), low=text("hiç"), high=text("kesin")),
                ),
            ),
            Section(
                code="S3",
                questions=(
                    TextQuestion(code="W6", label=text("Neden?"), max_length=200, show_if="W5 <= 6"),
                    RegisterQuestion(code="W7", label=text("Ülke"), options="W7"),
                ),
            ),
        ),
    )


def published(document: Document) -> QuestionnaireVersion:
    """The document as version 1 of its questionnaire, without the check of publishing."""
    questionnaire = Questionnaire.objects.create(
        code=document.code,
        title_tr=document.title.tr,
        title_en=document.title.en,
        audience=document.audience,
    )
    return QuestionnaireVersion.objects.create(
        questionnaire=questionnaire,
        number=1,
        document=document.model_dump(mode="json"),
        structure_hash=document.structure_hash,
        text_hash=document.text_hash,
        published_at=PUBLISHED,
        approved_as="test",
    )
