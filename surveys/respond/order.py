"""Rows and options in an order of their own for each respondent (docs/methods/random-order.md).

There are a few orders and no more, so that each can be kept as finished markup. They come in pairs, one the reverse of the
other: over all of them every row stands in the middle on average.
"""

from collections.abc import Sequence
from hashlib import blake2b
from typing import TypeVar

ORDERS = 16  # even

Item = TypeVar("Item")


def order_of(token: str, key: bytes) -> int:
    """Which of the orders a link gives: the same on every visit and device, and never stored with the answers."""
    digest = blake2b(token.encode(), key=key, digest_size=4, person=b"mik-order").digest()
    return int.from_bytes(digest, "little") % ORDERS


def arranged(items: Sequence[Item], *, code: str, order: int | None) -> tuple[Item, ...]:
    """The items of question `code` in this order; as they are where it is None."""
    if order is None:
        return tuple(items)
    pair, turned = divmod(order, 2)
    drawn = sorted(range(len(items)), key=lambda place: blake2b(f"{code}/{pair}/{place}".encode(), digest_size=8).digest())
    return tuple(items[place] for place in (reversed(drawn) if turned else drawn))
