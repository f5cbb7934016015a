"""The columns a file of answers has for a questionnaire: what DDI calls variables.

    choice, number, period, text     one, named by the variable
    several choices                  one per option, `<code>_<option>`: 1 chosen, 0 not
    ranking                          one per place, `<code>_<place>`: the option that was put there, 1 is best
    several of a register            one, codes with blanks between them
    known beforehand                 one, named by the question

An empty cell is a question that was not asked or was passed over. Identifiers are NCNames: V_ a column, Q_ a question,
G_ the columns of one question, S_ a section, C_ a scale.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from surveys.definition.document import Document
from surveys.questions import AnyQuestion, Option, PrefilledQuestion, Text, Variable

GROUPED = frozenset({"choices", "ranking"})


@dataclass(frozen=True, slots=True)
class Column:
    """option: the box it stands for. place: of a ranking, from 1. None and 0 for every other column."""

    name: str
    id: str
    question: AnyQuestion
    label: Text
    variable: Variable | None = None
    option: Option | None = None
    place: int = 0


def columns_of(question: AnyQuestion, document: Document) -> Iterator[Column]:
    if isinstance(question, PrefilledQuestion):
        yield Column(question.code, f"V_{question.code}", question, question.label)
    for variable in question.variables(document.option_sets):
        code = variable.code
        if variable.storage == "choices":
            for number, option in enumerate(variable.options, start=1):
                yield Column(f"{code}_{option.code}", _part(code, number), question, option.label, variable, option)
        elif variable.storage == "ranking":
            for place in range(1, variable.maximum + 1):
                label = Text(tr=f"{variable.label.tr} – {place}.", en=f"{variable.label.en} – {place}")
                yield Column(f"{code}_{place}", _part(code, place), question, label, variable, place=place)
        else:
            yield Column(code, f"V_{code}", question, _label(variable, question, document), variable)


def _part(code: str, number: int) -> str:
    """A hyphen occurs in no code, so these collide with no other."""
    return f"V_{code}-{number}"


def _label(variable: Variable, question: AnyQuestion, document: Document) -> Text:
    """Matrix rows with their facet, the text of an "other" option with that option; else as it is."""
    beside = None
    if variable.facet:
        beside = next(column.label for column in getattr(question, "columns", ()) if column.facet == variable.facet)
    elif variable.storage == "text" and variable.code != question.code:
        options = document.option_sets[getattr(question, "options", "")]
        beside = next(option.label for option in options if option.other_text)
    if beside is None:
        return variable.label
    return Text(tr=_joined(variable.label.tr, beside.tr), en=_joined(variable.label.en, beside.en))


def _joined(one: str, other: str) -> str:
    return " – ".join(part for part in (one, other) if part)
