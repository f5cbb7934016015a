"""A simulation as its screen tells it: facts, findings and branches in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from surveys.definition.condition_words import in_words
from surveys.definition.simulation import Branch, Condition, Simulation
from surveys.definition.simulation_minutes import Language
from surveys.definition.simulation_words import Clause, clauses, dead_end_in_words

BRANCHES_A_PAGE = 50
TOO_FAR = 1.35  # a stated time so many times the expected one, or the reverse, is worth a word


@dataclass(frozen=True, slots=True)
class Path:
    """One way through, as figures. questions: on screen, known facts and notes apart; variables: every row of a matrix counts."""

    questions: int
    variables: int
    pages: int
    minutes: float


@dataclass(frozen=True, slots=True)
class Finding:
    """code: of the question or section; empty where it is about several.
    tone: "bad" where nobody can have meant it, "look" where somebody should decide, "plain" where it is good to know.
    """

    tone: str
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class BranchLine:
    """share: per cent in words, empty where only programs with other than the usual objectives lead there. without: questions not asked."""

    number: int
    path: Path
    share: str
    ways: tuple[tuple[Clause, ...], ...]
    more: bool
    asked: tuple[str, ...]
    without: tuple[str, ...]


class Report:
    """Everything the screen says. `language` is that of the reader; times are those of answering in it."""

    def __init__(self, simulation: Simulation, language: Language) -> None:
        self.simulation, self.language = simulation, language
        self._asking = [q.code for q in simulation.document.questions if q.asks]

    @property
    def shortest(self) -> Path:
        return self._path(self.simulation.shortest)

    @property
    def longest(self) -> Path:
        return self._path(self.simulation.longest)

    @property
    def expected(self) -> float:
        return self.simulation.mean_seconds(self.language) / 60

    @property
    def expected_elsewhere(self) -> float:
        """In the other language."""
        return self.simulation.mean_seconds("en" if self.language == "tr" else "tr") / 60

    @property
    def stated(self) -> str:
        """What the questionnaire tells respondents, held against what is to be expected; empty where they agree well enough."""
        minutes = self.simulation.document.minutes
        if minutes is None:
            return _("The questionnaire states no time: respondents like to know.")
        if minutes > TOO_FAR * max(self.longest.minutes, 1):
            return _(
                "The questionnaire states more than even the longest path is expected to take: a shorter time would be nearer the truth."
            )
        if TOO_FAR * minutes < self.expected:
            return _("The questionnaire states less than is to be expected: respondents will notice.")
        return ""

    def findings(self) -> Iterator[Finding]:
        simulation = self.simulation
        for code in simulation.unreachable_sections:
            yield Finding("bad", code, _("Nobody reaches this section."))
        for code in simulation.unreachable:
            yield Finding("bad", code, _("Nobody is asked this question.") + self._why_never(code))
        for condition in simulation.never:
            if condition.question in simulation.reachable:  # a column of a matrix
                yield Finding("bad", condition.question, _("This condition can never hold: %(condition)s.") % self._said(condition))
        for condition in simulation.always:
            yield Finding(
                "look", condition.question, _("This condition always holds and could be left out: %(condition)s.") % self._said(condition)
            )
        for end in simulation.dead_ends:
            sentence = ngettext(
                "After this answer nothing more is asked, though %(count)d question follows: %(answer)s.",
                "After this answer nothing more is asked, though %(count)d questions follow: %(answer)s.",
                end.follows,
            )
            answer = dead_end_in_words(simulation, end, language=self.language)
            yield Finding("look", end.variable, sentence % {"count": end.follows, "answer": answer})
        for condition in simulation.undecided:
            yield Finding(
                "look",
                condition.question,
                _("Whether this condition can hold and can fail could not be found out: %(condition)s.") % self._said(condition),
            )
        if simulation.skipped_pages:
            skipped = [self._page(number) for number in simulation.skipped_pages]
            yield Finding("plain", "", _("Some respondents skip these pages: %(pages)s.") % {"pages": "; ".join(skipped)})

    def branches(self, page: int) -> list[BranchLine]:
        """Those of one page of the list, from 1."""
        start = (page - 1) * BRANCHES_A_PAGE
        return [self._line(n, b) for n, b in enumerate(self.simulation.branches[start : start + BRANCHES_A_PAGE], start + 1)]

    @property
    def pages(self) -> int:
        return -(-len(self.simulation.branches) // BRANCHES_A_PAGE)

    def _why_never(self, code: str) -> str:
        condition = next((c for c in self.simulation.never if c.question == code), None)
        return " " + _("Its condition can never hold: %(condition)s.") % self._said(condition) if condition else ""

    def _said(self, condition: Condition) -> dict[str, str]:
        return {"condition": in_words(condition.expression, self.simulation.document.variables, language=self.language)}

    def _page(self, number: int) -> str:
        """ "3 (E07 – E14)": where it is in the questionnaire, and from which question to which."""
        questions = self.simulation.pages[number - 1].questions
        ends = [questions[0].code, *([questions[-1].code] if len(questions) > 1 else [])]
        return f"{number} ({' – '.join(ends)})"

    def _path(self, branch: Branch) -> Path:
        variables = sum(not code.endswith(".other") for code in branch.asked)
        questions = sum(code in self._asking for code in branch.questions)
        return Path(questions, variables, len(branch.pages), branch.seconds[self.language] / 60)

    def _share(self, share: float) -> str:
        if not share:
            return ""
        figure = f"{max(100 * share, 0.1):.1f}"
        least = "< " if share < 0.001 else ""
        return f"{least}%{figure.replace('.', ',')}" if self.language == "tr" else f"{least}{figure}%"

    def _line(self, number: int, branch: Branch) -> BranchLine:
        return BranchLine(
            number=number,
            path=self._path(branch),
            share=self._share(branch.share),
            ways=tuple(clauses(self.simulation, way, language=self.language) for way in branch.ways),
            more=branch.more,
            asked=(*branch.questions, *branch.after),
            without=tuple(q.code for q in self.simulation.document.all_questions if q.code not in (*branch.questions, *branch.after)),
        )
