"""The shapes of a results document: what `results --format json` prints and what a release stores.

Plain dictionaries, because a release makes tens of thousands of them; pydantic checks and publishes the same classes as
JSON Schema (results.schema). Percentages are 0-100 of `base`. Every code is a string.
"""

from typing import Literal, NotRequired

from typing_extensions import TypedDict  # pydantic reads only this one before Python 3.12

from .derived import IndicatorShare

Level = Literal["program", "department", "faculty", "university"]
LEVELS: tuple[Level, ...] = ("program", "department", "faculty", "university")
Profile = Literal["raw", "internal", "public"]
Reason = Literal["small_base", "few_organisations", "dominance", "complement", "no_frame"]
RESPONSE_RATE, NO_FRAME = "response_rate", "no_frame"  # the variable under which a release stores rates, and why one has none


class Names(TypedDict):
    tr: str
    en: str


class UnitReference(TypedDict):
    level: Level
    code: str
    name: Names


class Breakdown(TypedDict):
    """One value of a single-choice variable, or of the frame stratum `cohort`."""

    variable: str
    value: str


class Excluded(TypedDict):
    """Respondents outside the base, apart from `missing`: base + missing + these = respondents of the unit."""

    na: int
    refused: int
    dk: int
    not_asked: int


class Ranked(TypedDict):
    """Those who ranked an option before all others, of the base."""

    percent: float | None
    n: NotRequired[int]
    flag: NotRequired[Literal["zero", "all"] | None]


class OptionLine(TypedDict):
    """n: respondents, raw only. flag: exactly nobody or exactly everybody, not merely rounded there; released only.

    Of a ranking n and percent count those who ranked the option at all. mean_place: 1 is best, over those who ranked it;
    null where nobody did, and in a release also where an option of the question was ranked by too few people.
    Of a period the options are its years.
    """

    code: str
    percent: float | None
    n: NotRequired[int]
    flag: NotRequired[Literal["zero", "all"] | None]
    first: NotRequired[Ranked]
    mean_place: NotRequired[float | None]


class Share(TypedDict):
    """Share of the base with its Wilson interval, 0-100."""

    n: NotRequired[int]
    percent: float
    low: float
    high: float


class NetPromoter(TypedDict):
    """value, se, low and high in points of -100..100; the three shares in per cent of the base."""

    value: float
    se: float
    low: float
    high: float
    promoters: float
    passives: float
    detractors: float


class Quantiles(TypedDict):
    p10: float
    p25: float
    p75: float
    p90: float


class Body(TypedDict):
    """Everything of a table but whose and which it is.

    mean_n     respondents behind mean, sd and median: the base less refusals; null where there is no mean
    options    every option that can be in the base, in the order of the list, zero counts too
    median     of a period as text, "2024" or "2024-05", the lower of two middle ones
    top2       the two highest values of an ordinal scale of four or more
    quantiles  numbers only, raw only
    """

    measure: Literal["nominal", "ordinal", "interval", "nps", "multiple", "ranking", "number", "period"]
    base: int
    missing: int | None
    options: list[OptionLine]
    mean_n: int | None
    mean: float | None
    sd: float | None
    median: float | str | None
    top2: Share | None
    nps: NetPromoter | None
    excluded: NotRequired[Excluded]
    quantiles: NotRequired[Quantiles | None]
    effective_n: NotRequired[float | None]


class RateBody(TypedDict):
    """Response rate of a unit. base: invited. percent: replied of invited, whole."""

    measure: Literal["rate"]
    base: int
    population: int
    replied: int
    percent: float | None
    flag: Literal["zero", "all"] | None


class AskedObjective(TypedDict):
    """What a place (P01 to P12) stood for in this wave and program. sha256: of all its objectives; P01 of two waves may be
    compared where it is the same."""

    wording: Names
    sha256: str


class Table(TypedDict):
    """A Body with its place. A withheld table has a reason and nothing else that counts: base and missing are null.

    objective   of a program's own objectives only, where the wave keeps their wordings
    years       counted together, ending with the wave's own; released only
    """

    unit: UnitReference
    by: Breakdown | None
    variable: str
    measure: str
    base: int | None
    missing: int | None
    status: Literal["released", "withheld"]
    reason: Reason | None
    options: list[OptionLine]
    mean_n: int | None
    mean: float | None
    sd: float | None
    median: float | str | None
    top2: Share | None
    nps: NetPromoter | None
    excluded: NotRequired[Excluded]
    quantiles: NotRequired[Quantiles | None]
    effective_n: NotRequired[float | None]
    objective: NotRequired[AskedObjective]
    years: NotRequired[int]


class RateTable(TypedDict):
    """Response rate in a released document; under `rates`, never among the tables."""

    unit: UnitReference
    status: Literal["released", "withheld"]
    reason: Reason | None
    base: int | None
    population: int | None
    replied: int | None
    percent: float | None


class ScaleLine(TypedDict):
    """Cronbach's alpha of the items of one construct; null where it does not exist (fewer than two sheets, no spread), and in a
    release where it rests on fewer than thirty sheets. status, reason, years and by: released only; n is null where withheld.
    """

    code: str
    unit: UnitReference
    items: list[str]
    alpha: float | None
    n: int | None
    missing_rule: Literal["listwise"]
    status: NotRequired[Literal["released", "withheld"]]
    reason: NotRequired[Reason | None]
    years: NotRequired[int]
    by: NotRequired[Breakdown | None]


class IndicatorLine(TypedDict):
    """variable: the item the figure is about; of a gap the competency. low, high: 0-100, or in the unit of the value."""

    code: str
    unit: UnitReference
    variable: str
    value: float | None
    se: float | None
    low: float | None
    high: float | None
    n: int | None
    shares: NotRequired[list[IndicatorShare]]
    band: NotRequired[str | None]


class Window(TypedDict):
    """Cycles counted together: how many years back they reach, and the keys of the waves found there."""

    years: int
    waves: list[int]


class Method(TypedDict):
    """frame: whether how many could have answered is known. percent_base, mean_base: fewest behind a percentage and a mean."""

    confidence: float
    interval: Literal["wilson"]
    threshold: NotRequired[int]
    minimum_organisations: NotRequired[int]
    frame: NotRequired[bool]
    window: NotRequired[Window]
    percent_base: NotRequired[int]
    mean_base: NotRequired[int]


class ResultsDocument(TypedDict):
    """What `results --format json` prints. release: number of the stored release, null where nothing is stored."""

    questionnaire: str
    version: int
    wave: str
    profile: Profile
    weighted: bool
    synthetic: bool
    where: str | None
    release: int | None
    method: Method
    tables: list[Table]
    scales: list[ScaleLine]
    indicators: list[IndicatorLine]
    rates: list[RateTable]
