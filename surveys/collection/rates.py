"""How many were asked and how many replied: the one thing anybody may see of a wave that is open.

A count that would name a person is merged. The rule: a program in which fewer than `minimum` people were invited is
counted together with the other small programs of its department; if those together are still fewer, the department's
next smallest program joins them; a department with fewer than `minimum` in all shows whom it asked, not how many replied.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import Count, Q, QuerySet, Sum

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
    seen = list(programs)
    departments = {program.department_id for program in seen}
    everyone = Program.objects.filter(department__in=departments)
    counts = _counts(wave, everyone)
    by_department: dict[int, list[Rate]] = defaultdict(list)
    for program in everyone:
        if program.pk in counts:
            by_department[program.department_id].append(Rate((program,), *counts[program.pk]))
    order = {program.pk: at for at, program in enumerate(seen)}
    merged = [rate for rates in by_department.values() for rate in merge_small(rates, minimum=minimum)]
    shown = [rate for rate in merged if any(program.pk in order for program in rate.programs)]
    return sorted(shown, key=lambda rate: min(order.get(program.pk, len(order)) for program in rate.programs))


def total(wave: Wave) -> Rate:
    """Of the whole wave, programs and those asked about none."""
    strata = FrameStratum.objects.filter(wave=wave).aggregate(p=Sum("population"), i=Sum("invited"), r=Sum("replied"))
    replied = strata["r"] if wave.is_closed else Invitation.objects.filter(wave=wave, done=True).count()
    return Rate((), strata["p"] or 0, strata["i"] or 0, replied)


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


def _counts(wave: Wave, programs: QuerySet[Program]) -> dict[int, tuple[int, int, int | None]]:
    """Population, invited, replied by program: replies from the frame once the wave is closed, from its invitations before."""
    frame = FrameStratum.objects.filter(wave=wave, program__in=programs).order_by().values_list("program")
    asked = {program: (p, i, r) for program, p, i, r in frame.annotate(Sum("population"), Sum("invited"), Sum("replied"))}
    if wave.is_closed:
        return asked
    invitations = Invitation.objects.filter(wave=wave, program__in=programs).order_by().values_list("program")
    done = dict(invitations.annotate(n=Count("pk", filter=Q(done=True))))
    return {program: (p, i, done.get(program, 0)) for program, (p, i, _none) in asked.items()}
