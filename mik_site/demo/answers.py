"""What one made-up person answers, question by question, along the real routing (docs/methods/synthetic-answers.md)."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from surveys.definition import routing
from surveys.definition.compiled import Compiled
from surveys.questions import Option, Value, Variable
from surveys.questions.period import written_period

from .phrases import PHRASES
from .traits import Traits

_CENTRE = {"A": 3.55, "R": 4.0, "I": 4.1, "P": 3.6}
_PULL = {"A": 1.0, "R": 0.0, "I": 0.0, "P": 0.6}
_WORKING = {"emp_ft": 6.0, "emp_pt": 0.7, "self": 0.7, "family": 0.1, "intern": 0.3}
_NOT_WORKING = {"study": 0.9, "military": 0.25, "unemp": 1.3, "inactive": 0.35, "retired": 0.02}
_PROVINCES = {"61": 34, "34": 24, "06": 11, "53": 6, "28": 5, "52": 4, "55": 4, "35": 4, "16": 3, "41": 3, "08": 2}
_MONTHS = {"m0_6": (0, 6), "m6_12": (6, 12), "m12p": (12, 30)}
_STRAIGHT_LINERS = 1 / 40


@dataclass(slots=True)
class Person:
    """One respondent: a program, a year of asking, a leniency; `known` are answers fixed from outside (I09)."""

    traits: Traits
    year: int
    draw: random.Random
    known: Mapping[str, Value] = field(default_factory=dict)
    leniency: float = 0.0
    straight: float | None = None


class Respondents:
    """Answers of as many people as wanted to one compiled questionnaire."""

    def __init__(self, compiled: Compiled, *, seed: int, base_year: int, programs: Sequence[str]) -> None:
        self.variables = list(compiled.document.variables.values())
        self.required = {
            code
            for question in compiled.document.questions
            if question.required
            for code in (v.code for v in question.variables(compiled.document.option_sets))
        }
        self.conditions = {v.code: [routing.read(text, compiled.document.variables) for text in v.show_if] for v in self.variables}
        self.base_year, self.programs = base_year, list(programs)
        draw = random.Random(f"{seed}/items/{compiled.document.code}")
        self.difficulty = {v.row or v.code: draw.gauss(0, 0.30) for v in self.variables}
        self.weights = {v.code: [draw.gammavariate(2, 1) for _ in v.options] for v in self.variables}
        self._program_item: dict[tuple[str, str], float] = {}
        self.seed = seed

    def answer(self, person: Person, *, slots: frozenset[str] = frozenset()) -> dict[str, Value]:
        """Codes as the respondent would leave them: absent where not asked, None where skipped."""
        person.leniency = person.draw.gauss(0, 0.45)
        person.straight = float(person.draw.choice((3, 4, 5))) if person.draw.random() < _STRAIGHT_LINERS else None
        answers: dict[str, Value] = {}
        for place, variable in enumerate(self.variables):
            code = variable.code
            if not all(node.holds(answers) for node in self.conditions[code]):
                continue
            if variable.row.startswith("P") and variable.row[1:].isdigit():
                if code in slots:  # a draw of its own: everybody else answers as if there were no objectives
                    answers[code] = self._objective(person, variable)
                continue
            if code in person.known:
                answers[code] = person.known[code]
            elif code not in self.required and person.draw.random() < 0.015 + 0.025 * place / len(self.variables):
                answers[code] = None
            else:
                answers[code] = self._value(person, variable, answers)
        return answers

    def _objective(self, person: Person, v: Variable) -> str:
        drawn = random.Random(f"{self.seed}/{person.leniency!r}/{v.code}")
        return self._scaled(replace(person, draw=drawn), v)

    def _value(self, person: Person, v: Variable, answers: Mapping[str, Value]) -> Value:
        special = _SPECIAL.get(v.code)
        if special is not None:
            return special(person, v, answers)
        if v.storage == "text":
            return self._text(person, v, answers)
        if v.storage == "number":
            low, high = v.low or 0, v.high or 0
            return f"{round(person.draw.triangular(low, high, low + 0.1 * (high - low)), v.decimals) + 0.0:.{v.decimals}f}"
        if v.register:
            return person.known.get("program") or person.traits.program.code if v.storage == "register" else [person.traits.program.code]
        if v.storage in ("choices", "registers"):
            return self._several(person, v)
        if v.storage == "ranking":
            return self._ranked(person, v)
        if v.storage == "period":
            return self._period(person, v)
        if v.measure in ("ordinal", "nps"):
            return self._scaled(person, v)
        return self._one(person, v)

    def _scaled(self, person: Person, v: Variable) -> str:
        points = [o for o in v.options if o.missing is None and o.value is not None]
        absent = [o for o in v.options if o.missing == "na"]
        if absent and person.draw.random() < 0.03:
            return absent[0].code
        traits = person.traits
        level = _CENTRE.get(v.facet, 3.5) + self.difficulty[v.row or v.code] + person.leniency + person.draw.gauss(0, 0.75)
        level += _PULL.get(v.facet, 1.0) * (traits.quality + traits.drift * (person.year - self.base_year) + self._of_program(traits, v))
        if v.measure == "nps":
            return str(min(10, max(0, round(2.1 * level + 1.2))))
        if person.straight is not None:
            level = person.straight
        position = (min(5.4, max(0.6, level)) - 0.5) / 5 * len(points)
        return sorted(points, key=lambda o: o.value or 0)[min(len(points) - 1, int(position))].code

    def _of_program(self, traits: Traits, v: Variable) -> float:
        key = (traits.program.code, v.row or v.code)
        if key not in self._program_item:
            self._program_item[key] = random.Random(f"{self.seed}/{key}").gauss(0, 0.20)
        return self._program_item[key]

    def _one(self, person: Person, v: Variable) -> str:
        refused = [o.code for o in v.options if o.missing == "refused"]
        if refused and person.draw.random() < 0.08:
            return refused[0]
        return person.draw.choices(
            [o.code for o in v.options], [0 if o.missing else w for o, w in zip(v.options, self.weights[v.code], strict=True)]
        )[0]

    def _several(self, person: Person, v: Variable) -> list[str]:
        open_to_all = [(o, w) for o, w in zip(v.options, self.weights[v.code], strict=True) if not o.exclusive]
        wanted = min(v.maximum, 1 + int(person.draw.random() * 3), len(open_to_all))
        chosen = {o.code for o, _ in sorted(open_to_all, key=lambda pair: -person.draw.random() * pair[1])[:wanted]}
        return [o.code for o in v.options if o.code in chosen]

    def _ranked(self, person: Person, v: Variable) -> list[str]:
        """Places filled one after another, each by the weights of the options left; some stop before the last."""
        weights = {o.code: w for o, w in zip(v.options, self.weights[v.code], strict=True)}
        places = v.maximum if person.draw.random() < 0.8 else person.draw.randint(1, v.maximum)
        ranked: list[str] = []
        while len(ranked) < places:
            left = [code for code in weights if code not in ranked]
            ranked.append(person.draw.choices(left, [weights[code] for code in left])[0])
        return ranked

    def _period(self, person: Person, v: Variable) -> str:
        """The years before asking are the likeliest; nobody answers with a time that has not come."""
        asked = person.year * 12 + 5 if v.unit == "month" else person.year
        low, high = int(v.low or 0), max(int(v.low or 0), min(int(v.high or 0), asked))
        return written_period(round(person.draw.triangular(low, high, high)), v.unit)

    def _text(self, person: Person, v: Variable, answers: Mapping[str, Value]) -> str | None:
        if v.code.endswith(".other"):
            chosen = answers.get(v.question) or ()
            return person.draw.choice(PHRASES["other"]) if "other" in ([chosen] if isinstance(chosen, str) else chosen) else None
        if v.code != "E11" and person.draw.random() > 0.22:
            return None
        return person.draw.choice(PHRASES.get(v.code, PHRASES["comment"]))


def _situation(person: Person, v: Variable, answers: Mapping[str, Value]) -> str:
    pull = 2.0**person.traits.employability
    return _weighted(person, v, {**{k: w * pull for k, w in _WORKING.items()}, **_NOT_WORKING})


def _first_job(person: Person, v: Variable, answers: Mapping[str, Value]) -> str:
    pull = 2.0**person.traits.employability
    never = 0.0 if answers.get("E02") in _WORKING else 2.5
    return _weighted(person, v, {"before": 0.8, "m0_6": 3.0 * pull, "m6_12": 1.8, "m12p": 1.2 / pull, "never": never})


def _months(person: Person, v: Variable, answers: Mapping[str, Value]) -> str:
    low, high = _MONTHS[str(answers["E06"])]
    return str(person.draw.randint(low, high))


def _hours(person: Person, v: Variable, answers: Mapping[str, Value]) -> str:
    return str(min(80, max(6, round(person.draw.gauss(22 if answers.get("E02") == "emp_pt" else 43, 6)))))


def _income(person: Person, v: Variable, answers: Mapping[str, Value]) -> str:
    if person.draw.random() < 0.22:
        return "98"
    middle = 2.2 + person.traits.employability
    return v.options[min(5, max(0, round(person.draw.gauss(middle, 1.0))))].code


def _country(person: Person, v: Variable, answers: Mapping[str, Value]) -> str:
    return "TR" if person.draw.random() < 0.95 else person.draw.choice(("DE", "NL", "GB", "US", "AT", "AZ"))


def _province(person: Person, v: Variable, answers: Mapping[str, Value]) -> str:
    rest = {o.code: 0.3 for o in v.options}
    return _weighted(person, v, {**rest, **_PROVINCES})


def _worked(person: Person, v: Variable, answers: Mapping[str, Value]) -> str:
    pull = 2.0**person.traits.employability
    return _weighted(person, v, {"now": 7 * pull, "past": 1.4, "never": 1.1})


def _employs(person: Person, v: Variable, answers: Mapping[str, Value]) -> str:
    return _weighted(person, v, {"n0": 0.3, "n1": 2, "n2_5": 3.5, "n6_20": 2, "n21_50": 0.7, "n51": 0.5, "98": 0.4})


def _weighted(person: Person, v: Variable, weights: Mapping[str, float]) -> str:
    known: Sequence[Option] = v.options
    codes = [o.code for o in known if weights.get(o.code, 0) > 0]
    return person.draw.choices(codes, [weights[code] for code in codes])[0]


_SPECIAL: dict[str, Callable[[Person, Variable, Mapping[str, Value]], Value]] = {
    "A03": _worked,
    "E02": _situation,
    "E05": _hours,
    "E06": _first_job,
    "E07": _months,
    "E15": _country,
    "E16": _province,
    "E17": _income,
    "I04": _country,
    "I05": _province,
    "I07": _employs,
}
