"""The first sheet of a workbook: what was asked when, under which conditions it was released, and what the words mean."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from surveys.charts.numbers import percent

from .released import Extract

MOST_UNITS = 5  # whose response rates are repeated here


def method_facts(extract: Extract) -> Iterator[tuple[str, object]]:
    """(name, value): texts, dates, whole numbers. In the language that is active."""
    release, wave = extract.release, extract.release.wave
    method, english = release.method, extract.language == "en"
    if wave.synthetic:
        yield _("Attention"), _("The answers are made up: these figures describe nobody.")
    yield _("Questionnaire"), f"{wave.questionnaire.code} {extract.document.title.in_language(extract.language)}"
    yield _("Version"), wave.version.number
    yield _("Wave"), wave.name
    yield _("Opened"), wave.opened_at or _("not known")
    yield _("Closed"), wave.closed_at or _("not known")
    yield _("How people were asked"), str(wave.get_mode_display())
    yield from _rates(extract)
    yield _("Release"), release.number
    yield _("Released on"), release.released_at
    yield _("Profile"), str(release.get_profile_display())
    if note := (release.note_en or release.note) if english else (release.note or release.note_en):
        yield _("Note of the coordinatorship"), note
    yield _("Units in this file"), ", ".join(f"{unit.name} ({unit.code})" for unit in extract.units.values())
    yield (
        _("Smallest base"),
        _("%(threshold)s respondents: of a smaller group nothing is shown.") % {"threshold": method.get("threshold", "")},
    )
    if organisations := method.get("minimum_organisations"):
        words = _("At least %(number)s organisations, none of them with more than half of the answers.")
        yield _("Employers"), words % {"number": organisations}
    confidence = percent(100 * float(method.get("confidence", 0.95)), extract.language)
    yield _("Interval"), _("Wilson's interval of a share, %(confidence)s confidence.") % {"confidence": confidence}
    yield _("Rounding"), _("Percentages are whole, means and standard deviations have two decimals. A release is never changed.")
    yield from _words()


def _rates(extract: Extract) -> Iterator[tuple[str, object]]:
    rows = [row for row in extract.apart("rate") if row.years == 1 and not row.by_variable]
    for row in rows if len(rows) <= MOST_UNITS else ():
        unit = extract.unit(row)
        label = _("Response rate") if len(rows) == 1 else _("Response rate: %(unit)s") % {"unit": unit.name}
        facts = {name: row.body.get(name) for name in ("replied", "base")}
        if row.body:
            share = percent(row.body["percent"], extract.language)
            yield label, _("%(replied)s of %(base)s invited replied: %(share)s.") % {**facts, "share": share}
        else:
            yield label, extract.why(row)


def _words() -> Iterator[tuple[str, object]]:
    yield _("withheld"), _("A figure that is not shown, so that nobody can be recognised by it; the reason stands beside it. It is not 0.")
    yield _("Base"), _("Respondents the percentages are taken of: those who were asked and answered.")
    yield _("Skipped"), _("Respondents who saw the question and gave no answer; they are not in the base.")
    yield _("Percent"), _("Share of the base. “Exactly nobody” and “exactly everybody” are said, others are rounded.")
    yield _("two best answers together"), _("Share of the base that gave one of the two highest answers of a scale, with its interval.")
    yield _("net promoter score"), _("Share of 9–10 minus share of 0–6, from −100 to 100.")
    yield _("Gap: required minus acquired"), _("Difference of two means in steps of the scale; positive means that more is required.")
    yield (
        _("Years together"),
        _("1 is the wave's own year; more is a fixed window of years that ends with it. Windows overlap: do not add them."),
    )
