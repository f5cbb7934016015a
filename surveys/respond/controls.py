"""The controls of each kind of question, as pieces of markup. Native inputs throughout: they work without JavaScript.

A field's name is its variable code; the first control of a question has the id `f-<code>`, its message `e-<code>`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from surveys.definition.document import Document
from surveys.questions import (
    ConsentQuestion,
    ContactQuestion,
    LikertQuestion,
    MultipleQuestion,
    NpsQuestion,
    NumberQuestion,
    Option,
    PrefilledQuestion,
    Question,
    RegisterQuestion,
    SingleQuestion,
    Text,
    TextQuestion,
)
from surveys.questions.choice import OTHER_LENGTH
from surveys.questions.scaled import NPS_OPTIONS

from .markup import Attributes, Choice, Given, Piece, Piped, fault, words
from .programs import Programs

LONG_TEXT = 200  # characters; a longer answer gets several lines


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the controls of a page are written with.

    pipes   names that may stand in braces in a text
    order   of rows and options that are shown shuffled (respond.order); None: as the document has them
    """

    document: Document
    language: str
    programs: Programs
    pipes: frozenset[str]
    order: int | None = None

    def say(self, text: Text) -> list[Piece]:
        return words(text.in_language(self.language), pipes=self.pipes)

    def label(self, option: Option) -> str:
        return escape(option.label.in_language(self.language))


def mark(*, required: bool) -> str:
    return f' <span class="required">{escape(_("required"))}</span>' if required else ""


def frame(
    question: Question, sheet: Sheet, body: list[Piece], *, kind: str, hints: Sequence[str] = (), radios: bool = False, ends: str = ""
) -> list[Piece]:
    """A fieldset with the question as its legend, its hints, the message when it is wrong, and its controls.

    radios   the controls are one choice: screen readers announce a radio group, and it can be cleared
    ends     id of a text in `body` that describes the ends of the scale
    """
    code = question.code
    hint = _hint(question, sheet, hints)
    described_by = " ".join(ident for ident in (f"h-{code}" if hint else "", ends) if ident)
    pieces: list[Piece] = [f'<fieldset class="question {kind}" id="q-{code}"']
    if radios:
        pieces.append(f' role="radiogroup" aria-labelledby="l-{code}"' + (' aria-required="true"' if question.required else ""))
    pieces += Attributes(code, described_by, invalid=radios).pieces()
    pieces += [
        f'><legend id="l-{code}">',
        *sheet.say(question.label),
        mark(required=question.required),
        "</legend>",
        *hint,
        fault(code),
        *body,
    ]
    return [*pieces, clear(code) if radios and not question.required else "", "</fieldset>"]


def _hint(question: Question, sheet: Sheet, hints: Sequence[str]) -> list[Piece]:
    if not question.hint and not hints:
        return []
    pieces: list[Piece] = [f'<div class="hint" id="h-{question.code}">']
    if question.hint:
        pieces += ["<p>", *sheet.say(question.hint), "</p>"]
    pieces += [f"<p>{escape(hint)}</p>" for hint in hints]
    return [*pieces, "</div>"]


def clear(code: str) -> str:
    """A radio cannot be taken back by itself; without JavaScript this posts the page and comes back to it."""
    return f'<button class="clear" name="_clear" value="{code}">{escape(_("Clear"))}</button>'


def single(question: SingleQuestion | RegisterQuestion, sheet: Sheet) -> list[Piece]:
    options = sheet.document.option_sets[question.options or ""]
    body: list[Piece] = ['<div class="cards">']
    for number, option in enumerate(options):
        body += card(question, option, sheet, first=number == 0, kind="radio")
    body.append("</div>")
    written = other(question, options, sheet) if isinstance(question, SingleQuestion) else []
    return frame(question, sheet, [*body, *written], kind="single", radios=True)


def multiple(question: MultipleQuestion, sheet: Sheet) -> list[Piece]:
    options = sheet.document.option_sets[question.options]
    hints = [at_most(question.maximum) if question.maximum and question.maximum < len(options) else _("You may choose more than one.")]
    body: list[Piece] = [f'<div class="cards{" cards--two" if len(options) > 6 else ""}">']
    for number, option in enumerate(options):
        body += card(question, option, sheet, first=number == 0, kind="checkbox")
    body.append("</div>")
    return frame(question, sheet, [*body, *other(question, options, sheet)], hints=hints, kind="multiple")


def likert(question: LikertQuestion, sheet: Sheet) -> list[Piece]:
    options = sheet.document.option_sets[question.options]
    body: list[Piece] = [f'<div class="steps" data-steps="{sum(1 for o in options if not o.missing)}">']
    for number, option in enumerate(options):
        body += card(question, option, sheet, first=number == 0, kind="radio", css="apart" if option.missing else "")
    return frame(question, sheet, [*body, "</div>"], kind="likert", radios=True)


