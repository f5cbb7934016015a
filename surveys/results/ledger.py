"""What a release adds to everything published before: breakdowns and several years together, beside the tables of single years.

The atoms of an item are its respondents by program, wave and answer to the breakdown of that wave. Which of the new groups may
be shown is decided by surveys.disclosure.ledger; docs/methods/disclosure.md has rule and proof.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from surveys.disclosure.cells import Published
from surveys.disclosure.groups import Group
from surveys.disclosure.ledger import Proposed, Rank, settle
from surveys.disclosure.policy import Policy, Reason
from surveys.models import PublishedGroup, Release, ReleasedTable

from .layers import NO_PROGRAM, Layer
from .units import UnitTree

YEAR = 1


class Atom(NamedTuple):
    program: str
    wave: int
    value: str  # of the wave's breakdown; "" for those without one


@dataclass(frozen=True)
class Fielded:
    """A wave as the ledger sees it: everybody, and by the answer to its breakdown, where it has one."""

    wave: int
    whole: Layer
    breakdown: str = ""
    by_value: Mapping[str, Layer] = field(default_factory=dict)

    def atoms(self, key: str, *, employers: bool) -> dict[Atom, Group]:
        if key not in self.whole.items:
            return {}
        rest = self.whole.leaves(key, employers=employers)
        found: dict[Atom, Group] = {}
        for value, layer in self.by_value.items():
            if key in layer.items:
                for program, group in layer.leaves(key, employers=employers).items():
                    found[Atom(program, self.wave, value)] = group
                    rest[program] = _without(rest[program], group)
        return found | {Atom(program, self.wave, ""): group for program, group in rest.items() if any(group.sizes)}


def _without(whole: Group, part: Group) -> Group:
    sizes = tuple(a - b for a, b in zip(whole.sizes, part.sizes, strict=True))
    left = Counter(whole.organisations)
    left.subtract(part.organisations)
    return Group(sizes, +left)


class _Atoms:
    """Respondents of one item, and where a unit, a wave and an answer find theirs."""

    def __init__(self, atoms: Mapping[Atom, Group], own: int) -> None:
        self.groups = list(atoms.values())
        self.own = own
        self.by_program: dict[str, list[tuple[int, Atom]]] = {}
        for number, atom in enumerate(atoms):
            self.by_program.setdefault(atom.program, []).append((number, atom))

    def everything(self, programs: Iterable[str]) -> frozenset[int]:
        return frozenset(number for number, _ in self._of(programs))

    def of_the_year(self, programs: Iterable[str], value: str | None = None) -> frozenset[int]:
        """Of the release's own wave; with that answer to its breakdown."""
        return frozenset(n for n, atom in self._of(programs) if atom.wave == self.own and value in {None, atom.value})

    def of_group(self, group: PublishedGroup) -> frozenset[int]:
        waves = frozenset(group.waves)
        return frozenset(
            number
            for number, atom in self._of(group.programs)
            if atom.wave in waves and (not group.by_variable or atom.value == group.by_value)
        )

    def _of(self, programs: Iterable[str]) -> Iterator[tuple[int, Atom]]:
        return (found for program in programs for found in self.by_program.get(program, ()))


Place = tuple[int, int, str]  # unit, years, value of the breakdown


