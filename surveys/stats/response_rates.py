from dataclasses import dataclass, fields
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Dispositions:
    """How many of those in the sample ended how. Letters of the Standard Definitions for named persons.

    complete      I   answered the whole questionnaire
    partial       P   answered enough to be used
    refused       R   said no, opted out, or broke off without anything usable
    not_reached   NC  known to belong to the population, never reached
    other         O   reached and eligible, but prevented
    unknown       U   not known whether they belong to it (UH + UR + UO)
    not_eligible  NE  do not belong to it: died, wrong person, no graduate of the program
    """

    complete: int
    partial: int = 0
    refused: int = 0
    not_reached: int = 0
    other: int = 0
    unknown: int = 0
    not_eligible: int = 0

    def __post_init__(self) -> None:
        for field in fields(self):
            count = getattr(self, field.name)
            if not (count >= 0 and count == int(count)):
                raise ValueError(f"{field.name} must be a whole number of 0 or more, got {count}")


class Rate(NamedTuple):
    """value   share of one, None on an empty base
    base    the denominator; with `eligible` it may be no whole number
    """

    value: float | None
    hits: int
    base: float
    method: str = "response-rates"


def eligibility_share(cases: Dispositions) -> float | None:
    """e, the share of the unknown who belong to the population: taken to be that among the known (CASRO).

    None where nobody is known.
    """
    known = _known(cases)
    return known / (known + cases.not_eligible) if known + cases.not_eligible else None


def response_rate(cases: Dispositions, *, partials: bool = False, eligible: float) -> Rate:
    """RR1 to RR6 of the American Association for Public Opinion Research.

    partials   count partial interviews as answers: RR2, RR4, RR6; otherwise RR1, RR3, RR5
    eligible   share e of the unknown who belong to the population: 1 gives RR1 and RR2, an estimate such as
               eligibility_share RR3 and RR4, 0 gives RR5 and RR6

        I / (I + P + R + NC + O + e·U),   or (I + P) / ...

    RR5 and RR6 are meant for samples where nobody is unknown or no unknown is eligible.
    Source: AAPOR (2023), Standard Definitions, 10th edition, "Calculating outcome rates".
    """
    return _rate(cases.complete + (cases.partial if partials else 0), _whole(cases, eligible))


def cooperation_rate(cases: Dispositions, *, partials: bool = False, other: bool = True) -> Rate:
    """Answers of those reached. COOP1 is the default, COOP2 with partials, COOP3 and COOP4 the same without `other`."""
    hits = cases.complete + (cases.partial if partials else 0)
    return _rate(hits, cases.complete + cases.partial + cases.refused + (cases.other if other else 0))


def refusal_rate(cases: Dispositions, *, eligible: float) -> Rate:
    """R of the same base as the response rate: REF1 with e = 1, REF2 with an estimate, REF3 with 0."""
    return _rate(cases.refused, _whole(cases, eligible))


def contact_rate(cases: Dispositions, *, eligible: float) -> Rate:
    """I + P + R + O of the same base as the response rate: CON1 with e = 1, CON2 with an estimate, CON3 with 0."""
    return _rate(cases.complete + cases.partial + cases.refused + cases.other, _whole(cases, eligible))


def _known(cases: Dispositions) -> int:
    return cases.complete + cases.partial + cases.refused + cases.not_reached + cases.other


def _whole(cases: Dispositions, eligible: float) -> float:
    if not 0 <= eligible <= 1:
        raise ValueError(f"the share of the unknown who are eligible lies within 0 and 1, got {eligible}")
    return _known(cases) + eligible * cases.unknown


def _rate(hits: int, base: float) -> Rate:
    return Rate(hits / base if base > 0 else None, hits, base)
