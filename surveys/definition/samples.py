"""One question of every kind, for an author to see before choosing a block. Shown nowhere else and never published."""

from functools import lru_cache

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

from .document import Document, Section
from .formats.registers import province_options

_LEVELS = [("Çok düşük", "Very low"), ("Düşük", "Low"), ("Orta", "Medium"), ("Yüksek", "High"), ("Çok yüksek", "Very high")]
_ROWS = (
    Row(code="R1", label=Text(tr="Alan bilgisi", en="Knowledge of the field")),
    Row(code="R2", label=Text(tr="Takım çalışması", en="Teamwork")),
)


def _list(*labels: tuple[str, str], scale: bool = False) -> tuple[Option, ...]:
    return tuple(
        Option(code=str(n), label=Text(tr=tr, en=en), value=float(n) if scale else None) for n, (tr, en) in enumerate(labels, start=1)
    )


@lru_cache(maxsize=1)
def sample_document() -> Document:
    """Every question's code is the name of its kind."""
    sectors = _list(("Kamu", "Public sector"), ("Özel sektör", "Private sector"), ("Kendi işim", "My own business"))
    questions = (
        SingleQuestion(code="single", label=Text(tr="Nerede çalışıyorsunuz?", en="Where do you work?"), options="SECTOR"),
        MultipleQuestion(
            code="multiple", label=Text(tr="İşinizi nasıl buldunuz?", en="How did you find your job?"), options="WAYS", maximum=2
        ),
        RegisterQuestion(code="register", label=Text(tr="Hangi ilde yaşıyorsunuz?", en="Where do you live?"), options="PROVINCE"),
        RankingQuestion(code="ranking", label=Text(tr="Sizin için önem sırası", en="In order of importance to you"), options="SECTOR"),
        LikertQuestion(code="likert", label=Text(tr="Öğretimin niteliği", en="Quality of teaching"), options="LEVEL"),
        MatrixQuestion(code="matrix", label=Text(tr="Ne düzeydesiniz?", en="What is your level?"), options="LEVEL", rows=_ROWS),
        DualMatrixQuestion(
            code="dual_matrix",
            label=Text(tr="Kazanılan ve gereken düzey", en="Level acquired and level required"),
            rows=tuple(row.model_copy(update={"code": f"D{row.code}"}) for row in _ROWS),
            columns=(
                Column(facet="A", label=Text(tr="Kazandım", en="Acquired"), options="LEVEL"),
                Column(facet="R", label=Text(tr="Gerekiyor", en="Required"), options="LEVEL"),
            ),
        ),
        DynamicMatrixQuestion(
            code="dynamic_matrix",
            label=Text(tr="Programınızın eğitim amaçlarına ulaştınız mı?", en="Have you reached your program's objectives?"),
            options="LEVEL",
            slots=2,
        ),
        NpsQuestion(
            code="nps", label=Text(tr="Programınızı önerir misiniz?", en="Would you recommend your program?"),
            low=Text(tr="Hiç olası değil", en="Not at all likely"), high=Text(tr="Kesinlikle", en="Certainly"),
        ),
        NumberQuestion(
            code="number", label=Text(tr="İlk işinizi kaç ayda buldunuz?", en="How many months did it take to find your first job?"),
            minimum=0, maximum=120, unit="months", unit_label=Text(tr="ay", en="months"),
        ),
        PeriodQuestion(
            code="period", label=Text(tr="İlk işinize ne zaman başladınız?", en="When did you begin your first job?"),
            precision="month", earliest="1990-01", latest="2040-12",
        ),
        TextQuestion(code="text", label=Text(tr="Programın en güçlü yönü nedir?", en="What is the program's strongest side?")),
        PrefilledQuestion(code="prefilled", label=Text(tr="Mezun olduğunuz program", en="Program you graduated from"), source="program"),
        NoteQuestion(code="note", label=Text(tr="Şimdi bugünkü işinizi soracağız.", en="Next we ask about your present job.")),
    )  # fmt: skip
    after = (
        ConsentQuestion(code="consent", label=Text(tr="Benimle e-posta ile iletişim kurulabilir.", en="I may be contacted by e-mail.")),
        ContactQuestion(code="contact", label=Text(tr="E-posta adresiniz", en="Your e-mail address")),
    )
    ways = _list(("İlan", "Advertisement"), ("Tanıdık", "Acquaintance"), ("Staj", "Internship"), ("Diğer", "Other"))
    sets = {"SECTOR": sectors, "WAYS": ways, "LEVEL": _list(*_LEVELS, scale=True), "PROVINCE": province_options()}
    return Document(
        code="SAMPLE",
        title=Text(tr="Örnek", en="Sample"),
        option_sets=sets,
        sections=(Section(code="S", questions=questions),),
        after=after,
    )
