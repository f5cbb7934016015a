"""What a chart is fed and what it gives back."""

from dataclasses import dataclass

from . import numbers


@dataclass(frozen=True, slots=True)
class Estimate:
    """One released figure.

    value   percentage 0-100, score -100 to 100 or mean, as released; None where there is none
    low     lower end of its confidence interval, in the same unit
    high    upper end
    n       base it rests on
    hidden  the words to print instead, where disclosure control keeps it back; empty otherwise
    years   of waves counted together, 1 for a wave of its own
    """

    value: float | None = None
    low: float | None = None
    high: float | None = None
    n: int | None = None
    hidden: str = ""
    years: int = 1

    @property
    def shown(self) -> bool:
        return self.value is not None and not self.hidden

    @property
    def hidden_briefly(self) -> str:
        """Where there is no room for the reason in brackets: that it is kept back, and nothing more."""
        return self.hidden.partition(" (")[0]


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis from `low` to `high`; `form` decides how its figures are written."""

    low: float
    high: float
    ticks: tuple[float, ...]
    form: str  # percent, score, mean, difference (of two means)
    inset: float = 4  # per cent of the width kept free at both ends, so that no mark is cut

    def place(self, value: float) -> float:
        """Position in per cent of the width. A figure beyond the axis is drawn at its end."""
        inside = min(max(value, self.low), self.high)
        return self.inset + (100 - 2 * self.inset) * (inside - self.low) / (self.high - self.low)

    def written(self, value: float | None, language: str) -> str:
        match self.form:
            case "percent":
                return numbers.percent(value, language)
            case "score":
                return numbers.signed(value, language)
            case "difference":
                return numbers.signed(value, language, decimals=2)
            case _:
                return numbers.mean(value, language)

    def tick(self, value: float, language: str) -> str:
        match self.form:
            case "mean":
                return numbers.count(int(value), language)
            case "difference":
                return numbers.signed(value, language)
            case _:
                return self.written(value, language)

    def interval(self, estimate: Estimate, language: str) -> str:
        if not estimate.shown or estimate.low is None or estimate.high is None:
            return numbers.NOTHING
        return f"{self.written(estimate.low, language)} … {self.written(estimate.high, language)}"


PERCENT = Scale(0, 100, (0, 25, 50, 75, 100), "percent")
SCORE = Scale(-100, 100, (-100, -50, 0, 50, 100), "score")
FIVE = Scale(1, 5, (1, 2, 3, 4, 5), "mean")
DIFFERENCE = Scale(-2, 2, (-2, -1, 0, 1, 2), "difference")


@dataclass(frozen=True, slots=True)
class Table:
    """The chart in figures: the first cell of a row is its heading."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart ready for a page: what it is, what it says in one sentence, the drawing, the figures."""

    title: str
    sentence: str
    svg: str
    table: Table
    note: str = ""
    groups: tuple[tuple[str, tuple[str, ...]], ...] = ()  # what the numbers of a drawing stand for, by heading
