"""What a LimeSurvey file says of the survey as a whole and a questionnaire cannot hold: each by name, none in silence."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from surveys.definition.formats.entries import Report

from .html import plain
from .model import LssSurvey
from .texts import Wording

_OFF = frozenset({"", "0", "N", "I", "E", "X", "inherit", "-1", "0.0"})
_NOT_SETTINGS = frozenset(["sid", "gsid", "owner_id", "language", "additional_languages", "active", "datecreated", "lastmodified"])
_READ_TEXTS = frozenset(
    [
        *("surveyls_survey_id", "surveyls_language", "surveyls_title", "surveyls_welcometext", "surveyls_policy_notice"),
        *("surveyls_dateformat", "surveyls_numberformat"),  # dates and numbers are written as the language has it
    ]
)
_READ_TABLES = frozenset(
    [
        *("answers", "answer_l10ns", "conditions", "groups", "group_l10ns", "questions", "subquestions", "question_l10ns"),
        *("question_attributes", "surveys", "surveys_languagesettings", "defaultvalues", "defaultvalue_l10ns", "quota"),
        *("quota_members", "quota_languagesettings", "assessments", "survey_url_parameters", "plugin_settings", "themes"),
        "themes_inherited",
    ]
)


def report_leftovers(survey: LssSurvey, wording: Wording, became: Mapping[str, str], report: Report) -> None:
    """`became`: path of every question, by its id in the file."""
    _languages(survey, wording, report)
    _texts(survey, report)
    _settings(survey, report)
    _defaults(survey, became, report)
    _named(survey, "quota", "name", report, _("The quota %(name)s was not carried over."))
    _named(survey, "assessments", "name", report, _("The assessment %(name)s was not carried over."))
    _named(survey, "survey_url_parameters", "parameter", report, _("The parameter %(name)s of the address was not carried over."))
    _named(survey, "plugin_settings", "name", report, _("The plug-in %(name)s was not carried over."))
    _scores(survey, report)
    if survey.tables.seen.keys() & {"themes", "themes_inherited"}:
        report.add("themes", "looks", _("The theme was not carried over: every questionnaire looks alike here."))
    for table in survey.tables.seen:
        if table not in _READ_TABLES:
            message = _("The table %(table)s (%(count)d rows) is not known here and was not carried over.")
            report.add(table, "unknown_table", message % {"table": table, "count": len(survey.tables.of(table))})


def _languages(survey: LssSurvey, wording: Wording, report: Report) -> None:
    others = [language for language in survey.languages if language not in {wording.turkish, wording.english}]
    if wording.neither and others:
        message = _("The survey is neither in Turkish nor in English; its %(language)s texts stand in the Turkish fields.")
        report.add("languages", "other_language", message % {"language": others.pop(0)})
    if others:
        message = _("Questionnaires are in Turkish and English; not carried over: %(languages)s.")
        report.add("languages", "language", message % {"languages": ", ".join(others)})


def _texts(survey: LssSurvey, report: Report) -> None:
    """E-mails are in every export; the other texts are quoted, so that they can be put elsewhere."""
    mails = [name for name, words in survey.texts.items() if "email" in name and any(text.strip() for text in words.values())]
    if mails:
        message = _("Mails are written in the wave here; not carried over: %(names)s.")
        report.add("mails", "mails", message % {"names": ", ".join(mails)})
    said = _spoken_of()
    for name, words in survey.texts.items():
        texts = {language: plain(text).text for language, text in words.items()}
        quoted = "; ".join(f"{language}: {text}" for language, text in texts.items() if text)
        if quoted and name not in _READ_TEXTS and name not in mails:
            message = _("%(what)s was not carried over: %(text)s")
            report.add(name.removeprefix("surveyls_"), "text", message % {"what": said.get(name, name), "text": quoted})


def _spoken_of() -> dict[str, str]:
    return {
        "surveyls_description": _("The description of the survey"),
        "surveyls_endtext": _("The text at the end"),
        "surveyls_url": _("The address shown at the end"),
        "surveyls_urldescription": _("The name of the address at the end"),
        "surveyls_policy_error": _("The message to those who do not accept the privacy notice"),
        "surveyls_policy_notice_label": _("The label of the box to accept the privacy notice"),
        "surveyls_legal_notice": _("The legal notice"),
    }


def _settings(survey: LssSurvey, report: Report) -> None:
    on = [name for name, value in survey.row.items() if name not in _NOT_SETTINGS and value.strip() not in _OFF]
    if on:
        message = _("Settings of the survey are decided in the wave here; not carried over: %(names)s.")
        report.add("surveys", "setting", message % {"names": ", ".join(on)})


def _defaults(survey: LssSurvey, became: Mapping[str, str], report: Report) -> None:
    """Old files have the value in `defaultvalues` by language, new ones in `defaultvalue_l10ns` by dvid."""
    newer: dict[str, list[str]] = {}
    for row in survey.tables.of("defaultvalue_l10ns"):
        newer.setdefault(row.get("dvid", "").strip(), []).append(row.get("defaultvalue", "").strip())
    subs = {sub.id: sub.code for question in survey.questions for sub in question.subs}
    given: dict[tuple[str, str], dict[str, None]] = {}
    for row in survey.tables.of("defaultvalues"):
        qid, part = row.get("qid", "").strip(), subs.get(row.get("sqid", "").strip(), row.get("specialtype", "").strip())
        values = [row.get("defaultvalue", "").strip(), *newer.get(row.get("dvid", "").strip(), [])]
        given.setdefault((qid, part), {}).update(dict.fromkeys(value for value in values if value))
    for (qid, part), found in given.items():
        if found:
            message = _("Nothing is answered beforehand here; the default answer was not carried over: %(value)s.")
            value = ", ".join(value[:200] for value in found)
            report.add(became.get(qid, "defaultvalues"), "default", message % {"value": f"{part}: {value}" if part else value})


def _named(survey: LssSurvey, table: str, field: str, report: Report, message: str) -> None:
    for name in _distinct(row.get(field, "").strip() or "–" for row in survey.tables.of(table)):
        report.add(f"{table}.{name[:64]}", table, message % {"name": name})


def _scores(survey: LssSurvey, report: Report) -> None:
    """Every export has assessment values; they count where assessments are switched on."""
    if survey.row.get("assessments", "").strip() != "Y":
        return
    rated = {row.get("qid", "").strip() for row in survey.tables.of("answers") if row.get("assessment_value", "").strip() not in {"", "0"}}
    codes = [question.code for question in survey.questions if question.id in rated]
    if codes:
        message = _("The assessment values of answers were not carried over: %(codes)s.")
        report.add("assessments", "assessments", message % {"codes": ", ".join(codes)})


def _distinct(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))
