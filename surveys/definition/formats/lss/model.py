"""A LimeSurvey survey as its file tells it: groups, questions, sub-questions, answers, with their texts by language."""

from dataclasses import dataclass, field

from .rows import Row, Tables

Words = dict[str, str]  # language -> text as it stands in the file, HTML and all


@dataclass
class Answer:
    code: str
    scale: str
    order: float
    words: Words = field(default_factory=dict)


@dataclass
class SubQuestion:
    id: str
    code: str
    scale: str
    order: float
    relevance: str
    preg: str
    words: Words = field(default_factory=dict)
    help: Words = field(default_factory=dict)
    script: Words = field(default_factory=dict)


@dataclass
class LssQuestion:
    """`settings` are the question's attributes: name -> language ("" where it has none) -> value."""

    id: str
    group: str
    code: str
    type: str
    order: float
    row: Row
    words: Words = field(default_factory=dict)
    help: Words = field(default_factory=dict)
    script: Words = field(default_factory=dict)
    subs: list[SubQuestion] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    settings: dict[str, Words] = field(default_factory=dict)
    read: set[str] = field(default_factory=set)  # settings somebody has asked for

    def has(self, name: str) -> bool:
        """Is this flag of the row on: other, mandatory, encrypted?"""
        return self.row.get(name, "").strip() == "Y"

    def setting(self, name: str) -> str:
        """The value in any language, "" where there is none. What nobody asks for is listed in the end."""
        self.read.add(name)
        return next((value.strip() for value in self.settings.get(name, {}).values() if value.strip()), "")

    def setting_words(self, name: str) -> Words:
        self.read.add(name)
        return self.settings.get(name, {})

    def on_scale(self, scale: str) -> list[SubQuestion]:
        return [sub for sub in self.subs if sub.scale == scale]


@dataclass
class LssGroup:
    id: str
    order: float
    relevance: str
    randomization: str
    words: Words = field(default_factory=dict)
    description: Words = field(default_factory=dict)
    questions: list[LssQuestion] = field(default_factory=list)


@dataclass
class LssSurvey:
    id: str
    languages: list[str]  # the base language first
    groups: list[LssGroup]
    row: Row  # of `surveys`
    texts: dict[str, Words]  # of `surveys_languagesettings`, by field
    tables: Tables

    @property
    def questions(self) -> list[LssQuestion]:
        return [question for group in self.groups for question in group.questions]