class Ledger:
    """waves   those whose answers stand behind the new release, its own last
    known   groups published before in any of them
    pooled  years of the window, and everything in it; None where the wave stands alone
    """

    def __init__(
        self,
        waves: Sequence[Fielded],
        *,
        tree: UnitTree,
        known: Sequence[PublishedGroup],
        pooled: tuple[int, Layer] | None,
        policy: Policy,
    ) -> None:
        self.waves, self.tree, self.known, self.pooled, self.policy = waves, tree, known, pooled, policy
        self._decided: dict[Any, Sequence[Reason | None]] = {}
        self._programs: list[list[str]] = [[] for _ in tree.units]
        self._programs[0].append(NO_PROGRAM)
        for place, unit in enumerate(tree.units):
            if unit.level == "program":
                for above in tree.path(place):
                    self._programs[above].append(unit.code)

    @property
    def own(self) -> Fielded:
        return self.waves[-1]

    def programs(self, unit: int) -> Sequence[str]:
        return self._programs[unit]

    def reasons(self, key: str, shown: Collection[int]) -> dict[Place, Reason | None]:
        """By unit, years and value of the breakdown: None where the table may be shown. What nobody stands behind is not in it.

        shown   units whose table of the single year is published
        """
        divided, pooled = self._divided(key, shown), self._pooled(key)
        if not divided and not pooled:
            return {}
        employers, wave = self.policy.minimum_organisations is not None, self.own.wave
        everybody: dict[Atom, Group] = {}
        for fielded in self.waves:
            everybody |= fielded.atoms(key, employers=employers)
        atoms = _Atoms(everybody, wave)
        bundles: list[tuple[list[Place], Proposed]] = []
        for unit in divided:
            values = [(unit, YEAR, value) for value, layer in self.own.by_value.items() if _people(layer, key, unit)]
            groups = tuple(Published(atoms.of_the_year(self._programs[unit], value), ("by", wave)) for _, _, value in values)
            bundles.append((values, Proposed(groups, Rank.BREAKDOWN if unit else Rank.BREAKDOWN_OF_UNIVERSITY)))
        for unit in pooled:
            group = Published(atoms.everything(self._programs[unit]), ("pool", wave))
            bundles.append(([(unit, self.years, "")], Proposed((group,), Rank.POOL if unit else Rank.POOL_OF_UNIVERSITY)))
        earlier = [
            *(Published(atoms.of_group(group), (group.years, group.by_variable, group.release_id)) for group in self._earlier(key)),
            *(Published(atoms.of_the_year(self._programs[unit]), ("year", wave)) for unit in shown),
        ]
        found = self._settled(atoms.groups, [group for group in earlier if group.atoms], [proposal for _, proposal in bundles])
        return {place: reason for (places, _), reason in zip(bundles, found, strict=True) for place in places}

    def _settled(self, atoms: Sequence[Group], earlier: Sequence[Published], proposed: Sequence[Proposed]) -> Sequence[Reason | None]:
        """Questions everybody answered rest on the same people, and are decided once."""
        question = (tuple((atom.sizes, tuple(sorted(atom.organisations.items()))) for atom in atoms), tuple(earlier), tuple(proposed))
        if question not in self._decided:
            self._decided[question] = settle(atoms, earlier=earlier, proposed=proposed, policy=self.policy)
        return self._decided[question]

    @property
    def years(self) -> int:
        return self.pooled[0] if self.pooled else YEAR

    def _divided(self, key: str, shown: Collection[int]) -> list[int]:
        """Never the breakdown by itself, nor what differs by program: that is asked in small groups enough."""
        if key == self.own.breakdown or key in self.own.whole.tabulation.by_program_only:
            return []
        return [unit for unit in shown if any(_people(layer, key, unit) for layer in self.own.by_value.values())]

    def _pooled(self, key: str) -> list[int]:
        layer = self.pooled[1] if self.pooled else None
        if layer is None or key not in layer.items or key in layer.tabulation.by_program_only:
            return []
        return [unit for unit in range(len(self.tree.units)) if _people(layer, key, unit)]

    def _earlier(self, key: str) -> Iterator[PublishedGroup]:
        """Of groups that reach into waves not looked at here, the part that does counts: too much is computed then, never too little."""
        return (group for group in self.known if key in group.variables)


def _people(layer: Layer, key: str, unit: int) -> bool:
    item = layer.items.get(key)
    return item is not None and bool(item.sizes[unit].any())


def entries_of_public(release: Release, rows: Iterable[ReleasedTable], *, of: Release) -> list[PublishedGroup]:
    """Lines of the ledger for a public release: people of the internal release `of`, as far as it shows them."""
    shown: dict[tuple[str, str, int], list[str]] = {}
    for row in rows:
        shown.setdefault((row.level, row.unit_code, row.years), []).append(row.variable)
    lines = PublishedGroup.objects.filter(release=of, by_variable="")
    return [
        PublishedGroup(
            release=release, level=line.level, unit_code=line.unit_code, years=line.years, programs=line.programs, waves=line.waves,
            variables=shown[line.level, line.unit_code, line.years],
        )
        for line in lines
        if (line.level, line.unit_code, line.years) in shown
    ]  # fmt: skip


def entries(release: Release, rows: Iterable[ReleasedTable], ledger: Ledger) -> list[PublishedGroup]:
    """Lines of the ledger for the tables that are shown; response rates are about people asked, not about answers."""
    shown: dict[tuple[str, str, int, str, str], list[str]] = {}
    for row in rows:
        shown.setdefault((row.level, row.unit_code, row.years, row.by_variable, row.by_value), []).append(row.variable)
    own, every = [ledger.own.wave], [fielded.wave for fielded in ledger.waves]
    return [
        PublishedGroup(
            release=release,
            level=level,
            unit_code=code,
            years=years,
            by_variable=by,
            by_value=value,
            programs=sorted(ledger.programs(ledger.tree.index[level, code])),  # type: ignore[index]  # a Level by its type
            waves=own if years == YEAR else every,
            variables=variables,
        )
        for (level, code, years, by, value), variables in shown.items()
    ]
