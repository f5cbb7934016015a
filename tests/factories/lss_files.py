"""LimeSurvey structure files, written from the documented format, in both generations.

Ids are those a reader of a test can reckon: survey 123456, groups 1, 2 ..., questions 100, 200 ... through all groups,
sub-questions 101, 102 ..., answers 1, 2 ... through the file.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

SURVEY = "123456"

Words = dict[str, str]
Rows = list[dict[str, str]]


def w(tr: str = "", en: str = "", **more: str) -> Words:
    return {language: text for language, text in {"tr": tr, "en": en, **more}.items() if text}


@dataclass(frozen=True)
class Sub:
    code: str
    words: Words
    scale: str = "0"
    row: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Ans:
    code: str
    words: Words
    scale: str = "0"
    row: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Q:
    """`settings`: a value, or words by language. `row`: what else stands in the row of the question."""

    type: str
    code: str
    words: Words
    subs: Sequence[Sub] = ()
    answers: Sequence[Ans] = ()
    help: Words = field(default_factory=dict)
    settings: Mapping[str, str | Words] = field(default_factory=dict)
    row: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class G:
    words: Words
    questions: Sequence[Q]
    description: Words = field(default_factory=dict)
    row: Mapping[str, str] = field(default_factory=dict)


def lss(
    *groups: G,
    new: bool = True,
    languages: Sequence[str] = ("tr", "en"),
    title: Words | None = None,
    texts: Mapping[str, Words] | None = None,
    survey: Mapping[str, str] | None = None,
    tables: Mapping[str, Rows] | None = None,
) -> bytes:
    """A whole file. `texts`: fields of surveys_languagesettings. `tables`: further tables, or others in the place of those made."""
    made = {**_tables(groups, new=new, languages=languages), **_survey(languages, title, texts or {}, survey or {}), **(tables or {})}
    return document(made, version="640" if new else "178", languages=languages)


def document(
    tables: Mapping[str, Rows], *, kind: str = "Survey", version: str = "640", languages: Iterable[str] = ("tr", "en"), head: str = ""
) -> bytes:
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', head, "<document>", f" <LimeSurveyDocType>{kind}</LimeSurveyDocType>"]
    lines += [f" <DBVersion>{version}</DBVersion>", " <languages>"]
    lines += [f"  <language>{language}</language>" for language in languages]
    lines.append(" </languages>")
    for name, rows in tables.items():
        if rows:
            fields = dict.fromkeys(column for row in rows for column in row)
            lines += [f" <{name}>", "  <fields>", *(f"   <fieldname>{column}</fieldname>" for column in fields), "  </fields>", "  <rows>"]
            lines += [_row(row) for row in rows]
            lines += ["  </rows>", f" </{name}>"]
    return "\n".join([*lines, "</document>", ""]).encode()


def _row(row: Mapping[str, str]) -> str:
    cells = (f"    <{name}><![CDATA[{value}]]></{name}>" if value else f"    <{name}/>" for name, value in row.items())
    return "\n".join(["   <row>", *cells, "   </row>"])


def _tables(groups: Sequence[G], *, new: bool, languages: Sequence[str]) -> dict[str, Rows]:
    names = ["groups", "group_l10ns", "questions", "subquestions", "question_l10ns", "answers", "answer_l10ns", "question_attributes"]
    tables: dict[str, Rows] = {name: [] for name in names}
    number = answer_id = 0
    for gid, group in enumerate(groups, start=1):
        row = {"gid": str(gid), "sid": SURVEY, "group_order": str(gid), "grelevance": "", "randomization_group": "", **group.row}
        texts = {"group_name": group.words, "description": group.description}
        _put(tables, "groups", "group_l10ns", row, {"gid": str(gid)}, texts, new=new, languages=languages)
        for place, question in enumerate(group.questions, start=1):
            number += 1
            qid = number * 100
            row = {"qid": str(qid), "parent_qid": "0", "sid": SURVEY, "gid": str(gid), "type": question.type, "title": question.code}
            row |= {
                "preg": "",
                "other": "N",
                "mandatory": "N",
                "question_order": str(place),
                "scale_id": "0",
                "relevance": "1",
                **question.row,
            }
            texts = {"question": question.words, "help": question.help}
            _put(tables, "questions", "question_l10ns", row, {"qid": str(qid)}, texts, new=new, languages=languages)
            for order, sub in enumerate(question.subs, start=1):
                row = {"qid": str(qid + order), "parent_qid": str(qid), "sid": SURVEY, "gid": str(gid), "type": "T", "title": sub.code}
                row |= {"question_order": str(order), "scale_id": sub.scale, "relevance": "1", **sub.row}
                key, texts = {"qid": str(qid + order)}, {"question": sub.words}
                _put(tables, "subquestions", "question_l10ns", row, key, texts, new=new, languages=languages)
            for order, answer in enumerate(question.answers, start=1):
                answer_id += 1
                row = {"aid": str(answer_id)} if new else {}
                row |= {"qid": str(qid), "code": answer.code, "sortorder": str(order), "assessment_value": "0", "scale_id": answer.scale}
                row |= answer.row
                key, texts = {"aid": str(answer_id)}, {"answer": answer.words}
                _put(tables, "answers", "answer_l10ns", row, key, texts, new=new, languages=languages)
            for name, value in question.settings.items():
                values = value.items() if isinstance(value, dict) else [("", value)]
                tables["question_attributes"] += [
                    {"qid": str(qid), "attribute": name, "value": text, "language": language} for language, text in values
                ]
    return tables


def _put(
    tables: dict[str, Rows],
    table: str,
    l10ns: str,
    row: dict[str, str],
    key: dict[str, str],
    texts: Mapping[str, Words],
    *,
    new: bool,
    languages: Sequence[str],
) -> None:
    """One row and its texts apart, or a row per language with the texts in it."""
    for language in languages:
        spoken = {name: words.get(language, "") for name, words in texts.items()}
        if new:
            tables[l10ns].append({"id": str(len(tables[l10ns]) + 1), **key, **spoken, "language": language})
        else:
            tables[table].append({**row, **spoken, "language": language})
    if new:
        tables[table].append(row)


def _survey(languages: Sequence[str], title: Words | None, texts: Mapping[str, Words], survey: Mapping[str, str]) -> dict[str, Rows]:
    named = {"surveyls_title": title or w("Mezun anketi", "Alumni survey"), **texts}
    row = {"sid": SURVEY, "language": languages[0], "additional_languages": " ".join(languages[1:]), **survey}
    return {
        "surveys": [row],
        "surveys_languagesettings": [
            {"surveyls_survey_id": SURVEY, "surveyls_language": language} | {name: words.get(language, "") for name, words in named.items()}
            for language in languages
        ],
    }
