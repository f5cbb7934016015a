"""Sheets that give one answer to everything, over the blocks of items on one scale."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from surveys.definition.conditions import Mask
from surveys.questions import Option
from surveys.stats.straight_lining import straight_lines_of_codes

from .columns import Columns

FEWEST = 5  # items of one scale that a sheet must have answered to be judged


@dataclass(frozen=True, slots=True)
class StraightSheets:
    """flagged   one per sheet: the same answer throughout in every block that judges it, and at least one does
    judged    sheets that some block judges; 0 where no scale has five items
    """

    flagged: Mask
    judged: int

    @property
    def n(self) -> int:
        return int(self.flagged.sum())


def straight_sheets(columns: Columns) -> StraightSheets:
    """A block is every item with one list of options; "no opinion" is no answer. Items stand as they were asked."""
    flagged, judged, varied = (np.zeros(columns.n, bool) for _ in range(3))
    for options, codes in _blocks(columns).items():
        valued = np.zeros(256, bool)
        valued[: len(options)] = [option.value is not None and not option.missing for option in options]
        found = straight_lines_of_codes((columns[code] for code in codes), valued=valued, fewest=FEWEST)
        flagged |= found.flagged
        judged |= found.judged
        varied |= found.judged & ~found.flagged
    return StraightSheets(flagged & ~varied, int(judged.sum()))


def _blocks(columns: Columns) -> dict[tuple[Option, ...], list[str]]:
    blocks: dict[tuple[Option, ...], list[str]] = defaultdict(list)
    for variable in columns.variables.values():
        if variable.storage == "choice" and variable.measure in {"ordinal", "interval"}:
            blocks[variable.options].append(variable.code)
    return {options: codes for options, codes in blocks.items() if len(codes) >= FEWEST}
