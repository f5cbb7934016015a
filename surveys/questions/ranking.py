"""Ranking: the options a respondent puts in order, best first."""

from itertools import pairwise
from typing import Literal

from pydantic import Field

from .base import Answers, OptionSets, Parsed, Problem, Question, Raw, Variable, first, strings


class RankingQuestion(Question):
    """Asked place by place: field `<code>.1` holds the first choice, `<code>.2` the second, and so on.

    maximum   how many places are asked; every option where it is None
    """

    kind: Literal["ranking"] = "ranking"
    options: str
    maximum: int | None = Field(None, ge=2)
    shuffle: bool = False  # the options are shown in an order of their own to each respondent

    def places(self, sets: OptionSets) -> int:
        return min(self.maximum or len(sets[self.options]), len(sets[self.options]))

    def variables(self, sets: OptionSets) -> tuple[Variable, ...]:
        return (self._variable("ranking", "ranking", sets[self.options], maximum=self.places(sets)),)

    def parse(self, raw: Raw, sets: OptionSets, *, asked: frozenset[str]) -> Parsed:
        """Places may be left empty from the end only; an option stands in one place."""
        known = {o.code for o in sets[self.options]}
        given = [first(raw, name) for name in self.fields(sets)]
        problems = [Problem(self.code, "unknown_option", {"given": code[:40]}) for code in given if code and code not in known]
        ranked = [code for code in given if code in known]
        if len(set(ranked)) < len(ranked):
            problems.append(Problem(self.code, "ranked_twice"))
        if not problems and any(later and not earlier for earlier, later in pairwise(given)):
            problems.append(Problem(self.code, "gap_in_ranking"))
        if self.required and not ranked:
            problems.append(Problem(self.code, "required"))
        return Parsed({self.code: list(dict.fromkeys(ranked)) or None}, tuple(problems))

    def fields(self, sets: OptionSets) -> tuple[str, ...]:
        return tuple(f"{self.code}.{place}" for place in range(1, self.places(sets) + 1))

    def typed(self, answers: Answers, sets: OptionSets) -> dict[str, list[str]]:
        ranked = strings(answers.get(self.code))
        return {name: ranked[place : place + 1] for place, name in enumerate(self.fields(sets))}
