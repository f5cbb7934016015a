"""Scales: items of one construct and one length. Cronbach's alpha per unit, listwise, unweighted."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from surveys.definition.conditions import Mask
from surveys.definition.document import Document
from surveys.questions import DynamicMatrixQuestion, Variable
from surveys.stats.alpha import Moments, cronbach_alpha
from surveys.stats.feldt import feldt_interval

from .columns import Columns
from .counting import Floats
from .derived import ScaleBody
from .tables import ScaleLine
from .tabulate import Tabulation
from .units import UnitTree

SCALE = "scale:"  # before the construct, the variable under which a release stores it
FEWEST_SHEETS = 30  # under it alpha says next to nothing, and a release leaves it out


@dataclass(frozen=True, slots=True)
class Scale:
    code: str  # the construct
    items: tuple[str, ...]


def scales_of(document: Document) -> tuple[Scale, ...]:
    """Every construct with two or more items of one length; where it has items of several, those of the commonest length.

    Items that differ by program make no scale.
    """
    by_program = {q.code for q in document.questions if isinstance(q, DynamicMatrixQuestion)}
    items: dict[str, dict[tuple[float, ...], list[str]]] = defaultdict(lambda: defaultdict(list))
    for variable in document.variables.values():
        scaled = variable.measure in {"ordinal", "interval"} and variable.question not in by_program
        if variable.construct and scaled and (steps := _steps(variable)):
            items[variable.construct][steps].append(variable.code)
    commonest = {construct: max(lengths.values(), key=len) for construct, lengths in items.items()}
    return tuple(Scale(construct, tuple(codes)) for construct, codes in commonest.items() if len(codes) >= 2)


def scale_lines(columns: Columns, *, document: Document, tree: UnitTree, membership: Floats, units: Sequence[int]) -> list[ScaleLine]:
    """One line per scale and unit; alpha and n rest on the sheets with every item answered."""
    lines: list[ScaleLine] = []
    for scale in scales_of(document):
        sums = _sums(columns, scale, membership)
        for unit in units:
            one = sums.of(unit)
            lines.append(
                {
                    "code": scale.code,
                    "unit": tree.units[unit].reference,
                    "items": list(scale.items),
                    "alpha": cronbach_alpha(one),
                    "n": one.n,
                    "missing_rule": "listwise",
                }
            )
    return lines


@dataclass(frozen=True, slots=True)
class ScaleColumn:
    """key    the variable under which a release stores it
    base   sheets with every item answered
    """

    key: str
    base: Mask
    body: Callable[[int], ScaleBody]


def scale_columns(tabulation: Tabulation, *, confidence: float) -> list[ScaleColumn]:
    columns, found = tabulation.columns, []
    for scale in scales_of(tabulation.document):
        sums = _sums(columns, scale, tabulation.membership)
        found.append(ScaleColumn(f"{SCALE}{scale.code}"[:64], _whole(columns, scale), _body_of(scale, sums, confidence)))
    return found


def _body_of(scale: Scale, sums: "_Sums", confidence: float) -> Callable[[int], ScaleBody]:
    def body(unit: int) -> ScaleBody:
        one = sums.of(unit)
        alpha = cronbach_alpha(one) if one.n >= FEWEST_SHEETS else None
        low, high = (None, None) if alpha is None else feldt_interval(alpha, items=len(scale.items), sheets=one.n, confidence=confidence)
        return {
            "measure": "scale", "items": list(scale.items), "alpha": alpha, "low": low, "high": high, "n": one.n,
            "missing_rule": "listwise",
        }  # fmt: skip

    return body


@dataclass(frozen=True, slots=True)
class _Sums:
    """As stats.alpha.Moments, with units as the first axis."""

    n: Floats
    items: Floats
    squares: Floats
    total: Floats
    total_squares: Floats

    def of(self, unit: int) -> Moments:
        return Moments(int(self.n[unit]), self.items[unit], self.squares[unit], float(self.total[unit]), float(self.total_squares[unit]))


def _sums(columns: Columns, scale: Scale, membership: Floats) -> _Sums:
    scores = [_scores(columns.variables[code])[columns[code]] for code in scale.items]
    whole = _whole(columns, scale)
    program, kept = columns.program[whole].astype(np.intp), [score[whole] for score in scores]
    groups = membership.shape[1]

    def summed(values: Floats | None) -> Floats:
        return membership @ np.bincount(program, values, groups).astype(float)

    total = np.sum(kept, axis=0)
    return _Sums(
        summed(None),
        np.column_stack([summed(score) for score in kept]),
        np.column_stack([summed(score**2) for score in kept]),
        summed(total),
        summed(total**2),
    )


def _whole(columns: Columns, scale: Scale) -> Mask:
    """Sheets with every item answered."""
    whole = np.ones(columns.n, bool)
    for code in scale.items:
        whole &= ~np.isnan(_scores(columns.variables[code]))[columns[code]]
    return whole


def _steps(variable: Variable) -> tuple[float, ...]:
    return tuple(sorted({o.value for o in variable.options if o.value is not None and not o.missing}))


def _scores(variable: Variable) -> Floats:
    """Value by stored index, nan where there is none; a reversed item as min + max - x."""
    steps = _steps(variable)
    scores = np.full(256, np.nan)
    for index, option in enumerate(variable.options):
        if option.value is not None and not option.missing:
            scores[index] = steps[0] + steps[-1] - option.value if variable.reverse else option.value
    return scores
