"""Matrices: a card per row on a phone, a grid on a wide screen, the same elements for both.

Each row is a fieldset; each facet of it a radio group named by row and facet together. The grid's head repeats what the
groups say and is hidden from screen readers.
"""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from surveys.questions import DualMatrixQuestion, DynamicMatrixQuestion, MatrixQuestion, Option, Question

from .controls import Sheet, clear, mark
from .markup import Attributes, Choice, Piece, Piped, fault
from .order import arranged


@dataclass(frozen=True, slots=True)
class Facet:
    """One group of radios in every row. `code_of` turns a row's code into the variable's."""

    name: str
    label: list[Piece]
    options: tuple[Option, ...]
    required: bool
    code_of: Callable[[str], str]


Row = tuple[str, list[Piece]]  # code, wording


def matrix(question: MatrixQuestion, sheet: Sheet, asked: frozenset[str]) -> list[Piece]:
    return _grid(question, sheet, _rows(question, sheet), [_plain(question, question.options, sheet)], asked)


def dynamic_matrix(question: DynamicMatrixQuestion, sheet: Sheet, asked: frozenset[str]) -> list[Piece]:
    """The rows' wordings are the program's own and come as pipes."""
    slots = [f"P{number:02d}" for number in range(1, question.slots + 1)]
    rows: list[Row] = [(slot, [Piped(slot)]) for slot in slots]
    return _grid(question, sheet, rows, [_plain(question, question.options, sheet)], asked)


def dual_matrix(question: DualMatrixQuestion, sheet: Sheet, asked: frozenset[str]) -> list[Piece]:
    facets = [
        Facet(
            column.facet,
            sheet.say(column.label),
            sheet.document.option_sets[column.options],
            column.required or question.required,
            lambda code, facet=column.facet: f"{code}_{facet}",  # type: ignore[misc]  # the default binds this round's facet
        )
        for column in question.columns
    ]
    return _grid(question, sheet, _rows(question, sheet), facets, asked)


def _rows(question: MatrixQuestion | DualMatrixQuestion, sheet: Sheet) -> list[Row]:
    rows = arranged(question.rows, code=question.code, order=sheet.order) if question.shuffle else question.rows
    return [(row.code, sheet.say(row.label)) for row in rows]


def _plain(question: Question, options: str, sheet: Sheet) -> Facet:
    return Facet("", [], sheet.document.option_sets[options], question.required, lambda code: code)


def _grid(question: Question, sheet: Sheet, rows: list[Row], facets: list[Facet], asked: frozenset[str]) -> list[Piece]:
    open_facets = [facet for facet in facets if any(facet.code_of(code) in asked for code, _ in rows)]
    hint: list[Piece] = ['<p class="hint">', *sheet.say(question.hint), "</p>"] if question.hint else []
    pieces: list[Piece] = [f'<div class="question matrix" id="q-{question.code}" data-facets="{len(open_facets)}"><h2 class="legend">']
    pieces += [*sheet.say(question.label), mark(required=question.required), "</h2>", *hint, *_head(question, open_facets, sheet)]
    for code, wording in rows:
        here = [facet for facet in open_facets if facet.code_of(code) in asked]
        if here:
            pieces += [f'<fieldset class="row"><legend id="r-{code}">', *wording, "</legend>"]
            for facet in here:
                pieces += _group(question, code, facet, sheet)
            pieces.append("</fieldset>")
    return [*pieces, "</div>"]


def _head(question: Question, facets: list[Facet], sheet: Sheet) -> list[Piece]:
    pieces: list[Piece] = ['<div class="head" aria-hidden="true">']
    for facet in facets:
        pieces.append('<div class="head__facet">')
        if facet.label:
            pieces += [f'<b id="c-{question.code}-{facet.name}">', *facet.label, mark(required=facet.required), "</b>"]
        pieces.append('<div class="head__steps">')
        pieces += [f"<span>{sheet.label(option)}</span>" for option in facet.options]
        pieces.append("</div></div>")
    return [*pieces, "</div>"]


def _group(question: Question, row: str, facet: Facet, sheet: Sheet) -> list[Piece]:
    code = facet.code_of(row)
    named_by = f"r-{row} c-{question.code}-{facet.name}" if facet.label else f"r-{row}"
    required = ' aria-required="true"' if facet.required else ""
    pieces: list[Piece] = [f'<div class="facet" role="radiogroup" aria-labelledby="{named_by}"{required}', *Attributes(code).pieces(), ">"]
    if facet.label:
        chip = mark(required=facet.required)
        pieces += ['<p class="facet__name" aria-hidden="true">', *facet.label, chip, "</p>"]
    pieces += [fault(code), '<div class="segments">']
    for number, option in enumerate(facet.options):
        pieces += _segment(code, number, option, sheet, required=facet.required)
    steps = [option for option in facet.options if not option.missing]
    pieces.append(
        f'</div><p class="ends" aria-hidden="true"><span>{sheet.label(steps[0])}</span> <span>{sheet.label(steps[-1])}</span></p>'
    )
    return [*pieces, "" if facet.required else clear(code), "</div>"]


def _segment(code: str, number: int, option: Option, sheet: Sheet, *, required: bool) -> list[Piece]:
    shown = f"{option.value:g}" if option.value is not None else str(number + 1)
    return [
        '<label class="segment segment--apart">' if option.missing else '<label class="segment">',
        f'<input type="radio" name="{code}" value="{escape(option.code)}"',
        f' id="f-{code}"' if number == 0 else "",
        " required" if required else "",
        Choice(code, option.code, " checked"),
        ">",
        "" if option.missing else f"<b aria-hidden=true>{shown}</b>",
        f"<span>{sheet.label(option)}</span></label>",
    ]
