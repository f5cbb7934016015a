"""A ranking: one drop-down a place. static/respond/ranking.js makes a list of it whose entries move up and down."""

from html import escape

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from surveys.questions import RankingQuestion

from .controls import Sheet, frame
from .markup import Choice, Fault, Needs, Piece
from .order import arranged


def ranking(question: RankingQuestion, sheet: Sheet) -> list[Piece]:
    code, sets = question.code, sheet.document.option_sets
    options = sets[question.options]
    shown = arranged(options, code=code, order=sheet.order) if question.shuffle else options
    body: list[Piece] = [Needs("ranking"), f'<ol class="places" data-ranking {_words(sheet)}>']
    for place, name in enumerate(question.fields(sets), start=1):
        ident = f"f-{code}" if place == 1 else f"f-{name}"
        body += [
            f'<li class="place"><label for="{ident}">{escape(_("Place %(number)s") % {"number": place})}</label>',
            f'<select class="field" id="{ident}" name="{name}"',
            Fault(code, "", " aria-invalid=true"),
            f'><option value="">{escape(_("Please choose"))}</option>',
        ]
        for option in shown:
            body += [f'<option value="{escape(option.code)}"', Choice(name, option.code, " selected"), f">{sheet.label(option)}</option>"]
        body.append("</select></li>")
    body.append("</ol>")
    return frame(question, sheet, body, hints=[_hint(question.places(sets), len(options))], kind="ranking")


def _hint(places: int, options: int) -> str:
    if places == options:
        return _("Put them in order, your first choice first. The last places may stay empty.")
    choose = ngettext("Choose up to %(count)s and put it in order.", "Choose up to %(count)s and put them in order.", places)
    return choose % {"count": places} + " " + _("Your first choice comes first.")


def _words(sheet: Sheet) -> str:
    """What the script says, in the language of the page."""
    said = {
        "ranked": _("Your order"),
        "left": _("Not ranked yet: press to add"),
        "up": _("Move up: {option}"),
        "down": _("Move down: {option}"),
        "out": _("Take out: {option}"),
        "moved": _("{option}: place {place}"),
        "gone": _("{option}: taken out"),
    }
    return " ".join(f'data-{name}="{escape(text)}"' for name, text in said.items())
