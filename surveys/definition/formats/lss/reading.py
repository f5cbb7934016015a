"""A whole LimeSurvey file: refused, or one document and what it could not hold."""

import re

from django.utils.translation import gettext as _
from pydantic import ValidationError

from surveys.definition.check import DefinitionError, DefinitionProblem, problems
from surveys.definition.document import Document, Section
from surveys.definition.formats.entries import Report
from surveys.definition.formats.exchange import Reading
from surveys.definition.formats.loading import refusal
from surveys.questions import Text

from .leftovers import report_leftovers
from .linking import link
from .model import LssSurvey
from .names import cleaned
from .questions import Reader
from .rows import read_tables

LONGEST_CODE, LONGEST_TITLE = 32, 200  # characters of a questionnaire


def read(content: bytes, name: str) -> Reading:
    """One document, or DefinitionError with everything that is wrong; then nothing is kept.

    `name` is the file's, for the messages. What the document still lacks to be published are translations only.
    """
    tables = read_tables(content, name)
    wrong, remarks = Report(), Report()
    survey = link(tables, wrong)
    if survey is None:
        raise DefinitionError(wrong.problems)
    try:
        document = _document(survey, name, remarks)
    except ValidationError as error:
        where = [(".".join(str(part) for part in found["loc"]) or name, found["msg"]) for found in error.errors()]
        raise DefinitionError([DefinitionProblem(place, "invalid", message) for place, message in where]) from error
    if found := [problem for problem in problems(document) if problem.code != "missing_translation"]:
        raise DefinitionError(found)
    return Reading((document,), tuple(dict.fromkeys(remarks.problems)))


def _document(survey: LssSurvey, name: str, remarks: Report) -> Document:
    reader = Reader(survey, remarks)
    title = _title(reader, survey, remarks)
    privacy = reader.wording.text(survey.texts.get("surveyls_policy_notice", {}), "privacy")
    welcome = reader.note("welcome", survey.texts.get("surveyls_welcometext", {}), "welcometext")
    sections = [reader.section(group, number) for number, group in enumerate(survey.groups, start=1)]
    for section in sections:
        if not section.questions:
            message = _("The section was left out: there is nothing in it.")
            remarks.add(f"sections.{section.code}", "left_out", message)
    kept = [section for section in sections if section.questions]
    if not any(question.asks for section in kept for question in section.questions):
        message = _("Nothing in the survey can be asked here. %(why)s")
        raise refusal(name, "empty", message % {"why": " ".join(_left_out(remarks))})
    if welcome:
        first = kept[0]
        kept[0] = Section(code=first.code, title=first.title, questions=(*welcome, *first.questions))
    report_leftovers(survey, reader.wording, reader.became, remarks)
    remarks.add("audience", "audience", _("The file does not say who answers: choose graduates or employers where that fits."))
    return Document(
        code=cleaned(f"LS{survey.id}" if survey.id else re.sub(r"\.lss$", "", name, flags=re.IGNORECASE))[:LONGEST_CODE],
        title=title,
        audience="others",
        privacy=privacy,
        option_sets=reader.shared.option_sets,
        sections=tuple(kept),
        metadata={"source": "LimeSurvey", "survey": survey.id, "database_version": survey.tables.version},
    )


def _title(reader: Reader, survey: LssSurvey, remarks: Report) -> Text:
    title = reader.wording.text(survey.texts.get("surveyls_title", {}), "title")
    if max(len(title.tr), len(title.en)) <= LONGEST_TITLE:
        return title
    remarks.add("title", "shortened", _("The title was cut to %(most)d characters.") % {"most": LONGEST_TITLE})
    return Text(tr=title.tr[:LONGEST_TITLE].rstrip(), en=title.en[:LONGEST_TITLE].rstrip())


def _left_out(remarks: Report) -> list[str]:
    return [str(problem) for problem in remarks.problems if problem.code == "left_out"][:20]
