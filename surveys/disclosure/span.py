"""Small supports among all linear combinations of published sums, by exact whole-number algebra.

Every cell has an unknown potential; the coefficient of a class in a combination is the sum of the potentials of its cells, a
linear form. What can be computed are all coefficients the potentials can give. A combination speaks of the classes whose
coefficient is not nought, its *support*. The question is whether a support may be small.
"""

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from math import gcd
from typing import Generic, Protocol, Self, TypeVar

Form = tuple[tuple[int, int], ...]
"""(cell, coefficient), by cell. Only whether a form is nought matters, so each is kept in lowest terms, its first coefficient
positive: then two forms that are nought together are equal."""

EFFORT = 50_000  # forms reduced or copied per component, about 0.1 s; where a search needs more, its groups count as exposed


class _Amount(Protocol):
    def __add__(self, other: Self, /) -> Self: ...


Amount = TypeVar("Amount", bound=_Amount)


class TooMuchEffortError(Exception):
    """Whether a small support exists was not decided."""


def form_of(cells: Iterable[int]) -> Form:
    return tuple((cell, 1) for cell in cells)


def eliminated(form: Form, gone: Form, pivot: int) -> Form:
    """`form` where `gone` is nought, written without the potential of `pivot`."""
    terms = dict(form)
    other = dict(gone)
    a, b = other[pivot], terms[pivot]
    if a != 1:
        terms = {cell: a * coefficient for cell, coefficient in terms.items()}
    for cell, coefficient in gone:
        value = terms.get(cell, 0) - b * coefficient
        if value:
            terms[cell] = value
        else:
            del terms[cell]
    if not terms:
        return ()
    ordered = sorted(terms.items())
    divisor = gcd(*terms.values())
    if ordered[0][1] < 0:
        divisor = -divisor
    return tuple(ordered) if divisor == 1 else tuple((cell, value // divisor) for cell, value in ordered)


class Search(Generic[Amount]):
    """Whether forms that are not nought can hold so little together that it is not `fine`.

    nobody   the amount of an empty support
    fine     whether a support of this amount may be known; whatever is added to a fine one is taken to be fine

    Forms are decided one by one: nought (then one potential less is free, forms become equal and are joined, and some that
    would make the support fine must be nought as well) or not nought (`counted`), until none is undecided.
    """

    def __init__(self, nobody: Amount, fine: Callable[[Amount], bool], effort: int = EFFORT) -> None:
        self.fine, self.effort = fine, [effort]
        self.total = nobody
        self.amounts: dict[Form, Amount] = {}
        self.members: dict[Form, tuple[int, ...]] = {}
        self.counted: set[Form] = set()
        self.touching: dict[int, set[Form]] = {}
        self.fresh: list[Form] = []

    def add(self, form: Form, amount: Amount, members: tuple[int, ...]) -> None:
        """A form never taken to be nought before; where there is an equal one, the two are joined."""
        if form in self.amounts:
            if form in self.counted:
                self.total = self.total + amount
                self.fresh.extend(self.amounts)
            self.amounts[form] = self.amounts[form] + amount
            self.members[form] += members
        else:
            self.amounts[form] = amount
            self.members[form] = members
            for cell, _ in form:
                self.touching.setdefault(cell, set()).add(form)
        self.fresh.append(form)

    def vanish(self, gone: Form) -> bool:
        """Take a form to be nought. False where that contradicts one that was counted."""
        pivot = min(gone, key=lambda term: len(self.touching[term[0]]))[0]
        touched = tuple(self.touching[pivot])
        self.effort[0] -= len(touched)
        if self.effort[0] < 0:
            raise TooMuchEffortError
        for form in touched:
            left = eliminated(form, gone, pivot)
            counted = form in self.counted
            if not left and counted:
                return False
            amount, members = self._remove(form)
            if not left:
                continue
            if counted:
                if left in self.amounts and left not in self.counted:
                    self.total = self.total + self.amounts[left]
                    self.fresh.extend(self.amounts)
                self.counted.add(left)
                self._keep(left, amount, members)
            else:
                self.add(left, amount, members)
        return True

    def _keep(self, form: Form, amount: Amount, members: tuple[int, ...]) -> None:
        """A counted form under its new name: its amount is in the total already."""
        if form in self.amounts:
            self.amounts[form] = self.amounts[form] + amount
            self.members[form] += members
            return
        self.amounts[form], self.members[form] = amount, members
        for cell, _ in form:
            self.touching.setdefault(cell, set()).add(form)

    def _remove(self, form: Form) -> tuple[Amount, tuple[int, ...]]:
        for cell, _ in form:
            self.touching[cell].discard(form)
        self.counted.discard(form)
        return self.amounts.pop(form), self.members.pop(form)

    def reduce(self) -> bool:
        """Everything that would make the support fine is nought. False where nothing small is left to be found."""
        while self.fresh:
            form = self.fresh.pop()
            if form not in self.amounts or form in self.counted:
                continue
            if self.fine(self.total + self.amounts[form]) and not self.vanish(form):
                return False
        return not self.fine(self.total)

    def supports(self) -> Iterator[frozenset[int]]:
        """Members of supports that are not fine, each found with what began the earlier ones at nought; none if there is none.

        Where the search takes too much effort, all that is left to it is taken for one.
        """
        try:
            while self.reduce() and self.amounts:
                chosen = self._next()
                found = self._with(chosen)._run()
                if found is not None:
                    yield found
                self.vanish(chosen)
        except TooMuchEffortError:
            yield frozenset(member for form in self.amounts for member in self.members[form])

    def _run(self) -> frozenset[int] | None:
        """The first support found, where something is counted already."""
        while self.reduce():
            if len(self.counted) == len(self.amounts):
                return frozenset(member for form in self.counted for member in self.members[form])
            chosen = self._next()
            found = self._with(chosen)._run()
            if found is not None:
                return found
            if not self.vanish(chosen):
                return None
        return None

    def _next(self) -> Form:
        """An undecided form beside the counted ones: what they depend on is settled first."""
        for form in self.counted:
            for cell, _ in form:
                for other in self.touching[cell]:
                    if other not in self.counted:
                        return other
        return next(form for form in self.amounts if form not in self.counted)

    def _with(self, form: Form) -> "Search[Amount]":
        """The same search where `form` is not nought."""
        self.effort[0] -= len(self.amounts)
        if self.effort[0] < 0:
            raise TooMuchEffortError
        other = Search(self.total + self.amounts[form], self.fine)
        other.effort = self.effort
        other.amounts, other.members = dict(self.amounts), dict(self.members)
        other.counted = {*self.counted, form}
        other.touching = {cell: set(forms) for cell, forms in self.touching.items()}
        beside = {near for cell, _ in form for near in self.touching[cell]}
        other.fresh = [*self.amounts, *beside]
        return other


class Potentials:
    """Potentials at which given forms are nought, by exact elimination. Those not named are 0."""

    def __init__(self, nought: Iterable[Form] = ()) -> None:
        self.rows: dict[int, Form] = {}  # by pivot, in the order found: a row holds no pivot of an earlier one
        self.order: dict[int, int] = {}
        for form in nought:
            self.take(self.reduced(form))

    def take(self, left: Form) -> None:
        """left   a reduced form, nought from now on"""
        if left:
            pivot = left[0][0]
            self.order[pivot] = len(self.rows)
            self.rows[pivot] = left

    def reduced(self, form: Form) -> Form:
        """The form in the potentials that are still free."""
        while held := [cell for cell, _ in form if cell in self.rows]:
            pivot = min(held, key=self.order.__getitem__)
            form = eliminated(form, self.rows[pivot], pivot)
        return form

    def where(self, nought: Iterable[Form], wanted: Iterable[Form]) -> dict[int, Fraction]:
        """Some at which `nought` is nought as well and not all of `wanted`."""
        further = Potentials(map(self.reduced, nought))
        free = next(left for form in wanted if (left := further.reduced(self.reduced(form))))[0][0]
        values = {free: Fraction(1)}
        for rows in (further.rows, self.rows):
            for pivot, row in reversed(rows.items()):
                terms = [(cell, coefficient) for cell, coefficient in row if cell in values]
                if terms:
                    value = -sum((c * values[cell] for cell, c in terms), Fraction(0)) / dict(row)[pivot]
                    if value:
                        values[pivot] = value
        return values
