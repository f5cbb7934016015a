"""A questionnaire with one of every kind, and a browser's way through the pages."""

from surveys.definition.document import Document, Section
from surveys.definition.formats.registers import registers
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
    TextQuestion,
)
from surveys.questions.scaled import Column, Row

from .documents import options, scale, text


def every_kind(*, code: str = "ALL") -> Document:
    """Three pages: known facts and choices; scales and matrices, one facet of them asked of workers only; open answers."""
    return Document(
        code=code,
        title=text("Her tür"),
        minutes=7,
        privacy=text("Aydınlatma metni"),
        option_sets={
            "K01": options("yes", "no"),
            "K02": options("a", "b", "other", "none", other={"other_text": True}, none={"exclusive": True}),
            "LONG": options(*(f"c{n}" for n in range(20))),
            "SAT5": scale(),
            "TOPICS": options("talk", "none", none={"exclusive": True}),
        },
        sections=(
            Section(
                code="S1",
                title=text("Seçimler"),
                questions=(
                    PrefilledQuestion(code="K00", label=text("Programınız"), source="program"),
                    SingleQuestion(code="K01", label=text("Çalışıyor musunuz?"), options="K01", required=True),
                    MultipleQuestion(code="K02", label=text("Hangileri?"), options="K02", maximum=2),
                    SingleQuestion(code="K03", label=text("Uzun liste"), options="LONG"),
                    NoteQuestion(code="K04", label=text("Bir <not>")),
                ),
            ),
            Section(
                code="S2",
                questions=(
                    LikertQuestion(code="K10", label=text("Memnun musunuz?"), options="SAT5"),
                    MatrixQuestion(code="K11", label=text("Tablo"), options="SAT5", rows=_rows("R1", "R2")),
                    DualMatrixQuestion(
                        code="K12",
                        label=text("Çift tablo"),
                        rows=_rows("C1", "C2"),
                        columns=(
                            Column(facet="A", label=text("Kazanılan"), options="SAT5", required=True),
                            Column(facet="R", label=text("Gereken"), options="SAT5", show_if="K01 == yes"),
                        ),
                    ),
                    DynamicMatrixQuestion(code="K13", label=text("Amaçlar"), options="SAT5"),
                    NpsQuestion(code="K14", label=text("Önerir misiniz?"), low=text("hiç"), high=text("kesin")),
                ),
            ),
            Section(
                code="S3",
                questions=(
                    NumberQuestion(code="K20", label=text("Saat"), minimum=1, maximum=98, unit="hours"),
                    TextQuestion(code="K21", label=text("Unvan"), max_length=40),
                    TextQuestion(code="K22", label=text("Görüş, {K01} dediniz"), max_length=500),
                    RegisterQuestion(code="K23", label=text("Ülke"), options="LONG"),
                    RegisterQuestion(code="K24", label=text("Ülkeler"), options="LONG", multiple=True, maximum=2),
                ),
            ),
        ),
        after=(
            MultipleQuestion(code="K30", label=text("Katkı"), options="TOPICS"),
            ConsentQuestion(code="K31", label=text("Onay veriyorum")),
            ContactQuestion(code="K32", label=text("Yöneticiniz"), show_if="K01 == yes"),
        ),
    )


def ranked_and_searched(*, code: str = "RANK") -> Document:
    """Three pages: a ranking, a year and a month; long lists to be searched; rows in random order and words of earlier answers."""
    lists = {name: registers()[name].options() for name in ("COUNTRY", "PROVINCE", "ISCO08")}
    reasons = {"pay": "Ücret", "safe": "İş güvencesi", "near": "Aileye yakınlık", "free": "Serbest zaman", "rise": "Yükselme olanağı"}
    return Document(
        code=code,
        title=text("Sıralama ve listeler", "Ranking and lists"),
        minutes=3,
        option_sets={"REASONS": tuple(Option(code=c, label=text(label)) for c, label in reasons.items()), "SAT5": scale(), **lists},
        sections=(
            Section(
                code="S1",
                title=text("İşinizde", "At work"),
                questions=(
                    RankingQuestion(
                        code="R1",
                        label=text("İşinizi seçerken neler önemliydi?"),
                        options="REASONS",
                        maximum=3,
                        shuffle=True,
                        required=True,
                    ),
                    PeriodQuestion(code="Y1", label=text("İlk işinize hangi yıl başladınız?"), earliest="1990", latest="2026"),
                    PeriodQuestion(
                        code="M1",
                        label=text("Şimdiki işinize ne zaman başladınız?"),
                        precision="month",
                        earliest="1990-01",
                        latest="2026-12",
                    ),
                ),
            ),
            Section(
                code="S2",
                title=text("Nerede", "Where"),
                questions=(
                    RegisterQuestion(code="L1", label=text("Hangi ülkede çalışıyorsunuz?"), options="COUNTRY"),
                    RegisterQuestion(code="L2", label=text("Hangi illerde çalıştınız?"), options="PROVINCE", multiple=True, maximum=3),
                    RegisterQuestion(code="L3", label=text("Mesleğiniz"), options="ISCO08"),
                    RegisterQuestion(code="L4", label=text("Hangi program?"), register_name="programs"),
                ),
            ),
            Section(
                code="S3",
                questions=(
                    MatrixQuestion(code="X1", label=text("Tablo"), options="SAT5", rows=_rows(*(f"X1{n}" for n in range(6))), shuffle=True),
                    NoteQuestion(code="N1", label=text("Önem: {R1}. Başlangıç: {M1}, {Y1}.")),
                    TextQuestion(code="T1", label=text("Neden?"), max_length=200, show_if="first(R1) == pay and M1 >= 2020"),
                ),
            ),
        ),
    )


def employer_document(*, code: str = "EMP") -> Document:
    """E1 asks whether graduates work there; E2, the program rated, decides the unit; E3 is about it."""
    return Document(
        code=code,
        title=text("İşveren"),
        audience="employers",
        option_sets={"E1": options("n0", "n1"), "SAT5": scale()},
        sections=(
            Section(code="S1", questions=(SingleQuestion(code="E1", label=text("Mezun var mı?"), options="E1", required=True),)),
            Section(
                code="S2",
                questions=(
                    RegisterQuestion(
                        code="E2",
                        label=text("Hangi program?"),
                        register_name="programs",
                        required=True,
                        report_key=True,
                        show_if="E1 != n0",
                    ),
                    LikertQuestion(code="E3", label=text("Memnuniyet"), options="SAT5", show_if="E1 != n0"),
                ),
            ),
            Section(code="S3", questions=(TextQuestion(code="E4", label=text("Görüş"), max_length=100),)),
        ),
    )


def _rows(*codes: str) -> tuple[Row, ...]:
    return tuple(Row(code=code, label=text(f"satır {code}")) for code in codes)
