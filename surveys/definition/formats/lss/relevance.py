"""Who is asked a question: relevance equations of questions, sub-questions and groups, and rows of the old `conditions` table.

Every equation becomes a remark, whether it was carried over or not: a person compares the two.
"""

import re
from collections import defaultdict

from django.utils.translation import gettext as _

from surveys.definition.formats.entries import Report
from surveys.questions import AnyQuestion, OptionSets

from .expressions import ExpressionError
from .model import LssGroup, LssQuestion, LssSurvey
from .names import Names
from .rows import Row
from .translation import ALWAYS, NEVER, Condition, Translator, both


class Relevance:
    def __init__(self, survey: LssSurvey, names: Names, report: Report) -> None:
        self._report = report
        self._translator = Translator(names)
        self._multiple = {question.id for question in survey.questions if question.type in {"M", "P"}}
        self._rows: dict[str, list[Row]] = defaultdict(list)
        for row in survey.tables.of("conditions"):
            self._rows[row.get("qid", "").strip()].append(row)

    def know(self, question: AnyQuestion, option_sets: OptionSets, condition: Condition) -> None:
        """From here on conditions may ask for the question's variables."""
        for variable in question.variables(option_sets):
            self._translator.variables[variable.code] = variable
            if condition != ALWAYS:
                self._translator.shown_if[variable.code] = condition

    def knows(self, code: str) -> bool:
        return code in self._translator.variables

    def group(self, group: LssGroup, path: str) -> Condition:
        equation = _bare(group.relevance)
        everybody = _("The questions of the section are asked of everybody.")
        return ALWAYS if equation in {"", "1"} else self._carried(equation, path, everybody)

    def question(self, question: LssQuestion, path: str, group: Condition) -> Condition:
        """LimeSurvey writes the equation from the rows of `conditions` where there are any, so they decide."""
        own = _bare(question.row.get("relevance", ""))
        rows = self._rows.get(question.id, [])
        everybody = _("The question is asked of everybody.")
        if rows:
            equation = self._equation(rows)
            condition = self._carried(equation, path, everybody)
            if own not in {"", "1"} and not self._same(own, condition):
                message = _("Beside its conditions the file has the equation “%(equation)s”, which was NOT carried over.")
                self._report.add(path, "condition_not_carried", message % {"equation": own})
        else:
            condition = ALWAYS if own in {"", "1"} else self._carried(own, path, everybody)
        return self.within(condition, group, path)

    def tell(self, question: LssQuestion, path: str) -> None:
        """Of a question that is left out for other reasons."""
        rows = self._rows.get(question.id, [])
        equation = self._equation(rows) if rows else _bare(question.row.get("relevance", ""))
        if equation not in {"", "1"}:
            message = _("The condition “%(equation)s” was NOT carried over: its question was left out.")
            self._report.add(path, "condition_not_carried", message % {"equation": equation})

    def part(self, relevance: str, path: str, name: str, whole: Condition) -> Condition:
        """Of a sub-question that has become a question of its own."""
        equation = _bare(relevance)
        if equation in {"", "1"}:
            return whole
        everybody = _("%(name)s is asked like the rest of its question.") % {"name": name}
        return self.within(self._carried(equation, path, everybody), whole, path)

    def within(self, condition: Condition, whole: Condition, path: str) -> Condition:
        """Both, unless that is more than routing reads at once."""
        joined = both([whole, condition])
        try:
            return self._translator.checked(joined)
        except ExpressionError as error:
            message = _("The condition of the section was NOT carried over to this question: %(why)s.")
            self._report.add(path, "condition_not_carried", message % {"why": error})
            return condition

    def _carried(self, equation: str, path: str, everybody: str) -> Condition:
        try:
            condition = self._translator.translate(equation)
        except ExpressionError as error:
            message = _("The condition “%(equation)s” was NOT carried over: %(why)s. %(everybody)s")
            values = {"equation": equation, "why": error, "everybody": everybody}
            self._report.add(path, "condition_not_carried", message % values)
            return ALWAYS
        if condition == ALWAYS:
            message = _("The condition “%(equation)s” always holds.")
        elif condition == NEVER:
            message = _("The condition “%(equation)s” never holds.")
        else:
            message = _("The condition “%(equation)s” became “%(condition)s”.")
        self._report.add(path, "condition_carried", message % {"equation": equation, "condition": condition.text})
        return condition

    def _same(self, equation: str, condition: Condition) -> bool:
        try:
            return self._translator.translate(equation).text == condition.text
        except ExpressionError:
            return condition == ALWAYS  # neither was carried over; the one from the table is listed

    def _equation(self, rows: list[Row]) -> str:
        """Rows on the same answer are alternatives, then every answer asked for must fit; scenarios are alternatives."""
        scenarios: dict[str, dict[tuple[str, ...], list[str]]] = defaultdict(lambda: defaultdict(list))
        for number, row in enumerate(rows):
            value = {name: row.get(name, "").strip() for name in ("scenario", "cqid", "cfieldname", "method")}
            name, wanted = value["cfieldname"], row.get("value", "").strip()
            key: tuple[str, ...] = (value["cqid"], name)
            if value["cqid"] in self._multiple and name.startswith("+"):
                name, key = name[1:], (value["cqid"], name, str(number))
            elif value["cqid"] in self._multiple:
                name, wanted = name + wanted, "Y"
            scenarios[value["scenario"]][key].append(_comparison(name, value["method"], wanted))
        alternatives = [" && ".join(_any(parts) for parts in scenario.values()) for scenario in scenarios.values()]
        return _any([f"({alternative})" for alternative in alternatives] if len(alternatives) > 1 else alternatives)


def _any(parts: list[str]) -> str:
    return f"({' || '.join(parts)})" if len(parts) > 1 else parts[0]


def _comparison(name: str, method: str, wanted: str) -> str:
    name = re.sub(r"\.NAOK$", "", name)
    if method == "RX":
        return f"regexMatch({_quoted(wanted)}, {name}.NAOK)"
    if reference := re.fullmatch(r"@(.+)@|\{(.+)\}", wanted):
        return f"{name}.NAOK {method} {reference[1] or reference[2]}"
    number = re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", wanted)
    return f"{name}.NAOK {method} {wanted if number else _quoted(wanted)}"


def _quoted(text: str) -> str:
    return '"' + re.sub(r'(["\\])', r"\\\1", text) + '"'


def _bare(equation: str) -> str:
    """Without the braces LimeSurvey allows around it."""
    equation = equation.strip()
    return equation[1:-1].strip() if equation.startswith("{") and equation.endswith("}") else equation
