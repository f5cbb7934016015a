"""K14: of the frame, not of answers."""

from surveys.results.derived import IndicatorBody
from surveys.results.tables import RateBody
from surveys.stats.response_rates import Dispositions, response_rate

from .columns import blank


def response_rate_indicator(rate: RateBody, *, undeliverable: int = 0, not_eligible: int = 0) -> IndicatorBody:
    """RR5: replied of those invited, less those who could not be reached or do not belong to the population.

    undeliverable   of the invited, whose message came back
    not_eligible    of the invited, who died or are out of scope

    Neither is kept by a closed wave of today's frame: then the base is all who were invited and the rate the lower for it.
    A count of everybody has no interval. ValueError where more were lost than did not reply.
    """
    silent = rate["base"] - rate["replied"] - undeliverable - not_eligible
    cases = Dispositions(complete=rate["replied"], not_reached=silent, unknown=undeliverable, not_eligible=not_eligible)
    found = response_rate(cases, eligible=0)
    body = blank("response_rate", n=int(found.base))
    body["value"] = None if found.value is None else 100 * found.hits / found.base
    return body