def nps(question: NpsQuestion, sheet: Sheet) -> list[Piece]:
    code = question.code
    body: list[Piece] = ['<div class="points">']
    for number, option in enumerate(NPS_OPTIONS):
        ident = f' id="f-{code}"' if number == 0 else ""
        body += [
            f'<label class="point"><input type="radio" name="{code}" value="{option.code}"{ident}',
            Choice(code, option.code, " checked"),
            f"><span>{option.code}</span></label>",
        ]
    body += [
        f'</div><p class="ends" id="n-{code}"><span>',
        *sheet.say(question.low),
        "</span> <span>",
        *sheet.say(question.high),
        "</span></p>",
    ]
    return frame(question, sheet, body, kind="nps", radios=True, ends=f"n-{code}")


def number(question: NumberQuestion, sheet: Sheet) -> list[Piece]:
    code = question.code
    unit = escape(question.unit_label.in_language(sheet.language) if question.unit_label else _unit(question.unit))
    limits = _("From %(minimum)s to %(maximum)s.") % {"minimum": question.minimum, "maximum": question.maximum}
    body: list[Piece] = [
        f'<span class="amount"><input class="field field--short" type="text" id="f-{code}" name="{code}" autocomplete="off"'
        f' inputmode="{"decimal" if question.decimals else "numeric"}"{" required" if question.required else ""} value="',
        Given(code),
        '"',
        *Attributes(code, f"h-{code}").pieces(),
        f'><span class="unit">{unit}</span></span>' if unit else "></span>",
    ]
    return labelled(question, sheet, body, hints=[limits], kind="number")


def text(question: TextQuestion, sheet: Sheet) -> list[Piece]:
    code = question.code
    limit = _("At most %(count)s characters.") % {"count": question.max_length}
    described = Attributes(code, f"h-{code}").pieces()
    rules = f' id="f-{code}" name="{code}" data-most="{question.max_length}"{" required" if question.required else ""}'
    if question.max_length > LONG_TEXT:
        body: list[Piece] = [f'<textarea class="field" rows="6"{rules}', *described, ">\n", Given(code), "</textarea>"]
    else:
        body = [f'<input class="field" type="text"{rules} value="', Given(code), '"', *described, ">"]
    return labelled(question, sheet, body, hints=[limit], kind="text")


def prefilled(question: PrefilledQuestion, sheet: Sheet) -> list[Piece]:
    return ['<dl class="fact"><dt>', *sheet.say(question.label), "</dt><dd>", Piped(question.source), "</dd></dl>"]


def note(question: Question, sheet: Sheet) -> list[Piece]:
    return ['<p class="note">', *sheet.say(question.label), "</p>"]


def consent(question: ConsentQuestion, sheet: Sheet) -> list[Piece]:
    code = question.code
    return [
        f'<div class="question consent" id="q-{code}"><label class="card"><input type="checkbox" id="f-{code}" name="{code}" value="1"',
        Choice(code, "1", " checked"),
        "><span>",
        *sheet.say(question.label),
        "</span></label></div>",
    ]


def contact(question: ContactQuestion, sheet: Sheet) -> list[Piece]:
    code = question.code
    body: list[Piece] = [
        '<input class="field" type="text" inputmode="email" autocapitalize="none" spellcheck="false" autocomplete="off"',
        f' id="f-{code}" name="{code}" value="',
        Given(code),
        '"',
        *Attributes(code, f"h-{code}" if question.hint else "").pieces(),
        ">",
    ]
    return labelled(question, sheet, body, kind="contact")


def labelled(question: Question, sheet: Sheet, body: list[Piece], *, hints: Sequence[str] = (), kind: str) -> list[Piece]:
    """A question with one control: a label, not a fieldset."""
    code = question.code
    head: list[Piece] = [f'<div class="question {kind}" id="q-{code}"><label class="legend" for="f-{code}">', *sheet.say(question.label)]
    return [*head, mark(required=question.required), "</label>", *_hint(question, sheet, hints), fault(code), *body, "</div>"]


def card(question: Question, option: Option, sheet: Sheet, *, first: bool, kind: str, css: str = "") -> list[Piece]:
    code = question.code
    ident = f' id="f-{code}"' if first else ""
    extra = " data-other" if option.other_text else ""
    extra += " data-alone" if option.exclusive else ""
    apart = css or ("apart" if option.missing or option.exclusive else "")
    required = " required" if question.required and kind == "radio" else ""
    return [
        f'<label class="card{f" card--{apart}" if apart else ""}">',
        f'<input type="{kind}" name="{code}" value="{escape(option.code)}"{ident}{extra}{required}',
        Choice(code, option.code, " checked"),
        f"><span>{sheet.label(option)}</span></label>",
    ]


def other(question: SingleQuestion | MultipleQuestion, options: Sequence[Option], sheet: Sheet) -> list[Piece]:
    if not any(option.other_text for option in options):
        return []
    name = f"{question.code}.other"
    return [
        f'<div class="other"><label for="f-{name}">{escape(_("Other: please write"))}</label>'
        f'<input class="field" type="text" id="f-{name}" name="{name}" data-most="{OTHER_LENGTH}" value="',
        Given(name),
        '"></div>',
    ]


def at_most(maximum: int) -> str:
    return ngettext("Choose at most %(count)s.", "Choose at most %(count)s.", maximum) % {"count": maximum}


def _unit(unit: str) -> str:
    return {"hours": _("hours"), "months": _("months"), "years": _("years")}.get(unit, "")
