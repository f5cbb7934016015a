"""A year in one field; a month in two, of which the month is picked and the year written."""

from html import escape

from django.utils.translation import gettext as _

from surveys.questions import PeriodQuestion
from surveys.questions.period import in_words, month_names

from .controls import Sheet, frame, labelled
from .markup import Attributes, Choice, Fault, Given, Piece


def period(question: PeriodQuestion, sheet: Sheet) -> list[Piece]:
    ends = [in_words(end, sheet.language) for end in (question.earliest, question.latest)]
    limits = _("From %(first)s to %(last)s.") % dict(zip(("first", "last"), ends, strict=True))
    return _year(question, sheet, limits) if question.precision == "year" else _month(question, sheet, limits)


def _year(question: PeriodQuestion, sheet: Sheet, limits: str) -> list[Piece]:
    code = question.code
    body: list[Piece] = [
        f'<input class="field field--year" type="text" inputmode="numeric" maxlength="4" id="f-{code}" name="{code}"',
        " required" if question.required else "",
        ' value="',
        Given(code),
        '"',
        *Attributes(code, f"h-{code}").pieces(),
        ">",
    ]
    return labelled(question, sheet, body, hints=[limits], kind="period")


def _month(question: PeriodQuestion, sheet: Sheet, limits: str) -> list[Piece]:
    code = question.code
    year, month = question.fields(sheet.document.option_sets)
    wrong = Fault(code, "", " aria-invalid=true")
    body: list[Piece] = [
        f'<div class="dates"><p><label for="f-{code}">{escape(_("Month"))}</label><select class="field" id="f-{code}" name="{month}"',
        wrong,
        f'><option value="">{escape(_("Please choose"))}</option>',
    ]
    for number, name in month_names(sheet.language).items():
        body += [f'<option value="{number:02d}"', Choice(month, f"{number:02d}", " selected"), f">{escape(name)}</option>"]
    body += [
        f'</select></p><p><label for="f-{year}">{escape(_("Year"))}</label>',
        f'<input class="field field--year" type="text" inputmode="numeric" maxlength="4" id="f-{year}" name="{year}" value="',
        Given(year),
        '"',
        wrong,
        "></p></div>",
    ]
    return frame(question, sheet, body, hints=[limits], kind="period")
