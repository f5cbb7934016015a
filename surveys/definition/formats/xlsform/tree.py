"""The survey sheet as a tree: groups, and what is asked in them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from .lines import Line

_BEGIN, _END = (
    re.compile(r"begin[ _](group|repeat|loop|lgroup|looped[ _]group)\b"),
    re.compile(r"end[ _](group|repeat|loop|lgroup|looped[ _]group)"),
)
_SELECT = re.compile(
    r"(select[ _]one[ _]from[ _]file|select[ _]multiple[ _]from[ _]file|select[ _]one[ _]external|select[ _]one(?: from)?|select1"
    r"|select[ _]multiple(?: from)?|select all that apply(?: from)?|rank|"
    r"add select one prompt using|add select multiple prompt using)\s+(\S+)(?:\s+(or[ _]other|or specify other))?"
)
_SAME = {"int": "integer", "string": "text", "trigger": "acknowledge", "select1": "select_one"}


@dataclass(frozen=True, slots=True)
class Item:
    """kind: the type with one spelling. argument: the list or file of a select."""

    line: Line
    kind: str
    argument: str = ""
    or_other: bool = False

    @property
    def name(self) -> str:
        return self.line.get("name")


@dataclass(frozen=True, slots=True)
class Group:
    line: Line
    repeats: bool = False
    children: list["Item | Group"] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.line.get("name")

    @property
    def is_table(self) -> bool:
        return "table-list" in self.line.get("appearance").split()

    def items(self) -> Iterator[Item]:
        """Everything asked in it, at any depth."""
        for child in self.children:
            yield from child.items() if isinstance(child, Group) else (child,)


def tree_of(lines: Iterable[Line]) -> Group:
    """The whole form as one nameless group. Lines without a type are left out; that begin and end match is pyxform's to see to."""
    root = Group(Line(0, {}, {}))
    open_groups = [root]
    for line in lines:
        kind = " ".join(line.get("type").split())
        if begin := _BEGIN.match(kind):
            group = Group(line, repeats=begin[1] != "group")
            open_groups[-1].children.append(group)
            open_groups.append(group)
        elif _END.match(kind):
            del open_groups[max(1, len(open_groups) - 1) :]
        elif kind:
            open_groups[-1].children.append(_item(line, kind))
    return root


def _item(line: Line, kind: str) -> Item:
    if select := _SELECT.fullmatch(kind):
        command = select[1].replace(" ", "_")
        if "from_file" in command or "external" in command:
            spelled = command
        elif command == "rank":
            spelled = "rank"
        else:
            spelled = "select_one" if "one" in command or command == "select1" else "select_multiple"
        return Item(line, spelled, select[2], bool(select[3]))
    return Item(line, _SAME.get(kind, kind))
