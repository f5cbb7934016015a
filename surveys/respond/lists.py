"""Long lists: a drop-down for one answer, boxes under headings for several. static/respond/search.js adds a field that searches them."""

from collections.abc import Sequence
from html import escape

from django.utils.translation import gettext as _

from surveys.questions import Option, Question, RegisterQuestion, SingleQuestion, Text

from .controls import Sheet, at_most, card, frame, labelled, other, single
from .markup import AnyOf, Attributes, Choice, Needs, Piece

MOST_CARDS = 12  # a longer list is a drop-down


def drop_down(question: SingleQuestion, sheet: Sheet) -> list[Piece]:
    options = sheet.document.option_sets[question.options]
    body = [*_open_select(question), *_entries(question, options, sheet), "</select>", *other(question, options, sheet)]
    return labelled(question, sheet, body, kind="list")


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
    listed = sheet.document.option_sets[question.options or ""]
    if len(listed) <= MOST_CARDS:
        return single(question, sheet)
    return labelled(question, sheet, [*_open_select(question), *_entries(question, listed, sheet), "</select>"], kind="list")


def _open_select(question: Question) -> list[Piece]:
    code = question.code
    return [
        Needs("search"),
        f'<select class="field" id="f-{code}" name="{code}"{" required" if question.required else ""} data-search {_words()}',
        *Attributes(code, f"h-{code}" if question.hint else "").pieces(),
        f'><option value="">{escape(_("Please choose"))}</option>',
    ]


def _entries(question: Question, options: Sequence[Option], sheet: Sheet) -> list[Piece]:
    pieces: list[Piece] = []
    for option in options:
        pieces += [
            f'<option value="{escape(option.code)}"{" data-other" if option.other_text else ""}',
            Choice(question.code, option.code, " selected"),
            f">{sheet.label(option)}</option>",
        ]
    return pieces


def _register_of_several(question: RegisterQuestion, sheet: Sheet) -> list[Piece]:
    """A long list with several answers: boxes under headings that open; those of programs by faculty."""
    listed = sheet.document.option_sets[question.options] if question.options else ()
    whole = _("The whole list (%(count)s)") % {"count": len(listed)}
    groups = sheet.programs.groups if question.register_name == "programs" else ((Text(tr=whole, en=whole), listed),)
    body: list[Piece] = []
    first = True
    for heading, options in groups:
        body += ['<details class="group"', AnyOf(question.code, tuple(o.code for o in options), " open")]
        body.append(f'><summary>{escape(heading.in_language(sheet.language))}</summary><div class="cards">')
        for option in options:
            body += card(question, option, sheet, first=first, kind="checkbox")
            first = False
        body.append("</div></details>")
    if sum(len(options) for _heading, options in groups) > MOST_CARDS:
        body = [Needs("search"), f'<div class="searched" data-search {_words()}>', *body, "</div>"]
    return frame(question, sheet, body, hints=[at_most(question.maximum)], kind="multiple")


def _words() -> str:
    """What the script says, in the language of the page."""
    said = {
        "field": _("Search the list"),
        "hint": _("Type to search"),
        "found": _("Found: {count}"),
        "none": _("Nothing found"),
        "clear": _("Clear the choice"),
        "chosen": _("Chosen: {options}"),
        "unknown": _("“{text}” is not in the list. Please choose from it."),
    }
    return " ".join(f'data-{name}="{escape(text)}"' for name, text in said.items())
