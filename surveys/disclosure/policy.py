"""When figures about a group may be shown. Thresholds are passed in; nothing here has a default but the share of one half."""

from dataclasses import dataclass
from typing import Literal

from .groups import Group

Reason = Literal["small_base", "few_organisations", "dominance", "complement"]
LOWEST_THRESHOLD = 5


@dataclass(frozen=True, slots=True)
class Policy:
    """threshold              fewest respondents of a base, never under 5
    minimum_organisations  fewest organisations behind employers' answers; None for everybody else's
    largest_share          most of a base one organisation may hold

    Every rule is closed under the union of disjoint groups: if two groups may be shown, so may both together. The
    proof that nothing under the threshold can be computed rests on it (docs/methods/disclosure.md).
    """

    threshold: int
    minimum_organisations: int | None = None
    largest_share: float = 0.5

    def __post_init__(self) -> None:
        if self.threshold < LOWEST_THRESHOLD:
            raise ValueError(f"the threshold may be raised, but never under {LOWEST_THRESHOLD}; got {self.threshold}")
        if self.minimum_organisations is not None and self.minimum_organisations < 1:
            raise ValueError(f"need at least one organisation, got {self.minimum_organisations}")

    def objection(self, group: Group) -> Reason | None:
        """Why figures about this group may not be shown, or None."""
        if group.n < self.threshold or any(0 < size < self.threshold for size in group.sizes):
            return "small_base"
        if self.minimum_organisations is None:
            return None
        if len(group.organisations) < self.minimum_organisations:
            return "few_organisations"
        if max(group.organisations.values()) > self.largest_share * group.n:
            return "dominance"
        return None

    def may_be_known(self, remainder: Group) -> bool:
        """A remainder that could be had by subtraction: nobody, or a group that might have been shown itself."""
        return not any(remainder.sizes) or self.objection(remainder) is None
