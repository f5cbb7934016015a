"""Long lists: a drop-down for one answer, boxes under headings for several. The browser's own drop-down finds what is typed."""

from collections.abc import Sequence
from html import escape

from django.utils.translation import gettext as _

from surveys.questions import Option, Question, RegisterQuestion, SingleQuestion

from .controls import Sheet, at_most, card, frame, labelled, other
from .markup import AnyOf, Attributes, Choice, Piece

MOST_CARDS = 12  # a longer list is a drop-down


def drop_down(question: SingleQuestion, sheet: Sheet) -> list[Piece]:
    return labelled(question, sheet, _select(question, sheet.document.option_sets[question.options], sheet), kind="list")


def register(question: RegisterQuestion, sheet: Sheet) -> list[Piece]:
    if question.multiple:
        return _register_of_several(question, sheet)
    if question.register_name == "programs":
        body: list[Piece] = [*_open_select(question)]
        for faculty, options in sheet.programs.groups:
            body.append(f'<optgroup label="{escape(faculty.in_language(sheet.language))}">')
            body += _entries(question, options, sheet)
            body.append("</optgroup>")
        return labelled(question, sheet, [*body, "</select>"], kind="list")
    return labelled(question, sheet, _select(question, sheet.document.option_sets[question.options or ""], sheet), kind="list")


def _open_select(question: Question) -> list[Piece]:
    code = question.code
    return [
        f'<select class="field" id="f-{code}" name="{code}"{" required" if question.required else ""}',
        *Attributes(code, f"h-{code}" if question.hint else "").pieces(),
        f'><option value="">{escape(_("Please choose"))}</option>',
    ]


def _entries(question: Question, options: Sequence[Option], sheet: Sheet) -> list[Piece]:
    pieces: list[Piece] = []
    for option in options:
        pieces += [
            f'<option value="{escape(option.code)}"',
            Choice(question.code, option.code, " selected"),
            f">{sheet.label(option)}</option>",
        ]
    return pieces


def _select(question: SingleQuestion | RegisterQuestion, options: Sequence[Option], sheet: Sheet) -> list[Piece]:
    written = other(question, options, sheet) if isinstance(question, SingleQuestion) else []
    return [*_open_select(question), *_entries(question, options, sheet), "</select>", *written]


def _register_of_several(question: RegisterQuestion, sheet: Sheet) -> list[Piece]:
    """A long list with several answers: boxes under headings that open; those of programs by faculty."""
    listed = sheet.document.option_sets[question.options] if question.options else ()
    groups = sheet.programs.groups if question.register_name == "programs" else ((question.label, listed),)
    body: list[Piece] = []
    first = True
    for heading, options in groups:
        body += ['<details class="group"', AnyOf(question.code, tuple(o.code for o in options), " open")]
        body.append(f'><summary>{escape(heading.in_language(sheet.language))}</summary><div class="cards">')
        for option in options:
            body += card(question, option, sheet, first=first, kind="checkbox")
            first = False
        body.append("</div></details>")
    return frame(question, sheet, body, hints=[at_most(question.maximum)], kind="multiple")
