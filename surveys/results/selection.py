"""What is asked of the results of a wave, and how a question that makes no sense is answered."""

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from django.utils.translation import gettext as _

from surveys.definition import routing
from surveys.questions import Text, Variable

from .columns import COHORT, COHORT_VARIABLE, Columns
from .tables import Level
from .units import UnitTree

_COHORT = Variable(COHORT_VARIABLE, COHORT_VARIABLE, Text(tr="Mezuniyet yılı", en="Year of graduation"), "number", "number")


class WrongUse(Exception):
    """Asked for something that does not exist; the text says what, in the reader's language."""


@dataclass(frozen=True, slots=True)
class Selection:
    """level, unit   of the tables; all levels and units with a response where not given
    by           single-choice variable, or the frame stratum `cohort`
    where        expression of the routing language
    """

    level: Level | None = None
    unit: str | None = None
    by: str | None = None
    where: str | None = None
    weighted: bool = False

    def as_detail(self) -> dict[str, Any]:
        return asdict(self)

    def within_release(self, breakdown: str) -> None:
        """WrongUse where a release is asked for what it does not have. `breakdown`: by which it is divided, if at all."""
        for given, name in ((self.where, "--where"), (self.weighted, "--weighted")):
            if given:
                raise WrongUse(
                    _("%(option)s works with the raw profile only: released tables know no filter and no weights.") % {"option": name}
                )
        if self.by and self.by != breakdown:
            if breakdown:
                raise WrongUse(_("The released tables are divided by %(breakdown)s and by nothing else.") % {"breakdown": breakdown})
            raise WrongUse(_("--by works with the raw profile only: the tables of this wave were released without a breakdown."))

    def units(self, tree: UnitTree) -> list[int]:
        """By index; those of the level, or with the code, that was asked for."""
        if self.unit is None:
            return [i for i, unit in enumerate(tree.units) if self.level in (None, unit.level)]
        found = tree.with_code(self.unit)
        if not found:
            raise WrongUse(_("No unit with a program has the code %(code)s.") % {"code": self.unit})
        of_level = [i for i in found if self.level in (None, tree.units[i].level)]
        if not of_level:
            raise WrongUse(_("%(code)s is not the code of a unit of this level: %(level)s.") % {"code": self.unit, "level": self.level})
        return of_level

    def narrowed(self, columns: Columns) -> Columns:
        """The responses for which `where` holds."""
        if self.where is None:
            return columns
        known = {COHORT_VARIABLE: _COHORT, **columns.variables}
        try:
            node = routing.read(self.where, known)
        except routing.RoutingError as error:
            raise WrongUse(_("--where cannot be understood: %(reason)s") % {"reason": error}) from error
        return columns.select(node.mask(columns))

    def divides(self, columns: Columns, *, most: int) -> None:
        """WrongUse where `by` does not divide the respondents into at most so many groups."""
        by = self.breakdown(columns)
        known = columns.variables.get(by or "")
        if known and not known.register:
            values = len(known.options)
        else:
            values = len(np.unique(columns[by if known and by else COHORT]))
        if values > most:
            facts = {"code": self.by, "values": values, "most": most}
            raise WrongUse(_("%(code)s has %(values)d different answers; tables are divided into at most %(most)d groups.") % facts)

    def breakdown(self, columns: Columns) -> str | None:
        if self.by is None or (self.by == COHORT_VARIABLE and self.by not in columns.variables):
            return self.by
        variable = columns.variables.get(self.by)
        if variable is None:
            raise WrongUse(_("There is no question with the code %(code)s.") % {"code": self.by})
        if variable.storage not in {"choice", "register"}:
            raise WrongUse(_("%(code)s does not divide respondents: --by takes a question with one answer, or cohort.") % {"code": self.by})
        return self.by
