"""Where a faculty should act: what its programs' lines say, put in order."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .overview import Line

MOST = 5  # programs named under one heading
WIDE = 0.5  # a gap of half a step on a scale of five


@dataclass(frozen=True, slots=True)
class Attention:
    """lines: a program each, the most pressing first; nothing: what is said where there is none."""

    title: str
    lines: tuple[str, ...]
    nothing: str


def where_to_act(lines: Sequence[Line]) -> tuple[Attention, ...]:
    """From released figures only; a program whose figure is withheld is named among those of whom nothing can be said.

    What is below and what is few is decided where the lines are made (`pressing`), the same on every screen.
    """
    below = sorted((line for line in lines if line.verdict == "down"), key=lambda line: line.satisfaction.value or 0)
    wide = sorted((line for line in lines if line.gap and line.gap.value >= WIDE), key=lambda line: -(line.gap.value if line.gap else 0))
    few = sorted((line for line in lines if line.rate.shown and "few_replies" in line.reasons), key=lambda line: line.rate.value or 0)
    silent = [line for line in lines if not line.satisfaction.shown]
    return (
        Attention(
            _("Satisfaction clearly below the university's"),
            tuple(
                _("%(program)s: %(figure)s (%(interval)s; n %(n)s)")
                % {"program": _name(line), "figure": line.satisfaction_figure, "interval": line.satisfaction_interval, "n": line.base}
                for line in below[:MOST]
            ),
            _("No program is clearly below the university."),
        ),
        Attention(
            _("Widest competency gaps"),
            tuple(
                _("%(program)s: %(competency)s (%(gap)s)")
                % {"program": _name(line), "competency": line.gap.label if line.gap else "", "gap": line.gap_figure}
                for line in wide[:MOST]
            ),
            _("No gap of half a step or more."),
        ),
        Attention(
            _("Fewest replies"),
            tuple(
                _("%(program)s: %(rate)s of %(invited)s invited")
                % {"program": _name(line), "rate": line.rate_figure, "invited": line.invited}
                for line in few[:MOST]
            ),
            _("No program has a response rate well below the university's."),
        ),
        Attention(
            _("Nothing can be said yet"),
            tuple(_("%(program)s: %(why)s") % {"program": _name(line), "why": line.satisfaction_figure} for line in silent),
            _("Every program has figures."),
        ),
    )


def _name(line: Line) -> str:
    return f"{line.program.name}, {line.program.get_level_display()}"
