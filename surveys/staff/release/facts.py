"""What the office looks at before it releases a wave, as label and value."""

from dataclasses import dataclass

from django.utils.formats import date_format, number_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from surveys.charts.numbers import percent, signed
from surveys.collection.rates import total
from surveys.models import Wave
from surveys.results.quality import Quality


@dataclass(frozen=True, slots=True)
class HeadlineLine:
    """unit           what the two figures are, in words
    all, without   as they are read
    """

    label: str
    unit: str
    all: str
    without: str


def headline_lines(quality: Quality) -> list[HeadlineLine]:
    language = get_language() or "tr"
    lines = []
    for line in quality.headlines:
        score = line.variable.measure == "nps"
        unit, written = (_("net promoter score"), signed) if score else (_("Share of the two best answers"), percent)
        lines.append(
            HeadlineLine(line.variable.label.in_language(language), unit, *(written(n, language) for n in (line.all, line.without)))
        )
    return lines


def facts(wave: Wave, quality: Quality) -> list[tuple[str, str, str]]:
    """(label, value, hint) in the order of reading."""
    rows = [
        (_("Closed"), date_format(localtime(wave.closed_at), "j F Y H:i") if wave.closed_at else "–", ""),
        (_("Responses"), whole(quality.responses), ""),
        (_("Response rate"), *_rate(wave)),
    ]
    if wave.unfinished is not None:
        rows.append((_("Begun and not finished"), whole(wave.unfinished), ""))
    rows.append((_("One answer throughout"), *_straight(quality)))
    if quality.organisations:
        hint = _("the largest gave %(percent)s%% of the answers") % {"percent": quality.organisations.largest}
        rows.append((_("Organisations"), whole(quality.organisations.n), hint))
    rows.append((_("Time of filling in"), _("not stored"), _("a time would point at a person, so nobody is flagged as too fast")))
    return rows


def _rate(wave: Wave) -> tuple[str, str]:
    asked = total(wave)
    if asked.share is None:
        return _("unknown"), _("nobody was invited by name")
    counts = {"replied": whole(asked.replied or 0), "invited": whole(asked.invited), "population": whole(asked.population)}
    share = _("%(percent)s%%") % {"percent": round(100 * asked.share)}
    return share, _("%(replied)s of %(invited)s invited; population %(population)s") % counts


def _straight(quality: Quality) -> tuple[str, str]:
    if quality.straight is None:
        return "–", _("too few sheets have five items on one scale")
    hint = _("of %(n)s sheets with five or more items on one scale; a flag, not a verdict") % {"n": whole(quality.judged)}
    return _("%(percent)s%%") % {"percent": quality.straight}, hint


def whole(number: int) -> str:
    """With the separators of the reader's language: 11.241."""
    return str(number_format(number, force_grouping=True))
