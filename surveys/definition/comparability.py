"""Whether a figure of one version may stand beside that of another: what a person decided, else what the machine proposes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from surveys.models import Comparison, QuestionnaireVersion

from .compare import Proposal, compare
from .compiled import compile_version
from .document import Document

Verdict = Comparison.Verdict
JOINED = (Verdict.SAME, Verdict.REWORDED)


class Judgement(NamedTuple):
    """why: what breaks the trend, or what a person said of it; empty where nothing was different."""

    verdict: str
    why: str = ""
    decided: bool = False

    @property
    def joined(self) -> bool:
        """May the two stand in one line?"""
        return self.verdict in JOINED


class Comparability:
    """Judgements between versions of these questionnaires (primary keys). One query, when two different versions first meet."""

    def __init__(self, questionnaires: Iterable[int]) -> None:
        self._questionnaires = frozenset(questionnaires)

    def judge(self, earlier: QuestionnaireVersion, later: QuestionnaireVersion, code: str) -> Judgement:
        """Of one variable; order of time does not matter.

        Without a decision on this very pair, decisions on the versions between count, as long as none is wanting: v1 and v3
        are alike where v1 and v2 are, and v2 and v3.
        """
        if earlier.text_hash == later.text_hash:
            return Judgement(Verdict.SAME) if code in compile_version(later).document.variables else Judgement(Verdict.GONE)
        if earlier.number > later.number:
            earlier, later = later, earlier
        proposal = proposals(earlier, later).get(code)
        if proposal is None:
            return Judgement(Verdict.GONE, _("Not asked in either version."))
        if proposal.verdict in {Verdict.NEW, Verdict.GONE}:
            return Judgement(proposal.verdict, " ".join(proposal.why))
        return self._decided(earlier, later, proposal) or self._by_steps(earlier, later, proposal) or _of_machine(proposal)

    def _decided(self, earlier: QuestionnaireVersion, later: QuestionnaireVersion, proposal: Proposal) -> Judgement | None:
        row = self._rows.get((earlier.questionnaire_id, earlier.number, later.number, proposal.code))
        return Judgement(row.decided, row.reason or _words(proposal), decided=True) if row and row.decided else None

    def _by_steps(self, earlier: QuestionnaireVersion, later: QuestionnaireVersion, proposal: Proposal) -> Judgement | None:
        steps = [
            self._rows.get((earlier.questionnaire_id, number, number + 1, proposal.code)) for number in range(earlier.number, later.number)
        ]
        known = [step for step in steps if step and (step.decided or step.proposed == Verdict.SAME)]
        if len(steps) < 2 or len(known) < len(steps) or not any(step.decided for step in known):
            return None
        breaking = next((step for step in known if step.verdict not in JOINED), None)
        if breaking:
            return Judgement(breaking.verdict, breaking.reason or _words(proposal), decided=True)
        reworded = any(step.verdict == Verdict.REWORDED for step in known)
        return Judgement(Verdict.REWORDED if reworded else Verdict.SAME, "; ".join(s.reason for s in known if s.reason), decided=True)

    @cached_property
    def _rows(self) -> Mapping[tuple[int, int, int, str], Comparison]:
        rows = Comparison.objects.filter(later__questionnaire__in=self._questionnaires).select_related("earlier", "later")
        numbers = ("earlier__number", "later__number", "later__questionnaire_id")
        return {
            (row.later.questionnaire_id, row.earlier.number, row.later.number, row.code): row
            for row in rows.only("code", "proposed", "decided", "reason", *numbers)
        }


def comparable(earlier: QuestionnaireVersion, later: QuestionnaireVersion, code: str) -> Judgement:
    """Of one variable of two versions of a questionnaire. For many, ask one Comparability."""
    return Comparability([later.questionnaire_id]).judge(earlier, later, code)


def proposals(earlier: QuestionnaireVersion, later: QuestionnaireVersion) -> Mapping[str, Proposal]:
    """By code, in the order of `compare`. Kept: versions never change."""
    documents = tuple(compile_version(version).document for version in (earlier, later))
    return _proposals(_Pair(earlier.text_hash, later.text_hash, get_language() or "tr", documents))


@dataclass(frozen=True, slots=True)
class _Pair:
    before: str
    after: str
    language: str
    documents: tuple[Document, ...] = field(compare=False)


@lru_cache(maxsize=64)
def _proposals(pair: _Pair) -> Mapping[str, Proposal]:
    earlier, later = pair.documents
    return {proposal.code: proposal for proposal in compare(earlier, later)}


def _of_machine(proposal: Proposal) -> Judgement:
    return Judgement(proposal.verdict, _words(proposal))


def _words(proposal: Proposal) -> str:
    return "; ".join(sentence.rstrip(".") for sentence in proposal.why)
