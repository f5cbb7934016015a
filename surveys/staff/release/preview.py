"""What would be hidden: the tables a release would hold, counted by level and by reason, and the programs left with nothing."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from departments.models import Program
from home.collation import sort_key
from surveys.models import ReleasedTable
from surveys.results.tables import LEVELS, RESPONSE_RATE

LEVEL_NAMES = {
    "university": gettext_lazy("University"),
    "faculty": gettext_lazy("Faculties"),
    "department": gettext_lazy("Departments"),
    "program": gettext_lazy("Programs"),
}
REASONS = {
    "small_base": gettext_lazy("too few answers"),
    "few_organisations": gettext_lazy("too few organisations"),
    "dominance": gettext_lazy("mostly one organisation's answers"),
    "complement": gettext_lazy("would give a hidden table away"),
    "no_frame": gettext_lazy("nobody was invited by name"),
}
YEAR, POOLED, DIVIDED = "year", "pooled", "divided"


@dataclass(frozen=True, slots=True)
class Line:
    """One level. withheld: (reason in words, tables), the commonest first."""

    level: str
    shown: int
    withheld: tuple[tuple[str, int], ...]

    @property
    def hidden(self) -> int:
        return sum(n for _words, n in self.withheld)


@dataclass(frozen=True, slots=True)
class Part:
    key: str
    title: str
    lines: tuple[Line, ...]

    @property
    def shown(self) -> int:
        return sum(line.shown for line in self.lines)

    @property
    def hidden(self) -> int:
        return sum(line.hidden for line in self.lines)


@dataclass(frozen=True, slots=True)
class HiddenProgram:
    """A program of which no table of the year would be shown. pooled: tables of the years together that would be."""

    program: Program
    tables: int
    why: str
    pooled: int


@dataclass(frozen=True, slots=True)
class Summary:
    """programs: with answers in the year."""

    parts: tuple[Part, ...]
    hidden: tuple[HiddenProgram, ...]
    programs: int

    def part(self, key: str) -> Part | None:
        return next((part for part in self.parts if part.key == key), None)

    @property
    def gaining(self) -> int:
        return sum(1 for one in self.hidden if one.pooled)


@dataclass(frozen=True, slots=True)
class Difference:
    """What a breakdown brings and costs, in tables."""

    brought: int
    divided_hidden: int
    lost: int


def summarise(rows: Iterable[ReleasedTable]) -> Summary:
    """Of released tables, saved or not. Response rates are left out: they hide nobody's answer."""
    by_part: dict[str, list[ReleasedTable]] = defaultdict(list)
    years = 1
    for row in rows:
        if row.variable == RESPONSE_RATE:
            continue
        years = max(years, row.years)
        by_part[DIVIDED if row.by_variable else POOLED if row.years > 1 else YEAR].append(row)
    titles = {
        YEAR: _("This year"),
        POOLED: _("%(years)d years together") % {"years": years},
        DIVIDED: _("Divided"),
    }
    parts = tuple(Part(key, title, _lines(by_part[key])) for key, title in titles.items() if by_part[key])
    return Summary(parts, _hidden(by_part[YEAR], by_part[POOLED]), len(_codes(by_part[YEAR])))


def difference(without: Summary, with_breakdown: Summary) -> Difference:
    divided = with_breakdown.part(DIVIDED)

    def undivided(summary: Summary) -> int:
        return sum(part.shown for part in summary.parts if part.key != DIVIDED)

    return Difference(
        brought=divided.shown if divided else 0,
        divided_hidden=divided.hidden if divided else 0,
        lost=undivided(without) - undivided(with_breakdown),
    )


def _lines(rows: Sequence[ReleasedTable]) -> tuple[Line, ...]:
    shown: Counter[str] = Counter()
    withheld: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        if row.status == ReleasedTable.Status.RELEASED:
            shown[row.level] += 1
        else:
            withheld[row.level][str(REASONS.get(row.reason, _("withheld")))] += 1
    present = [level for level in reversed(LEVELS) if shown[level] or withheld[level]]
    return tuple(Line(str(LEVEL_NAMES[level]), shown[level], tuple(withheld[level].most_common())) for level in present)


def _hidden(year: Sequence[ReleasedTable], pooled: Sequence[ReleasedTable]) -> tuple[HiddenProgram, ...]:
    reasons: dict[str, Counter[str]] = defaultdict(Counter)
    for row in year:
        if row.level == "program" and row.status == ReleasedTable.Status.WITHHELD:
            reasons[row.unit_code][row.reason] += 1
    nothing = set(reasons) - {row.unit_code for row in year if row.level == "program" and row.status == ReleasedTable.Status.RELEASED}
    gained = Counter(row.unit_code for row in pooled if row.level == "program" and row.status == ReleasedTable.Status.RELEASED)
    found = []
    for program in Program.objects.filter(code__in=nothing).select_related("department__faculty"):
        why = reasons[program.code]
        words = str(REASONS.get(why.most_common(1)[0][0], _("withheld")))
        found.append(HiddenProgram(program, why.total(), words, gained[program.code]))
    return tuple(sorted(found, key=lambda one: (sort_key(one.program.name), one.program.number)))


def _codes(rows: Iterable[ReleasedTable]) -> set[str]:
    return {row.unit_code for row in rows if row.level == "program"}
