from math import nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.stats.response_rates import Dispositions, Rate, contact_rate, cooperation_rate, eligibility_share, refusal_rate, response_rate

# documentation of rOpenSci's outcomerate (AAPOR's 10th edition), its fourteen cases; UH, UR and UO are three unknown
PUBLISHED = Dispositions(complete=5, partial=2, refused=1, not_reached=1, other=1, unknown=3, not_eligible=1)
cases = st.builds(Dispositions, *[st.integers(0, 500)] * 7)


def all_rates(given, estimate):
    return {
        "RR1": response_rate(given, eligible=1),
        "RR2": response_rate(given, partials=True, eligible=1),
        "RR3": response_rate(given, eligible=estimate),
        "RR4": response_rate(given, partials=True, eligible=estimate),
        "RR5": response_rate(given, eligible=0),
        "RR6": response_rate(given, partials=True, eligible=0),
        "COOP1": cooperation_rate(given),
        "COOP2": cooperation_rate(given, partials=True),
        "COOP3": cooperation_rate(given, other=False),
        "COOP4": cooperation_rate(given, partials=True, other=False),
        "REF1": refusal_rate(given, eligible=1),
        "REF2": refusal_rate(given, eligible=estimate),
        "REF3": refusal_rate(given, eligible=0),
        "CON1": contact_rate(given, eligible=1),
        "CON2": contact_rate(given, eligible=estimate),
        "CON3": contact_rate(given, eligible=0),
    }


def test_every_rate_of_the_published_example():
    estimate = eligibility_share(PUBLISHED)
    assert estimate == pytest.approx(10 / 11)
    assert {name: round(rate.value, 8) for name, rate in all_rates(PUBLISHED, estimate).items()} == {
        "RR1": 0.38461538,
        "RR2": 0.53846154,
        "RR3": 0.39285714,
        "RR4": 0.55000000,
        "RR5": 0.50000000,
        "RR6": 0.70000000,
        "COOP1": 0.55555556,
        "COOP2": 0.77777778,
        "COOP3": 0.62500000,
        "COOP4": 0.87500000,
        "REF1": 0.07692308,
        "REF2": 0.07857143,
        "REF3": 0.10000000,
        "CON1": 0.69230769,
        "CON2": 0.70714286,
        "CON3": 0.90000000,
    }


def test_a_rate_carries_its_base():
    assert response_rate(PUBLISHED, eligible=1) == Rate(5 / 13, 5, 13, "response-rates")
    assert response_rate(PUBLISHED, eligible=0.5) == (pytest.approx(5 / 11.5), 5, 11.5, "response-rates")


@given(cases)
def test_counting_fewer_unknown_never_lowers_a_rate_and_no_rate_leaves_zero_to_one(given):
    estimate = eligibility_share(given)
    if estimate is None:
        assert given.complete + given.partial + given.refused + given.not_reached + given.other + given.not_eligible == 0
        return
    rates = {name: rate.value for name, rate in all_rates(given, estimate).items()}
    for falling in (("RR5", "RR3", "RR1"), ("RR6", "RR4", "RR2"), ("REF3", "REF2", "REF1"), ("CON3", "CON2", "CON1"), ("COOP4", "COOP2")):
        known = [rates[name] for name in falling if rates[name] is not None]
        assert known == sorted(known, reverse=True)
    assert all(value is None or 0 <= value <= 1 for value in rates.values())


def test_the_rate_of_the_indicator_set_is_rr5_with_undeliverable_as_unknown():
    """K14: completed of invited less undeliverable, deceased and out of scope; 400 invited, 120 replied."""
    given = Dispositions(complete=120, refused=10, not_reached=230, unknown=25, not_eligible=15)
    assert response_rate(given, eligible=0).value == 120 / (400 - 25 - 15)


def test_nobody_asked_has_no_rate():
    nobody = Dispositions(complete=0)
    assert {rate.value for rate in all_rates(nobody, 0.5).values()} == {None}
    assert eligibility_share(nobody) is None


@pytest.mark.parametrize("impossible", [-1, 0.5, nan])
def test_a_count_is_a_whole_number(impossible):
    with pytest.raises(ValueError, match="refused"):
        Dispositions(complete=3, refused=impossible)


@pytest.mark.parametrize("eligible", [-0.1, 1.1, nan])
def test_the_eligible_share_of_the_unknown_is_a_share(eligible):
    for rate in (response_rate, refusal_rate, contact_rate):
        with pytest.raises(ValueError, match="eligible"):
            rate(PUBLISHED, eligible=eligible)
