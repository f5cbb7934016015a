"""Reading a YAML or JSON file safely, and without the traps of YAML 1.1: what it would quietly change is refused instead."""

import json
import re
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _

from surveys.definition.check import DefinitionError, DefinitionProblem

LARGEST_FILE = 4 * 1024 * 1024  # bytes; the three standard instruments together have 38 kB


def load(path: Path) -> Any:
    """The file as plain Python values. DefinitionError where it is too large, not UTF-8, or not what its name says."""
    if path.stat().st_size > LARGEST_FILE:
        raise refusal(path, "too_large", _("The file is larger than %(most)d MB.") % {"most": LARGEST_FILE // 1024**2})
    try:
        content = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        where = {"byte": error.start}
        raise refusal(path, "encoding", _("The file is not UTF-8 (byte %(byte)d). Save it as UTF-8 and try again.") % where) from error
    return _load_json(path, content) if path.suffix.lower() == ".json" else _load_yaml(path, content)


def refusal(path: Path, code: str, message: str) -> DefinitionError:
    return DefinitionError([DefinitionProblem(path.name, code, message)])


def _load_json(path: Path, content: str) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as error:
        raise refusal(path, "not_json", _("The file is not JSON: %(error)s") % {"error": error}) from error


def _load_yaml(path: Path, content: str) -> Any:
    try:
        return yaml.load(content, _StrictLoader)  # noqa: S506  (a SafeLoader that allows less)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = {"line": mark.line + 1 if mark else 0, "problem": error.problem or ""}
        raise refusal(path, "not_yaml", _("The file is not YAML this can read, line %(line)d: %(problem)s") % where) from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise refusal(path, "not_yaml", _("The file is not YAML this can read: %(error)s") % {"error": str(error)[:200]}) from error


class _StrictLoader(yaml.SafeLoader):
    """Refuses a key given twice, of which YAML would keep the last, and numbers YAML 1.1 reads otherwise than they look."""

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


_StrictLoader.add_constructor("tag:yaml.org,2002:int", _StrictLoader.plain_number)
_StrictLoader.add_constructor("tag:yaml.org,2002:float", _StrictLoader.plain_number)
