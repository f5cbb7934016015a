"""The protected thing is a group of respondents: those of a unit who answered one item."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Group:
    """sizes          respondents: the base of the table; where its mean rests on fewer (refusals leave it), those as well
    organisations  answers per organisation, of employers only; answers of unknown organisations bear one number together
    """

    sizes: tuple[int, ...]
    organisations: Mapping[int, int] = field(default_factory=dict)

    def __add__(self, other: "Group") -> "Group":
        """Union of two groups that share nobody."""
        sizes = tuple(a + b for a, b in zip(self.sizes, other.sizes, strict=True))
        if not self.organisations or not other.organisations:
            return Group(sizes, self.organisations or other.organisations)
        organisations = dict(self.organisations)
        for organisation, answers in other.organisations.items():
            organisations[organisation] = organisations.get(organisation, 0) + answers
        return Group(sizes, organisations)

    @property
    def n(self) -> int:
        return self.sizes[0]
