import pytest

from surveys.disclosure.groups import Group
from surveys.disclosure.policy import Policy

TEN = Policy(threshold=10)
EMPLOYERS = Policy(threshold=10, minimum_organisations=3)


@pytest.mark.parametrize("threshold", [4, 1, 0, -3])
def test_the_threshold_is_never_under_five(threshold):
    with pytest.raises(ValueError):
        Policy(threshold=threshold)


def test_a_base_under_the_threshold_is_withheld_and_one_at_it_is_not():
    assert [TEN.objection(Group((n,))) for n in (0, 1, 9, 10, 11)] == ["small_base"] * 3 + [None] * 2


def test_the_answers_behind_a_mean_count_by_themselves():
    assert TEN.objection(Group((12, 9))) == "small_base"
    assert TEN.objection(Group((12, 10))) is None
    assert TEN.objection(Group((12, 0))) is None


@pytest.mark.parametrize(
    ("organisations", "reason"),
    [
        ({1: 5, 2: 5}, "few_organisations"),
        ({}, "few_organisations"),
        ({1: 6, 2: 2, 3: 2}, "dominance"),
        ({1: 5, 2: 3, 3: 2}, None),
    ],
)
def test_employers_need_three_organisations_and_none_with_more_than_half(organisations, reason):
    assert EMPLOYERS.objection(Group((10,), organisations)) == reason


def test_a_remainder_may_be_known_when_it_is_nobody_or_could_be_shown():
    assert [TEN.may_be_known(Group((n,))) for n in (0, 1, 9, 10)] == [True, False, False, True]


def test_groups_without_common_members_add_up():
    assert Group((4, 3), {1: 2, 2: 2}) + Group((5, 5), {2: 4, 9: 1}) == Group((9, 8), {1: 2, 2: 6, 9: 1})
