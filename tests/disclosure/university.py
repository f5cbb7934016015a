"""Small universities of several waves, released one wave after another the way releases are made."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from surveys.disclosure.cells import Published
from surveys.disclosure.groups import Group
from surveys.disclosure.ledger import Proposed, Rank, settle
from surveys.disclosure.policy import Policy
from surveys.disclosure.tree import Hierarchy, reasons_to_withhold

BY_DEPTH = (Rank.UNIVERSITY, Rank.FACULTY, Rank.DEPARTMENT, Rank.PROGRAM)


@dataclass
class University:
    """trees     per wave
    atoms     program x wave x value, in that order of nesting from the outside: wave, program, value
    values    of the breakdown; 0 for those who did not say
    """

    trees: Sequence[Hierarchy]
    atoms: Sequence[Group]
    values: int
    published: list[Published] = field(default_factory=list)
    names: list[tuple[object, ...]] = field(default_factory=list)

    @property
    def programs(self) -> int:
        return len(self.atoms) // (len(self.trees) * self.values)

    def atom(self, wave: int, program: int, value: int) -> int:
        return (wave * self.programs + program) * self.values + value

    def within(self, wave: int, unit: int, *, by: int | None = None) -> list[int]:
        """Programs of a unit in the tree of its own wave, or of another one."""
        tree = self.trees[wave if by is None else by]
        first = len(tree.parents) - self.programs
        return [below - first for below in (unit, *tree.below(unit)) if below >= first]

    def people(self, wave: int, programs: Sequence[int], values: Sequence[int] | None = None) -> frozenset[int]:
        chosen = range(self.values) if values is None else values
        return frozenset(self.atom(wave, program, value) for program in programs for value in chosen)

    def release(self, wave: int, *, policy: Policy, breakdown: bool = False, window: int = 1) -> None:
        """Publish a wave beside everything published before: the yearly tree by its own rule, the rest by the ledger's."""
        tree = self.trees[wave]
        first = len(tree.parents) - self.programs
        nobody = Group(tuple(0 for _ in self.atoms[0].sizes))
        leaves = [nobody] * first + [sum_of(self.atoms, self.people(wave, [program])) for program in range(self.programs)]
        reasons = reasons_to_withhold(tree, leaves, policy=policy)
        proposed: list[tuple[tuple[object, ...], Proposed]] = []
        for unit, reason in enumerate(reasons):
            programs = self.within(wave, unit)
            if reason is None:
                whole = Published(self.people(wave, programs), "year")
                proposed.append((("year", wave, unit), Proposed((whole,), BY_DEPTH[tree.depth[unit]])))
                if breakdown:
                    parts = tuple(Published(self.people(wave, programs, [value]), "breakdown") for value in range(1, self.values))
                    rank = Rank.BREAKDOWN if unit else Rank.BREAKDOWN_OF_UNIVERSITY
                    proposed.append((("breakdown", wave, unit), Proposed(parts, rank)))
            if window > 1 and wave >= window - 1:
                years = range(wave - window + 1, wave + 1)
                pool = frozenset[int]().union(*(self.people(year, self.within(year, unit, by=wave)) for year in years))
                rank = Rank.POOL if unit else Rank.POOL_OF_UNIVERSITY
                proposed.append((("pool", wave, unit), Proposed((Published(pool, ("pool", wave)),), rank)))
        found = settle(self.atoms, earlier=self.published, proposed=[proposal for _, proposal in proposed], policy=policy)
        for (name, proposal), reason in zip(proposed, found, strict=True):
            if reason is None:
                self.published.extend(proposal.groups)
                self.names.extend([name] * len(proposal.groups))


def sum_of(atoms: Sequence[Group], chosen: frozenset[int]) -> Group:
    whole = Group(tuple(0 for _ in atoms[0].sizes))
    for atom in sorted(chosen):
        whole = whole + atoms[atom]
    return whole


def random_university(
    random: Random, *, programs: int, waves: int, values: int = 1, sizes: Sequence[int], moves: bool = False
) -> University:
    """Two departments of one faculty or two; with `moves`, a program is in the other department from the second wave on."""
    faculties = random.choice((1, 2))
    departments = [1 + random.randrange(faculties) for _ in range(2)]
    homes = [random.randrange(2) for _ in range(programs)]
    trees = []
    for wave in range(waves):
        if moves and wave == 1:
            homes[0] = 1 - homes[0]
        trees.append(Hierarchy((-1, *(0 for _ in range(faculties)), *departments, *(1 + faculties + home for home in homes))))
    atoms = [Group((random.choice(sizes),)) for _ in range(waves * programs * values)]
    return University(trees, atoms, values)
