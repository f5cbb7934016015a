import pytest

from surveys.collection.rates import Rate, guarded_total

WHOLE = Rate((), 60, 52, 18)


@pytest.mark.parametrize(
    ("lines", "replied"),
    [
        ([Rate((), 30, 30, 12), Rate((), 15, 15, 4), Rate((), 7, 7, None)], None),  # 18 - 12 - 4 would name the seven
        ([Rate((), 30, 30, 12), Rate((), 15, 11, 4), Rate((), 7, 7, None)], 18),  # eleven people stay in the dark
        ([Rate((), 30, 30, 12), Rate((), 22, 22, 6)], 18),  # nothing is withheld
        ([Rate((), 45, 44, 16)], None),  # a reader of nearly everything
    ],
)
def test_the_total_never_gives_away_a_small_rest(lines, replied):
    assert guarded_total(WHOLE, lines, minimum=10).replied == replied
