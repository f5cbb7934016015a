"""What somebody with a solver can say about withheld counts: least and most, over every table of counts behind what is shown.

Only for single choice with scores 1, 2, … per option. He knows every published number, the rules of rounding, and which atoms
hold nobody; his counts are whole and not below nought.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import isqrt, sqrt

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from surveys.disclosure.rounding import to_places, whole_percent

MOST = 1000  # nobody has more people in an atom; only what is in no table at all comes near it


@dataclass(frozen=True)
class Table:
    """base, missing   exact
    percents        whole, per option
    mean, sd        to two decimals
    """

    base: int
    missing: int
    percents: tuple[int, ...]
    mean: float
    sd: float | None


def table_of(counts: Sequence[int], missing: int) -> Table:
    base = sum(counts)
    total, squares = moments(counts)
    sd = to_places(sqrt((squares - total * total / base) / (base - 1)), 2) if base > 1 else None
    return Table(base, missing, tuple(whole_percent(hits, base) for hits in counts), to_places(total / base, 2), sd)


def moments(counts: Sequence[int]) -> tuple[int, int]:
    return sum(score * n for score, n in enumerate(counts, 1)), sum(score**2 * n for score, n in enumerate(counts, 1))


class Attack:
    """One unknown per atom and option, and one more per atom for those who replied and are not in the base."""

    def __init__(self, empty: Sequence[bool], options: int) -> None:
        self.options, self.width = options, options + 1
        self.rows: list[dict[int, float]] = []
        self.low: list[float] = []
        self.high: list[float] = []
        self.most = np.array([0 if gone and option < options else MOST for gone in empty for option in range(self.width)])

    def columns(self, group: frozenset[int], option: int) -> list[int]:
        return [atom * self.width + option for atom in sorted(group)]

    def know(self, weights: dict[int, float], low: float, high: float) -> None:
        self.rows.append(weights)
        self.low.append(low)
        self.high.append(high)

    def know_table(self, group: frozenset[int], table: Table) -> None:
        by_option = [self.columns(group, option) for option in range(self.options)]
        self.know({column: 1 for columns in by_option for column in columns}, table.base, table.base)
        self.know(dict.fromkeys(self.columns(group, self.options), 1), table.missing, table.missing)
        for columns, percent in zip(by_option, table.percents, strict=True):
            hits = [n for n in range(table.base + 1) if whole_percent(n, table.base) == percent]
            self.know(dict.fromkeys(columns, 1), hits[0], hits[-1])
        totals = [total for total in range(table.base * self.options + 1) if to_places(total / table.base, 2) == table.mean]
        self.know({column: score for score, columns in enumerate(by_option, 1) for column in columns}, totals[0], totals[-1])
        if table.sd is not None:
            squares = [
                q
                for total in totals
                for q in squares_near(table, total)
                if q * table.base >= total * total and to_places(sqrt((q - total * total / table.base) / (table.base - 1)), 2) == table.sd
            ]
            self.know({column: score**2 for score, columns in enumerate(by_option, 1) for column in columns}, min(squares), max(squares))

    def know_replies(self, group: frozenset[int], replied: int) -> None:
        self.know({column: 1 for option in range(self.width) for column in self.columns(group, option)}, replied, replied)

    def interval(self, group: frozenset[int], options: Sequence[int]) -> tuple[int, int]:
        """Least and most people of a group in any of the options."""
        goal = np.zeros(len(self.most))
        goal[[column for option in options for column in self.columns(group, option)]] = 1
        return self._best(goal), -self._best(-goal)

    @cached_property
    def constraints(self) -> LinearConstraint:
        """Put together at the first question: nothing is learned after it."""
        entries = [(row, column, weight) for row, weights in enumerate(self.rows) for column, weight in weights.items()]
        rows, columns, weights = zip(*entries, strict=True)
        return LinearConstraint(csr_array((weights, (rows, columns)), shape=(len(self.rows), len(self.most))), self.low, self.high)

    def _best(self, goal: np.ndarray) -> int:
        if not self.rows:
            return 0 if goal.sum() >= 0 else -MOST
        found = milp(goal, constraints=self.constraints, integrality=np.ones(len(goal)), bounds=Bounds(0, self.most))
        if not found.success:
            raise AssertionError(found.message)
        return round(found.fun)


def squares_near(table: Table, total: int) -> range:
    """Whole sums of squares that could round to the standard deviation shown, and a few more."""
    middle = total * total / table.base + (table.sd or 0) ** 2 * (table.base - 1)
    spread = isqrt(table.base) + 2 + round(0.02 * (table.sd or 0) * table.base)
    return range(max(0, int(middle) - spread), int(middle) + spread + 1)
