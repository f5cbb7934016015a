"""Random order of rows and options: few orders, even over all of them, one for each link."""

from collections import Counter

import pytest

from surveys.respond.order import ORDERS, arranged, order_of

ITEMS = ("a", "b", "c", "d", "e")


def test_an_order_is_a_rearrangement_and_none_leaves_things_as_they_are():
    for order in range(ORDERS):
        assert sorted(arranged(ITEMS, code="Q", order=order)) == sorted(ITEMS)
    assert arranged(ITEMS, code="Q", order=None) == ITEMS


def test_every_item_stands_in_the_middle_on_average():
    places = Counter()
    for order in range(ORDERS):
        places.update({item: place for place, item in enumerate(arranged(ITEMS, code="Q", order=order))})
    assert set(places.values()) == {ORDERS * 2}


def test_two_questions_are_not_in_the_same_order():
    orders = [[arranged(ITEMS, code=code, order=order) for order in range(ORDERS)] for code in ("Q1", "Q2")]
    assert orders[0] != orders[1]
    assert all(len(set(found)) > ORDERS / 2 for found in orders)


def test_a_link_has_one_order_and_links_spread_over_all_of_them():
    key = bytes(32)
    found = Counter(order_of(f"token{n}", key) for n in range(3_200))
    assert set(found) == set(range(ORDERS))
    assert max(found.values()) < 2 * min(found.values())
    assert order_of("token1", key) == order_of("token1", key)


def test_the_order_cannot_be_told_from_a_link_without_the_key():
    assert {order_of("token", bytes((n,)) * 32) for n in range(256)} == set(range(ORDERS))


@pytest.mark.parametrize("items", [(), ("a",)])
def test_nothing_much_to_rearrange(items):
    assert arranged(items, code="Q", order=3) == items
