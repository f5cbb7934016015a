"""How many were asked and how many replied: the one thing anybody may see of a wave that is open.

A count that would name a person is merged. The rule: a program in which fewer than `minimum` people were invited is
counted together with the other small programs of its department; if those together are still fewer, the department's
next smallest program joins them; a department with fewer than `minimum` in all shows whom it asked, not how many replied.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import Count, QuerySet, Sum

from departments.models import Program
from surveys.models import FrameStratum, Invitation, Wave


@dataclass(frozen=True, slots=True)
class Rate:
    """`programs`: one, or several counted together. `replied`: None where it would name a person. Counts of people."""

    programs: tuple[Program, ...]
    population: int
    invited: int
    replied: int | None

    @property
    def share(self) -> float | None:
        """Replies per person invited, 0 to 1; None where withheld or nobody was invited."""
        return None if self.replied is None or not self.invited else self.replied / self.invited


def response_rates(wave: Wave, *, programs: QuerySet[Program], minimum: int) -> list[Rate]:
    """Of those of `programs` in which anybody was asked, in their order. Merging is decided over whole departments,
    so that two readers of different programs cannot subtract what they see.
    """
    return rates_of_waves([wave], programs=programs, minimum=minimum)[wave.pk]


def rates_of_waves(waves: Sequence[Wave], *, programs: QuerySet[Program], minimum: int) -> dict[int, list[Rate]]:
    """`response_rates` of each wave by its key; four queries, however many waves."""
    seen = list(programs)
    everyone = list(Program.objects.filter(department__in={program.department_id for program in seen}))
    counts = _counts(waves, everyone)
    order = {program.pk: at for at, program in enumerate(seen)}
    return {wave.pk: _merged(counts[wave.pk], everyone, order, minimum) for wave in waves}


def _merged(counts: Mapping[int, "_Counts"], everyone: Sequence[Program], order: Mapping[int, int], minimum: int) -> list[Rate]:
    by_department: dict[int, list[Rate]] = defaultdict(list)
    for program in everyone:
        if program.pk in counts:
            by_department[program.department_id].append(Rate((program,), *counts[program.pk]))
    merged = [rate for rates in by_department.values() for rate in merge_small(rates, minimum=minimum)]
    shown = [rate for rate in merged if any(program.pk in order for program in rate.programs)]
    return sorted(shown, key=lambda rate: min(order.get(program.pk, len(order)) for program in rate.programs))


def total(wave: Wave) -> Rate:
    """Of the whole wave, programs and those asked about none."""
    return totals([wave])[wave.pk]


def totals(waves: Sequence[Wave]) -> dict[int, Rate]:
    """`total` of each wave by its key; two queries, however many waves."""
    strata = FrameStratum.objects.filter(wave__in=waves).order_by().values_list("wave")
    sums = {wave: (p, i, r) for wave, p, i, r in strata.annotate(Sum("population"), Sum("invited"), Sum("replied"))}
    done = _replied(waves, "wave")
    found = {}
    for wave in waves:
        population, invited, replied = sums.get(wave.pk, (0, 0, None))
        found[wave.pk] = Rate((), population or 0, invited or 0, replied if wave.is_closed else done.get((wave.pk,), 0))
    return found


def guarded_reply_count(wave: Wave, *, minimum: int) -> int | None:
    """Of the whole wave, for readers who also see the lines of departments; None where subtracting those would tell too much."""
    lines = response_rates(wave, programs=Program.objects.all(), minimum=minimum)
    return guarded_total(total(wave), lines, minimum=minimum).replied


def guarded_total(whole: Rate, lines: Iterable[Rate], *, minimum: int) -> Rate:
    """The total, its replies withheld where subtracting the lines beside it would leave a group of fewer than `minimum`."""
    rest = whole.invited - sum(line.invited for line in lines if line.replied is not None)
    return replace(whole, replied=None) if 0 < rest < minimum else whole


def merge_small(rates: list[Rate], *, minimum: int) -> list[Rate]:
    """The rates of one department; pure."""
    standing = sorted((r for r in rates if r.invited >= minimum), key=lambda r: r.invited)
    small = [r for r in rates if r.invited < minimum]
    if not small:
        return rates
    while sum(r.invited for r in small) < minimum and standing:
        small.append(standing.pop(0))
    together = _together([r for r in rates if r in small])
    if together.invited < minimum:
        together = replace(together, replied=None)
    return [*(r for r in rates if r in standing), together]


def _together(rates: list[Rate]) -> Rate:
    replied = [r.replied for r in rates if r.replied is not None]
    return Rate(
        tuple(program for r in rates for program in r.programs),
        sum(r.population for r in rates),
        sum(r.invited for r in rates),
        sum(replied) if len(replied) == len(rates) else None,
    )


_Counts = tuple[int, int, int | None]  # population, invited, replied


def _counts(waves: Sequence[Wave], programs: Sequence[Program]) -> dict[int, dict[int, _Counts]]:
    """By wave and program: replies from the frame once the wave is closed, from its invitations before."""
    frame = FrameStratum.objects.filter(wave__in=waves, program__in=programs).order_by().values_list("wave", "program")
    open_waves, done = {wave.pk for wave in waves if not wave.is_closed}, _replied(waves, "wave", "program")
    found: dict[int, dict[int, _Counts]] = {wave.pk: {} for wave in waves}
    for wave, program, p, i, r in frame.annotate(Sum("population"), Sum("invited"), Sum("replied")):
        found[wave][program] = (p, i, done.get((wave, program), 0) if wave in open_waves else r)
    return found


def _replied(waves: Sequence[Wave], *by: str) -> dict[tuple[int, ...], int]:
    """Invitations of the open ones among these waves that were answered, by keys."""
    open_waves = [wave for wave in waves if not wave.is_closed]
    if not open_waves:
        return {}
    answered = Invitation.objects.filter(wave__in=open_waves, done=True).order_by().values_list(*by).annotate(n=Count("pk"))
    return {tuple(keys): n for *keys, n in answered}
