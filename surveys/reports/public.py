"""Published figures of one unit for everybody: where they lie, beside which others they stand, and how a figure is phrased.

The public profile rounds before it is stored: bases to the nearest five, means to one decimal, no percentage of a few answers.
What is missing for that reason is said in words here, as what is withheld.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from surveys.charts import Estimate
from surveys.charts.numbers import count, percent
from surveys.questions import Variable

from .cells import UNIVERSITY, Cells, Place, scale_of, why_withheld
from .periods import ReleasedWave
from .units import Wider

DECIMALS = 1  # of a published mean


@dataclass(frozen=True, slots=True)
class PublicReading:
    """name          of the unit
    wider         what it belongs to, from near to far
    history       every wave that was read, by questionnaire, oldest first, the one on the page last
    percent_base  fewest answers behind a published percentage
    """

    place: Place
    name: str
    wider: tuple[Wider, ...]
    cells: Cells
    history: Mapping[str, tuple[ReleasedWave, ...]]
    language: str
    percent_base: int

    def label(self, variable: Variable) -> str:
        return variable.label.in_language(self.language)

    def headline(self, released: ReleasedWave, variable: Variable, place: Place | None = None) -> Estimate:
        """The two best answers in per cent or the score; several years together where one alone is too small for it."""
        where = place or self.place
        own = self._explained(self.cells.headline(released, where, variable))
        if own.shown or place is not None:
            return own
        together = self.cells.pooled.headline(released, where, variable)
        return together if together.shown and together.years > 1 else own

    def alone(self, released: ReleasedWave, variable: Variable, place: Place | None = None) -> Estimate:
        """The figure of the wave's own year: a line through the years has no use for any other."""
        return self._explained(self.cells.single.headline(released, place or self.place, variable))

    def beside(self, released: ReleasedWave, variable: Variable, own: Estimate) -> tuple[Estimate, ...]:
        """The wider units over the same years as the unit's own figure."""
        cells = self.cells.beside(own)
        return tuple(self._explained(cells.headline(released, wider.place, variable)) for wider in self.wider)

    def mean(self, released: ReleasedWave, code: str, place: Place | None = None) -> Estimate:
        own = self.cells.mean(released, place or self.place, code)
        if own.shown or own.hidden or own.n is None:
            return own
        return Estimate(n=own.n, hidden=_("withheld (too few answers)"))

    def share(self, released: ReleasedWave, code: str, option: str, place: Place | None = None) -> Estimate:
        return self._explained(self.cells.option(released, place or self.place, code, option))

    def indicator(self, released: ReleasedWave, code: str, place: Place | None = None) -> Estimate:
        return self._explained(self.cells.indicator(released, place or self.place, code))

    def rate(self, released: ReleasedWave) -> Estimate:
        return self.cells.rate(released, self.place)

    def has_figures(self, released: ReleasedWave) -> bool:
        """Whether any headline of this wave may be shown here."""
        return any(self.headline(released, v).shown for v in released.headlines if v.measure in {"ordinal", "nps"})

    def figure(self, variable: Variable, estimate: Estimate) -> str:
        return estimate.hidden or scale_of(variable).written(estimate.value, self.language)

    def certainty(self, released: ReleasedWave, variable: Variable, estimate: Estimate) -> str:
        """About how many answered, in which years, and the interval."""
        parts = [_("about %(n)s replies") % {"n": count(estimate.n, self.language)}]
        if estimate.years > 1:
            parts.append(_("%(years)s years together") % {"years": estimate.years})
        if estimate.low is not None and estimate.high is not None:
            interval = scale_of(variable).interval(estimate, self.language).replace(" ", "\u00a0")  # never broken over two lines
            confidence = percent(100 * float(released.release.method.get("confidence", 0.95)), self.language)
            parts.append(_("%(confidence)s confidence interval %(interval)s") % {"confidence": confidence, "interval": interval})
        return " · ".join(parts)

    def best_answers(self, variable: Variable) -> str:
        """What the figure counts: the two best answers by name, or what the score is."""
        if variable.measure == "nps":
            return _("share of 9–10 minus share of 0–6, from −100 to 100")
        valued = sorted((o for o in variable.options if o.value is not None and o.missing is None), key=lambda o: o.value or 0)
        if len(valued) < 4:
            return ""
        low, high = (option.label.in_language(self.language) for option in valued[-2:])
        return _("share answering “%(low)s” or “%(high)s”") % {"low": low, "high": high}

    def _explained(self, estimate: Estimate) -> Estimate:
        """A figure that is missing though somebody answered rests on too few: published percentages want more than the house's."""
        if estimate.value is not None or estimate.hidden or estimate.n is None:
            return estimate
        return Estimate(n=estimate.n, hidden=why_withheld("small_base", {"threshold": self.percent_base}))


def whole_university() -> Wider:
    return Wider("university", _("University as a whole"), UNIVERSITY)
