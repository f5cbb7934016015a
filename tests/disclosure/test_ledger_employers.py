"""Employers: every combination of published sums has a part that might be shown by itself, tried on every set of atoms.

Random publications of up to 7 atoms (programs in a year) of 0 to 12 answers of 5 organisations, 2 families and what crosses them,
seeds 0 to 199; at least five answers, three organisations, none with more than half. About 4 seconds on one core.
"""

from itertools import combinations
from random import Random

from surveys.disclosure.cells import Published
from surveys.disclosure.groups import Group
from surveys.disclosure.ledger import Proposed, Rank, settle
from surveys.disclosure.policy import Policy

from .attacker import Knowledge
from .university import sum_of

POLICY = Policy(threshold=5, minimum_organisations=3)


def employers(random):
    answers = [{organisation: random.choice((1, 1, 2, 6)) for organisation in range(5) if random.random() < 0.5} for _ in range(7)]
    return [Group((sum(each.values()),), each) for each in answers]


def publication(seed):
    random = Random(seed)
    atoms = employers(random)
    groups = [Published(frozenset(i for i in range(7) if random.random() < 0.5), random.randrange(2)) for _ in range(4)]
    groups.append(Published(frozenset(range(7)), 0))
    return atoms, groups


def sets_of(things):
    return (frozenset(chosen) for size in range(1, len(things) + 1) for chosen in combinations(things, size))


def has_a_part_to_show(support, atoms, published):
    """Parts of whole classes: atoms in the same published groups are never told apart."""
    classes = {}
    for atom in support:
        classes.setdefault(frozenset(i for i, group in enumerate(published) if atom in group), set()).add(atom)
    return any(POLICY.objection(sum_of(atoms, frozenset().union(*part))) is None for part in sets_of([*map(frozenset, classes.values())]))


def unfit_supports(atoms, published):
    known = Knowledge(published, [atom.n for atom in atoms])
    for chosen in sets_of(range(len(known.order))):
        support = frozenset(known.order[i] for i in chosen)
        if known.is_support(chosen) and not has_a_part_to_show(support, atoms, published):
            yield support


def test_every_combination_has_a_part_that_might_be_shown():
    kept = 0
    for seed in range(200):
        atoms, groups = publication(seed)
        reasons = settle(atoms, earlier=[], proposed=[Proposed((group,), Rank.POOL) for group in groups], policy=POLICY)
        published = [group.atoms for group, reason in zip(groups, reasons, strict=True) if reason is None]
        assert not list(unfit_supports(atoms, published)), seed
        kept += len(published)
    assert kept > 150


def test_all_that_is_large_enough_by_itself_would_not_do():
    found = 0
    for seed in range(40):
        atoms, groups = publication(seed)
        published = [group.atoms for group in groups if POLICY.objection(sum_of(atoms, group.atoms)) is None]
        found += any(unfit_supports(atoms, published))
    assert found > 5
