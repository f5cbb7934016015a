"""Reading a YAML or JSON file safely, and without what YAML 1.1 and JSON would quietly change: that is refused instead."""

import json
import math
import re
from pathlib import PurePath
from typing import Any, NoReturn

import yaml
from django.utils.translation import gettext as _

from surveys.definition.check import DefinitionError, DefinitionProblem

LARGEST_FILE = 4 * 1024 * 1024  # bytes; the three standard instruments together have 38 kB
MOST_VALUES = 500_000  # once every alias of YAML stands for what it names


def load(content: bytes, name: str) -> Any:
    """The file as plain Python values. DefinitionError where it is too large, not UTF-8, or not what its name says."""
    refuse_if_too_large(len(content), name)
    if content.startswith(b"PK\x03\x04"):
        raise refusal(name, "not_text", _("The file is a workbook or an archive, not text. An XLSForm is named .xlsx."))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        where = {"byte": error.start}
        raise refusal(name, "encoding", _("The file is not UTF-8 (byte %(byte)d). Save it as UTF-8 and try again.") % where) from error
    return _load_json(name, text) if PurePath(name).suffix.lower() == ".json" else _load_yaml(name, text)


def refuse_if_too_large(size: int, name: str) -> None:
    if size > LARGEST_FILE:
        raise refusal(name, "too_large", _("The file is larger than %(most)d MB.") % {"most": LARGEST_FILE // 1024**2})


def refusal(name: str, code: str, message: str) -> DefinitionError:
    """Of the whole file; `name` is its name."""
    return DefinitionError([DefinitionProblem(name, code, message)])


def _load_json(name: str, text: str) -> Any:
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_no_number, parse_float=_finite)
    except (ValueError, RecursionError) as error:
        raise refusal(name, "not_json", _("The file is not JSON: %(error)s") % {"error": error}) from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """JSON would keep the last of two equal keys."""
    made: dict[str, Any] = {}
    for key, value in pairs:
        if key in made:
            raise ValueError(_("the key %(key)s is given twice") % {"key": key})
        made[key] = value
    return made


def _no_number(text: str) -> NoReturn:
    raise ValueError(_("%(text)s is not a number") % {"text": text})


def _finite(text: str) -> float:
    number = float(text)
    return number if math.isfinite(number) else _no_number(text)


def _load_yaml(name: str, text: str) -> Any:
    try:
        loader = _StrictLoader(text)
        try:
            return loader.whole()
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = {"line": mark.line + 1 if mark else 0, "problem": error.problem or ""}
        raise refusal(name, "not_yaml", _("The file is not YAML this can read, line %(line)d: %(problem)s") % where) from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise refusal(name, "not_yaml", _("The file is not YAML this can read: %(error)s") % {"error": str(error)[:200]}) from error


class _StrictLoader(yaml.SafeLoader):
    """Refuses a key given twice, of which YAML would keep the last, and numbers YAML 1.1 reads otherwise than they look.

    Also aliases that name each other until a few lines stand for more than memory holds.
    """

    def whole(self) -> Any:
        node = self.get_single_node()
        if node is None:
            return None
        if _values_in(node, {}) > MOST_VALUES:
            raise yaml.constructor.ConstructorError(None, None, _("its aliases stand for too many values"), node.start_mark)
        return self.construct_document(node)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _value in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value in seen and key.tag != "tag:yaml.org,2002:merge":
                raise yaml.constructor.ConstructorError(
                    None, None, _("the key %(key)s is given twice") % {"key": key.value}, key.start_mark
                )
            if isinstance(key, yaml.ScalarNode):
                seen.add(key.value)
        return super().construct_mapping(node, deep=deep)

    def plain_number(self, node: yaml.ScalarNode) -> int | float:
        text = node.value
        if re.fullmatch(r"[-+]?(0|[1-9][0-9]*)", text):
            return int(text)
        if re.fullmatch(r"[-+]?[0-9]+\.[0-9]+", text) and node.tag.endswith("float"):
            return float(text)
        raise yaml.constructor.ConstructorError(
            None, None, _("%(text)s must be put in quotes or written as a plain number") % {"text": text}, node.start_mark
        )


def _values_in(node: yaml.Node, counted: dict[int, int]) -> int:
    """Values a node stands for; a node that holds itself holds too many."""
    if isinstance(node, yaml.ScalarNode):
        return 1
    if id(node) not in counted:
        counted[id(node)] = MOST_VALUES + 1  # what is met again before it is counted holds itself
        parts = node.value if isinstance(node, yaml.SequenceNode) else [part for pair in node.value for part in pair]
        counted[id(node)] = 1 + sum(_values_in(part, counted) for part in parts)
    return counted[id(node)]


_StrictLoader.add_constructor("tag:yaml.org,2002:int", _StrictLoader.plain_number)
_StrictLoader.add_constructor("tag:yaml.org,2002:float", _StrictLoader.plain_number)
