"""Made-up answers to any questionnaire: valid, along its routing, and alike enough within a person that scales hold together.

For rehearsing results before launch (docs/methods/simulation.md). Nothing in them is an estimate of anybody. The demo has a
model of its own, of one university's programs through the years (docs/methods/synthetic-answers.md).
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from math import ceil, floor

from surveys.questions import Answers, Option, RegisterQuestion, Value, Variable
from surveys.questions.period import written_period

from .compiled import Compiled
from .conditions import In
from .document import Document
from .readable import required_variables
from .simulation_values import leaves

LEFT_OPEN, NOT_APPLICABLE, NO_ANSWER = 0.03, 0.03, 0.06  # skipped; "does not apply"; refused and "don't know" together
STANDS_ALONE = 0.08  # an exclusive option of a multiple choice
LONG_LIST = 12
WRITES = 0.25  # of those asked for a text
PERSON, ITEM, CHANCE = 0.5, 0.3, 0.75  # standard deviations on a scale of five
MIDDLE = 3.6
PHRASE = "Uydurma yanıt: deneme için yazılmıştır. / Made-up answer, written for a rehearsal."


def answers(
    document: Document,
    *,
    n: int,
    seed: int | str,
    programs: Sequence[str] = (),
    own: str | None = None,
    slots: frozenset[str] = frozenset(),
    level: float = 0.0,
) -> list[dict[str, Value]]:
    """`n` people's answers, as they are stored: absent where not asked, None where left open. The same arguments give the same answers.

    programs   codes a question may be answered with that asks for a program; without any it is left open
    own        the program a question answers that decides the unit reported on
    slots      objectives the program has
    level      how much better than elsewhere everything is rated, in steps of a scale of five
    """
    return list(Respondents(document, seed=seed, programs=programs).answer(n, own=own, slots=slots, level=level))


class Respondents:
    """What all of them have in common: how hard each item is, how popular each option. `seed` decides it."""

    def __init__(self, document: Document, *, seed: int | str, programs: Sequence[str] = ()) -> None:
        self.compiled = Compiled(document)
        self.variables = document.variables
        self.required = required_variables(document)
        self.seed, self.programs = seed, tuple(programs)
        self.decides = {q.code for q in document.questions if isinstance(q, RegisterQuestion) and q.report_key}
        draw = self._draws("items")
        self.difficulty = {code: draw.gauss(0, ITEM) for code in self.variables}
        named = self._named()
        self.weights = {code: _popular(v, draw, named.get(code, set())) for code, v in self.variables.items()}

    def answer(
        self, n: int, *, own: str | None = None, slots: frozenset[str] = frozenset(), level: float = 0.0
    ) -> Iterator[dict[str, Value]]:
        draw = self._draws("people", own or "")
        for _number in range(n):
            person = _Person(self, draw, own, level + draw.gauss(0, PERSON))
            yield person.answers(slots)

    def _named(self) -> dict[str, set[str]]:
        """By variable, the options its questionnaire routes by."""
        named: dict[str, set[str]] = {}
        for condition in self.compiled.conditions.values():
            for atom in leaves(condition):
                if isinstance(atom, In):
                    named.setdefault(atom.code, set()).update(atom.values)
        return named

    def _draws(self, *purpose: str) -> random.Random:
        return random.Random("/".join((str(self.seed), self.compiled.document.code, *purpose)))  # noqa: S311  (made-up answers are no secret)

    @cached_property
    def points(self) -> Mapping[str, list[Option]]:
        """The steps of every scale, lowest first."""
        scaled = {code: v for code, v in self.variables.items() if v.measure in {"ordinal", "interval", "nps"}}
        return {
            code: sorted((o for o in v.options if o.value is not None and not o.missing), key=lambda o: o.value or 0)
            for code, v in scaled.items()
        }


def _popular(v: Variable, draw: random.Random, named: set[str]) -> list[float]:
    """Of a long list (countries, provinces), what conditions name is what the author counts on: it gets half of the answers."""
    weights = [draw.gammavariate(2, 1) for _ in v.options]
    chosen = [place for place, option in enumerate(v.options) if option.code in named]
    if len(weights) > LONG_LIST and 0 < len(chosen) < len(weights) / 2:
        rest = sum(weights) - sum(weights[place] for place in chosen)
        for place in chosen:
            weights[place] = rest / len(chosen)
    return weights


class _Person:
    def __init__(self, among: Respondents, draw: random.Random, own: str | None, leniency: float) -> None:
        self.among, self.draw, self.own, self.leniency = among, draw, own, leniency

    def answers(self, slots: frozenset[str]) -> dict[str, Value]:
        compiled, given = self.among.compiled, dict[str, Value]()
        for step in compiled.steps:
            if all(compiled.conditions[condition].holds(given) for condition in step.conditions):
                for code in step.variables:
                    if not step.by_slot or code in slots:
                        given[code] = self._one(self.among.variables[code], given)
        return given

    def _one(self, v: Variable, given: Answers) -> Value:
        if v.storage == "text" and v.code != v.question:
            return self._beside(v, given)
        if v.code in self.among.decides and self.own:
            return self.own
        if v.code not in self.among.required and self.draw.random() < LEFT_OPEN:
            return None
        match v.storage:
            case "choice" | "register":
                return self._choice(v)
            case "choices" | "registers":
                return self._several(v)
            case "ranking":
                return self._ranked(v)
            case "number":
                step = Decimal(1).scaleb(-v.decimals)
                low, high = ceil(Decimal(repr(v.low or 0.0)) / step), floor(Decimal(repr(v.high or 0.0)) / step)
                if low > high:
                    return None  # nothing of the declared decimals lies within the range
                number = round(self.draw.triangular(low, high, low + (high - low) // 4))
                return f"{number * step:.{v.decimals}f}"
            case "period":
                return written_period(round(self.draw.triangular(v.low or 0, v.high or 0, v.high)), v.unit)
        if v.code not in self.among.required and self.draw.random() > WRITES:
            return None
        return PHRASE[: v.max_length]

    def _beside(self, v: Variable, given: Answers) -> str | None:
        """Written where "other" is chosen, by nearly everyone who chooses it."""
        chosen = given.get(v.question) or ()
        others = {o.code for o in self.among.variables[v.question].options if o.other_text}
        return PHRASE[: v.max_length] if others.intersection([chosen] if isinstance(chosen, str) else chosen) else None

    def _choice(self, v: Variable) -> Value:
        if v.register:
            return self.draw.choice(self.among.programs) if self.among.programs else None
        points = self.among.points.get(v.code)
        apart = [option.code for option in v.options if option.missing == "na" and self.draw.random() < NOT_APPLICABLE]
        apart += [option.code for option in v.options if option.missing in {"refused", "dk"} and self.draw.random() < NO_ANSWER]
        if apart:
            return apart[0]
        if points:
            return points[self._step(v, len(points))].code
        weights = [0 if o.missing else w for o, w in zip(v.options, self.among.weights[v.code], strict=True)]
        return self.draw.choices([o.code for o in v.options], weights if any(weights) else None)[0]

    def _step(self, v: Variable, steps: int) -> int:
        """Place on the scale, from 0: a person rates everything alike to a degree, an item everyone."""
        rated = MIDDLE + self.among.difficulty[v.code] + self.leniency + self.draw.gauss(0, CHANCE)
        if v.reverse:
            rated = 6 - rated
        place = min(5.49, max(0.5, rated)) - 0.5
        return min(steps - 1, int(place / 5 * steps))

    def _several(self, v: Variable) -> Value:
        if v.register:
            wanted = min(v.maximum, len(self.among.programs), 1 + self.draw.randrange(2))
            return self.draw.sample(self.among.programs, wanted) or None
        alone = [o.code for o in v.options if o.exclusive]
        weighed = [(o.code, w) for o, w in zip(v.options, self.among.weights[v.code], strict=True) if not o.exclusive]
        if alone and (not weighed or self.draw.random() < STANDS_ALONE):
            return [self.draw.choice(alone)]
        wanted = min(v.maximum, len(weighed), 1 + self.draw.randrange(3))
        liked = sorted(weighed, key=lambda pair: -self.draw.random() * pair[1])[:wanted]
        chosen = {code for code, _weight in liked}
        return [o.code for o in v.options if o.code in chosen]

    def _ranked(self, v: Variable) -> Value:
        """Place by place, by the weights of the options left; one in five stops early."""
        left = dict(zip((o.code for o in v.options), self.among.weights[v.code], strict=True))
        places = v.maximum if self.draw.random() < 0.8 else self.draw.randint(1, v.maximum)
        ranked: list[str] = []
        while left and len(ranked) < places:
            (code,) = self.draw.choices(list(left), list(left.values()))
            ranked.append(code)
            del left[code]
        return list(ranked)
