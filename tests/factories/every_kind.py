"""One questionnaire with every kind of question and everything a document can say: for exports that must leave nothing out."""

from surveys.definition.document import Competency, Document, Indicator, Section
from surveys.questions import (
    ConsentQuestion,
    ContactQuestion,
    DualMatrixQuestion,
    DynamicMatrixQuestion,
    LikertQuestion,
    MatrixQuestion,
    MultipleQuestion,
    NoteQuestion,
    NpsQuestion,
    NumberQuestion,
    Option,
    PeriodQuestion,
    PrefilledQuestion,
    RankingQuestion,
    RegisterQuestion,
    SingleQuestion,
    Text,
    TextQuestion,
)
from surveys.questions.scaled import Column, Row
from tests.factories.documents import options, scale, text

COMPETENCIES = (
    Competency(code="C01", label=text("Kuramsal bilgi"), domain="FND", tags=("MUDEK-3:1", "TYYC:Bilgi")),
    Competency(code="C02", label=text("Takım çalışması"), domain="COL", tags=("MUDEK-3:8",)),
)
ROWS = tuple(Row(code=c.code, label=c.label) for c in COMPETENCIES)
BANDS = (
    Option(code="b1", label=text("1 kat"), value=1, low=0, high=1),
    Option(code="b2", label=text("1 kattan fazla"), value=2, low=1),
    Option(code="98", label=text("belirtmek istemiyorum"), missing="refused"),
)

FACTS = Section(
    code="S1",
    title=text("Bildiklerimiz"),
    questions=(
        PrefilledQuestion(code="K01", label=text("Programınız"), source="program"),
        NoteQuestion(code="K02", label=text("Şimdi işinizi soracağız.")),
        SingleQuestion(code="K03", label=text("Çalışıyor musunuz?"), options="K03", required=True, headline=True, hint=text("Bugün")),
    ),
)
WORK = Section(
    code="S2",
    questions=(
        NumberQuestion(
            code="K04",
            label=text("Haftalık süre"),
            minimum=0,
            maximum=98,
            decimals=1,
            unit="hours",
            unit_label=text("saat"),
            show_if="K03 == yes",
        ),
        PeriodQuestion(
            code="K05", label=text("Ne zaman başladınız?"), precision="month", earliest="2015-01", latest="2026-12", show_if="K03 == yes"
        ),
        MultipleQuestion(code="K06", label=text("Nasıl buldunuz?"), options="K06", maximum=2, show_if="K03 == yes"),
        RankingQuestion(code="K07", label=text("Neye önem verdiniz?"), options="K07", maximum=2, shuffle=True),
        SingleQuestion(code="K08", label=text("Geliriniz"), options="K08", measure="ordinal", pii="low", note="asgari ücretin katı"),
        RegisterQuestion(code="K09", label=text("Ülke"), options="K09"),
        RegisterQuestion(code="K10", label=text("Programlar"), register_name="programs", multiple=True, maximum=3),
        SingleQuestion(code="K11", label=text("Faaliyet"), options="K11", classification="NACE Rev.2 section"),
    ),
)
OPINIONS = Section(
    code="S3",
    title=text("Görüşler"),
    questions=(
        DualMatrixQuestion(
            code="K12",
            label=text("Her yeterlilik için"),
            rows=ROWS,
            columns=(
                Column(facet="A", label=text("kazanılan"), options="SAT5", required=True),
                Column(facet="R", label=text("gereken"), options="SAT5", show_if="K03 == yes or K04 > 10"),
            ),
        ),
        MatrixQuestion(
            code="K13",
            label=text("Ne kadar memnunsunuz?"),
            options="SAT5",
            construct="satisfaction",
            shuffle=True,
            rows=(Row(code="K13a", label=text("Dersler")), Row(code="K13b", label=text("Bekleme süreleri"), reverse=True)),
        ),
        DynamicMatrixQuestion(code="K14", label=text("Programın amaçları"), options="SAT5", slots=3),
        LikertQuestion(code="K15", label=text("Genel memnuniyet"), options="SAT5", construct="satisfaction", item_version=2, headline=True),
        NpsQuestion(code="K16", label=text("Önerir misiniz?"), low=text("hiç"), high=text("kesinlikle")),
        TextQuestion(code="K17", label=text("Neden?"), max_length=400, show_if="K16 <= 6"),
    ),
)
AFTER = (
    MultipleQuestion(code="K18", label=text("Neler yapmak istersiniz?"), options="K18"),
    ContactQuestion(code="K19", label=text("E-posta"), show_if="K03 == yes"),
    ConsentQuestion(code="K20", label=text("Açık rıza veriyorum.")),
)


def every_kind(*, code: str = "ALL", title: str = "Her türden soru") -> Document:
    return Document(
        code=code,
        title=text(title),
        audience="graduates",
        minutes=9,
        legal_basis="6698 sayılı Kanun m. 5/2-f",
        privacy=text("Yanıtlar yalnızca toplu sonuç üretmek için işlenir."),
        domains={"FND": text("Temel beceriler"), "COL": text("İş birliği")},
        constructs={"satisfaction": text("Memnuniyet")},
        facets={"A": text("Kazanılan düzey"), "R": text("Gereken düzey")},
        competencies=COMPETENCIES,
        option_sets={
            "K03": options("yes", "no"),
            "K06": options("ad", "net", "other", "none", other={"other_text": True}, none={"exclusive": True}),
            "K07": options("pay", "place", "peace"),
            "K08": BANDS,
            "K09": tuple(
                Option(code=c, label=Text(tr=tr, en=en)) for c, tr, en in (("TR", "Türkiye", "Türkiye"), ("DE", "Almanya", "Germany"))
            ),
            "K11": options("A", "B"),
            "K18": options("mentor", "none", none={"exclusive": True}),
            "SAT5": scale(),
        },
        sections=(FACTS, WORK, OPINIONS),
        after=AFTER,
        indicators=(Indicator(code="K06", label=text("Net tavsiye skoru"), formula="100 * (n(9,10) - n(0..6)) / n"),),
        metadata={"directive_article": "6(1)(m)", "fieldwork": {"cycle": "yearly"}},
    )
