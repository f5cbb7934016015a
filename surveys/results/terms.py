"""Under which conditions tables are released."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from surveys.disclosure.policy import Policy
from surveys.models import Questionnaire, Wave

from .profiles import HESA, PublicRule
from .tables import Method


@dataclass(frozen=True, slots=True)
class Terms:
    """threshold              fewest respondents, never under 5
    minimum_organisations  applied to questionnaires for employers only
    university             {"code": ..., "name": {"tr": ..., "en": ...}}
    folder                 of the private files, where the snapshots lie
    public                 what the public profile demands beside all that
    pool_years             of the blocks counted together, by audience; none are where it is not named
    pools_end              last year of one of the blocks
    """

    threshold: int
    minimum_organisations: int
    confidence: float
    university: Mapping[str, Any]
    folder: Path
    public: PublicRule = HESA
    pool_years: Mapping[str, int] = field(default_factory=dict)
    pools_end: int = 2026

    def policy(self, wave: Wave) -> Policy:
        employers = wave.questionnaire.audience == Questionnaire.Audience.EMPLOYERS
        return Policy(threshold=self.threshold, minimum_organisations=self.minimum_organisations if employers else None)

    def method(self, wave: Wave) -> Method:
        method: Method = {"confidence": self.confidence, "interval": "wilson", "threshold": self.threshold}
        if (organisations := self.policy(wave).minimum_organisations) is not None:
            method["minimum_organisations"] = organisations
        return method

    def block(self, wave: Wave) -> int:
        """Years of the block that ends with the wave's cycle; 1 where none does."""
        years = self.pool_years.get(wave.questionnaire.audience, 1)
        ends = wave.cycle is not None and (wave.cycle.year - self.pools_end) % years == 0
        return years if ends else 1
