"""What the office looks at before it releases a wave, as label and value."""

from dataclasses import dataclass

from django.utils.formats import date_format, number_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from surveys.collection.rates import total
from surveys.models import Wave
from surveys.results.quality import Quality


@dataclass(frozen=True, slots=True)
class HeadlineLine:
    """unit   what the two figures are, in words"""

    label: str
    unit: str
    all: int | None
    without: int | None


def headline_lines(quality: Quality) -> list[HeadlineLine]:
    language = get_language() or "tr"
    units = {"nps": _("net promoter score")}
    best = _("Share of the two best answers")
    return [
        HeadlineLine(line.variable.label.in_language(language), units.get(line.variable.measure, best), line.all, line.without)
        for line in quality.headlines
    ]


def facts(wave: Wave, quality: Quality) -> list[tuple[str, str, str]]:
    """(label, value, hint) in the order of reading."""
    rows = [
        (_("Closed"), date_format(localtime(wave.closed_at), "j F Y H:i") if wave.closed_at else "–", ""),
        (_("Responses"), _whole(quality.responses), ""),
        (_("Response rate"), *_rate(wave)),
    ]
    if wave.unfinished is not None:
        rows.append((_("Begun and not finished"), _whole(wave.unfinished), ""))
    rows.append((_("One answer throughout"), *_straight(quality)))
    if quality.organisations:
        hint = _("the largest gave %(percent)s%% of the answers") % {"percent": quality.organisations.largest}
        rows.append((_("Organisations"), _whole(quality.organisations.n), hint))
    rows.append((_("Time of filling in"), _("not stored"), _("a time would point at a person, so nobody is flagged as too fast")))
    return rows


def _rate(wave: Wave) -> tuple[str, str]:
    whole = total(wave)
    if whole.share is None:
        return _("unknown"), _("nobody was invited by name")
    counts = {"replied": _whole(whole.replied or 0), "invited": _whole(whole.invited), "population": _whole(whole.population)}
    percent = _("%(percent)s%%") % {"percent": round(100 * whole.share)}
    return percent, _("%(replied)s of %(invited)s invited; population %(population)s") % counts


def _straight(quality: Quality) -> tuple[str, str]:
    if quality.straight is None:
        return "–", _("too few sheets have five items on one scale")
    hint = _("of %(n)s sheets with five or more items on one scale; a flag, not a verdict") % {"n": _whole(quality.judged)}
    return _("%(percent)s%%") % {"percent": quality.straight}, hint


def _whole(number: int) -> str:
    """With the separators of the reader's language: 11.241."""
    return str(number_format(number, force_grouping=True))
