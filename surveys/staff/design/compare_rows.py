"""The lines of the comparison: proposal, reasons, decision, and what somebody has just typed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from surveys.definition.comparability import proposals
from surveys.models import Comparison, QuestionnaireVersion
from surveys.reports.reading import reading_language

Verdict = Comparison.Verdict
_EITHER = (Verdict.SAME, Verdict.REWORDED, Verdict.RESCALED)  # of what both versions ask


@dataclass(frozen=True, slots=True)
class Asked:
    """What was posted: one variable's verdict, or without a code all that leaves nothing to weigh."""

    code: str
    verdict: str
    reason: str

    @classmethod
    def of(cls, posted: Mapping[str, str]) -> "Asked":
        return cls(posted.get("code", ""), posted.get("verdict", ""), posted.get("reason", ""))


@dataclass(frozen=True, slots=True)
class Row:
    """chosen, reason: what the form shows; of what was just refused, as it was typed."""

    code: str
    label: str
    proposed: str
    why: tuple[str, ...]
    unmarked: bool
    decided: str
    reason: str
    decided_as: str
    decided_at: datetime | None
    chosen: str

    @property
    def proposed_words(self) -> str:
        return str(Verdict(self.proposed).label)

    @property
    def decided_words(self) -> str:
        return str(Verdict(self.decided).label) if self.decided else ""

    @property
    def departs(self) -> bool:
        return bool(self.decided) and self.decided != self.proposed

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Verdicts that are possible; only one for what a single version asks."""
        if self.proposed not in _EITHER:
            return [(self.proposed, self.proposed_words)]
        return [(verdict.value, str(verdict.label)) for verdict in _EITHER]


def rows(earlier: QuestionnaireVersion, later: QuestionnaireVersion, *, asked: Asked | None = None) -> list[Row]:
    """Every variable in the order asked. A decided one keeps the proposal it was decided upon."""
    kept = {row.code: row for row in Comparison.objects.between(earlier, later)}
    language = reading_language()
    made = []
    for code, proposal in proposals(earlier, later).items():
        row = kept.get(code) or Comparison(code=code, proposed=proposal.verdict)
        typed = asked if asked and asked.code == code else None
        made.append(
            Row(
                code=code,
                label=proposal.label.in_language(language),
                proposed=row.proposed if row.decided else proposal.verdict,
                why=proposal.why,
                unmarked=proposal.unmarked,
                decided=row.decided,
                reason=typed.reason if typed else row.reason,
                decided_as=row.decided_as,
                decided_at=row.decided_at,
                chosen=typed.verdict if typed else row.decided or proposal.verdict,
            )
        )
    return made
