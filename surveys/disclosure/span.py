"""Small supports among all linear combinations of published sums, by exact whole-number algebra.

Every cell has an unknown potential; the coefficient of a class in a combination is the sum of the potentials of its cells, a
linear form. What can be computed are all coefficients the potentials can give. A combination speaks of the classes whose
coefficient is not nought, its *support*. The question is whether a support may be small.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import gcd
from typing import Generic, Protocol, Self, TypeVar

Form = tuple[tuple[int, int], ...]
"""(cell, coefficient), by cell. Only whether a form is nought matters, so each is kept in lowest terms, its first coefficient
positive: then two forms that are nought together are equal."""

EFFORT = 400_000  # forms reduced or copied per component, about a second; where a search needs more, its groups count as exposed


class _Amount(Protocol):
    def __add__(self, other: Self, /) -> Self: ...


Rational = int | Fraction
Amount = TypeVar("Amount", bound=_Amount)


class TooMuchEffortError(Exception):
    """Whether a small support exists was not decided."""


def form_of(cells: Iterable[int]) -> Form:
    return tuple((cell, 1) for cell in cells)


def eliminated(form: Form, gone: Form, pivot: int) -> Form:
    """`form` where `gone` is nought, written without the potential of `pivot`."""
    if len(gone) == 1:
        return _lowest([term for term in form if term[0] != pivot])
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
    return _lowest(sorted(terms.items()))


def _lowest(terms: list[tuple[int, int]]) -> Form:
    """By cell already."""
    if not terms:
        return ()
    divisor = gcd(*(coefficient for _, coefficient in terms))
    if terms[0][1] < 0:
        divisor = -divisor
    return tuple(terms) if divisor == 1 else tuple((cell, coefficient // divisor) for cell, coefficient in terms)


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
        self.counted: set[Form] = set()
        self.touching: dict[int, set[Form]] = {}
        self.fresh: list[Form] = []
        self.bound: _Bound | None = None

    def add(self, form: Form, amount: Amount) -> None:
        """A form that is undecided; where there is an equal one, the two are joined."""
        if form in self.counted:
            self.total = self.total + amount
            self.fresh.extend(self.amounts)
        self._keep(form, amount)
        self.fresh.append(form)

    def supports(self) -> Iterator[dict[int, Rational]]:
        """Potentials whose support is not fine, each found with what began the earlier ones at nought; none if there are none.

        Where the search takes too much effort, all that is left to it is taken for one.
        """
        parts: list[Search[Amount]] = [self]
        try:
            parts = sorted(self._parts(), key=lambda part: len(part.amounts)) if self._reduce() else []
        except TooMuchEffortError:
            yield self._potentials()
            return
        for part in parts:
            try:
                while part._reduce() and part.amounts:
                    chosen = next(iter(part.amounts))
                    found = part._with(chosen)._run()
                    if found is not None:
                        yield found
                    part._vanish(chosen)
            except TooMuchEffortError:
                yield part._potentials()

    def _parts(self) -> "Iterator[Search[Amount]]":
        """What shares no potential any more is searched apart. Small ones first: they must not want for effort."""
        seen = set[Form]()
        for first in self.amounts:
            if first in seen:
                continue
            seen.add(first)
            forms = [first]
            for form in forms:
                new = {near for cell, _ in form for near in self.touching[cell]} - seen
                seen |= new
                forms.extend(sorted(new))
            part = Search(self.total, self.fine)
            part.effort, part.bound = self.effort, self.bound
            for form in forms:
                part._keep(form, self.amounts[form])
            yield part

    def _run(self) -> dict[int, Rational] | None:
        """The first found, where something is counted already."""
        while self._reduce():
            chosen = self._beside()
            if chosen is None:  # all others can be nought whatever the counted ones are
                return self._potentials()
            found = self._with(chosen)._run()
            if found is not None:
                return found
            if not self._vanish(chosen):
                return None
        return None

    def _reduce(self) -> bool:
        """Everything that would make the support fine is nought. False where nothing small is left to be found."""
        while self.fresh:
            form = self.fresh.pop()
            if form not in self.amounts or form in self.counted:
                continue
            if self.fine(self.total + self.amounts[form]) and not self._vanish(form):
                return False
        return not self.fine(self.total)

    def _vanish(self, gone: Form) -> bool:
        """Take a form to be nought. False where that contradicts one that was counted."""
        pivot = min(gone, key=lambda term: len(self.touching[term[0]]))[0]
        touched = tuple(self.touching[pivot])
        self._spend(len(touched))
        self.bound = _Bound(pivot, gone, self.bound)
        for form in touched:
            left = eliminated(form, gone, pivot)
            counted = form in self.counted
            if not left and counted:
                return False
            amount = self._remove(form)
            if not left:
                continue
            if not counted:
                self.add(left, amount)
                continue
            if left in self.amounts and left not in self.counted:
                self.total = self.total + self.amounts[left]
                self.fresh.extend(self.amounts)
            self.counted.add(left)
            self._keep(left, amount)
        return True

    def _keep(self, form: Form, amount: Amount) -> None:
        if form in self.amounts:
            self.amounts[form] = self.amounts[form] + amount
            return
        self.amounts[form] = amount
        for cell, _ in form:
            self.touching.setdefault(cell, set()).add(form)

    def _remove(self, form: Form) -> Amount:
        for cell, _ in form:
            self.touching[cell].discard(form)
        self.counted.discard(form)
        return self.amounts.pop(form)

    def _beside(self) -> Form | None:
        """An undecided form that shares a potential with a counted one; None where there is none."""
        for form in self.counted:
            for cell, _ in form:
                for other in self.touching[cell]:
                    if other not in self.counted:
                        return other
        return None

    def _with(self, form: Form) -> "Search[Amount]":
        """The same search where `form` is not nought."""
        self._spend(len(self.amounts))
        other = Search(self.total + self.amounts[form], self.fine)
        other.effort, other.bound = self.effort, self.bound
        other.amounts = dict(self.amounts)
        other.counted = {*self.counted, form}
        other.touching = {cell: set(forms) for cell, forms in self.touching.items() if forms}
        beside = {near for cell, _ in form for near in self.touching[cell]}
        other.fresh = [*self.amounts, *beside]
        return other

    def _spend(self, effort: int) -> None:
        self.effort[0] -= effort
        if self.effort[0] < 0:
            raise TooMuchEffortError

    def _potentials(self) -> dict[int, Rational]:
        """Of those with this support, ones that are nought for most cells, so that few groups are found to take part.

        Adding to one side of a difference and to the other says nothing: the same support is had from the cells on either
        side of it, and one side may be a single program where the other is the rest of the university.
        """
        form = next(iter(self.counted or self.amounts))
        return min((self._from(cell) for cell, _ in form), key=len)

    def _from(self, free: int) -> dict[int, Rational]:
        """One free potential is 1, the other free ones 0; those that were bound to them follow, last ones first."""
        values: dict[int, Rational] = {free: 1}
        bound = self.bound
        while bound is not None:
            total: Rational = 0
            for cell, coefficient in bound.form:
                if cell in values:
                    total += coefficient * values[cell]
            if total:
                own = dict(bound.form)[bound.pivot]
                values[bound.pivot] = -total * own if own in {1, -1} else Fraction(-total) / own
            bound = bound.earlier
        return values


@dataclass(frozen=True, slots=True)
class _Bound:
    """A form taken to be nought, and the potential that follows from it."""

    pivot: int
    form: Form
    earlier: "_Bound | None"
