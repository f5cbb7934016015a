"""Released waves for screens: bodies as a release stores them, made by hand so that a test knows every figure."""

from datetime import UTC, datetime
from itertools import count

from surveys.definition.document import Document, Section
from surveys.models import Cycle, QuestionnaireVersion, Release, ReleasedTable, Wave
from surveys.questions import DualMatrixQuestion, LikertQuestion, NpsQuestion, Option, SingleQuestion, Text
from surveys.questions.scaled import Column, Row

from .documents import published, text

CLOSED = datetime(2026, 6, 1, 9, tzinfo=UTC)
METHOD = {"confidence": 0.95, "interval": "wilson", "threshold": 10, "minimum_organisations": 3}
_serial = count(1)

LEVELS = ("Çok düşük", "Düşük", "Orta", "Yüksek", "Çok yüksek")
SATISFIED = ("Hiç memnun değilim", "Memnun değilim", "Kararsızım", "Memnunum", "Çok memnunum")
PREPARED = ("Hiç hazırlamamış", "Yeterince hazırlamamış", "İyi hazırlamış", "Çok iyi hazırlamış")
COMPETENCIES = {"C01": "Alanın kuramsal bilgisi", "C02": "Takım içinde çalışma", "C03": "Yabancı dil kullanma"}


def graded(*labels: str) -> tuple[Option, ...]:
    steps = tuple(Option(code=str(n), label=Text(tr=label, en=f"{label} (en)"), value=n) for n, label in enumerate(labels, start=1))
    return (*steps, Option(code="99", label=text("Fikrim yok"), missing="na"))


def graduates_document(*, code: str = "MYM") -> Document:
    """Three competencies acquired and required, four satisfaction items in two constructs, three headline questions."""
    rows = tuple(Row(code=c, label=text(label)) for c, label in COMPETENCIES.items())
    columns = tuple(Column(facet=facet, label=text(facet), options="LEVEL5") for facet in ("A", "R"))
    likert = {"teaching": ("A06", "A07"), "support": ("A10", "A11")}
    items = [
        LikertQuestion(code=c, label=text(f"Madde {c}"), options="SAT5", construct=construct)
        for construct, codes in likert.items()
        for c in codes
    ]
    return Document(
        code=code,
        title=text("Mezun anketi", "Graduate survey"),
        option_sets={"LEVEL5": graded(*LEVELS), "SAT5": graded(*SATISFIED), "PREP4": graded(*PREPARED)},
        sections=(
            Section(code="S1", questions=(DualMatrixQuestion(code="A04", label=text("Yeterlilikler"), rows=rows, columns=columns),)),
            Section(code="S2", questions=tuple(items)),
            Section(
                code="S3",
                questions=(
                    LikertQuestion(code="A16", label=text("Genel memnuniyet", "Overall satisfaction"), options="SAT5", headline=True),
                    LikertQuestion(code="A17", label=text("İşe hazırlama", "Preparation for work"), options="PREP4", headline=True),
                    NpsQuestion(code="A20", label=text("Önerme", "Recommendation"), low=text("hiç"), high=text("kesin"), headline=True),
                ),
            ),
        ),
    )


def employers_document(*, code: str = "IMA") -> Document:
    rows = tuple(Row(code=c, label=text(label)) for c, label in COMPETENCIES.items())
    columns = (Column(facet="P", label=text("P"), options="LEVEL5"),)
    return Document(
        code=code,
        title=text("İşveren anketi", "Employer survey"),
        audience="employers",
        option_sets={"LEVEL5": graded(*LEVELS), "SAT5": graded(*SATISFIED)},
        sections=(
            Section(code="S1", questions=(DualMatrixQuestion(code="I11", label=text("Yeterlilikler"), rows=rows, columns=columns),)),
            Section(
                code="S2", questions=(LikertQuestion(code="I13", label=text("Mezunlardan memnuniyet"), options="SAT5", headline=True),)
            ),
        ),
    )


def employment_document(*, code: str = "MIA") -> Document:
    fields = tuple(
        Option(code=c, label=text(label)) for c, label in {"own": "Kendi alanım", "near": "Yakın alan", "far": "İlgisiz"}.items()
    )
    return Document(
        code=code,
        title=text("İstihdam anketi", "Employment survey"),
        option_sets={"E19": fields},
        sections=(Section(code="S1", questions=(SingleQuestion(code="E19", label=text("Alan uyumu"), options="E19", headline=True),)),),
    )


def a_released_wave(*, version: QuestionnaireVersion | None = None, year: int | None = 2026, method=METHOD, **facts) -> Release:
    """A closed and released wave without a single table; add them with `release_tables`."""
    version = version or published(graduates_document(code=f"MYM{next(_serial)}"))
    cycle = Cycle.objects.get_or_create(year=year)[0] if year else None
    closed_at = CLOSED.replace(year=year) if year else CLOSED
    wave = Wave.objects.create(
        questionnaire=version.questionnaire, version=version, cycle=cycle, closed_at=closed_at,
        **{"name": str(year or "Eski"), "state": Wave.State.RELEASED, **facts},
    )  # fmt: skip
    return Release.objects.create(wave=wave, profile=Release.Profile.INTERNAL, number=1, method=method, released_at=closed_at)


def release_tables(
    release: Release, *, level: str = "program", unit: str, years: int = 1, by: tuple[str, str] = ("", ""), **bodies
) -> None:
    """One table a variable; a string instead of a body is the reason why it is withheld. by: variable and value it is divided by."""
    ReleasedTable.objects.bulk_create(
        ReleasedTable(
            release=release,
            level=level,
            unit_code=unit,
            years=years,
            by_variable=by[0],
            by_value=by[1],
            variable=variable,
            status="withheld" if isinstance(body, str) else "released",
            reason=body if isinstance(body, str) else "",
            body={} if isinstance(body, str) else body,
        )
        for variable, body in bodies.items()
    )


def scale_body(*percents: float, base: int, mean: float, top2=(0, 0, 0)) -> dict:
    """Of a Likert item; percents of each answer, top2 as (percent, low, high)."""
    percent, low, high = top2
    return {
        "measure": "ordinal",
        "base": base,
        "missing": 0,
        "options": [{"code": str(n), "percent": p, "flag": None} for n, p in enumerate(percents, start=1)],
        "mean_n": base,
        "mean": mean,
        "sd": 0.9,
        "median": 4.0,
        "top2": {"percent": percent, "low": low, "high": high},
        "nps": None,
    }


def nps_body(value: int, low: int, high: int, *, base: int) -> dict:
    figures = {"value": value, "se": 5.0, "low": low, "high": high, "promoters": 40, "passives": 32, "detractors": 28}
    nothing = {"mean_n": base, "mean": 7.1, "sd": 2.0, "median": 8.0, "top2": None}
    return {"measure": "nps", "base": base, "missing": 0, "options": [], **nothing, "nps": figures}


def shares_body(shares: dict[str, float], *, base: int) -> dict:
    options = [{"code": code, "percent": percent, "flag": None} for code, percent in shares.items()]
    nothing = {"mean_n": None, "mean": None, "sd": None, "median": None, "top2": None, "nps": None}
    return {"measure": "nominal", "base": base, "missing": 0, "options": options, **nothing}


def rate_body(replied: int, invited: int) -> dict:
    percent = round(100 * replied / invited)
    return {"measure": "rate", "base": invited, "population": invited, "replied": replied, "percent": percent, "flag": None}


def indicator_body(value: float, low: float | None, high: float | None, *, n: int) -> dict:
    return {"measure": "indicator", "kind": "rate", "version": 1, "value": value, "se": None, "low": low, "high": high, "n": n}
