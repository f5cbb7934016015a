"""What is wrong with a draft, put beside the very field it is about."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.blocks import StreamBlockValidationError, StructBlockValidationError
from wagtail.blocks.list_block import ListBlockValidationError

from surveys.definition.check import DefinitionProblem

# Where a problem's path ends in a field that is edited in two: questions.A03.tr is the field label_tr of the block A03.
_TEXTS = {"label", "hint", "title", "unit_label", "low", "high"}
_PARTS = {"rows": ("rows", "code"), "columns": ("columns", "facet"), "options": ("own_options", "code")}


def block_errors(problems: Iterable[DefinitionProblem], streams: Mapping[str, Any]) -> dict[str, ValidationError]:
    """By field of the form: the errors of its blocks, nested as Wagtail's editor expects them.

    streams   name -> StreamValue of sections, after, lists and terms. Problems that belong to no block are not among them.
    """
    places = _places(streams)
    trees: dict[str, dict[Any, Any]] = {}
    for problem in problems:
        where = _locate(problem.path, places)
        if where:
            name, *path = where
            _plant(trees.setdefault(name, {}), path, problem.message)
    return {name: _stream_error(tree) for name, tree in trees.items()}


def _places(streams: Mapping[str, Any]) -> dict[str, tuple[tuple[Any, ...], Any]]:
    """Path of a problem -> (way to the block, its value)."""
    found: dict[str, tuple[tuple[Any, ...], Any]] = {}
    for index, section in enumerate(streams.get("sections") or ()):
        way = ("sections", index)
        found[f"sections.{section.value.get('code') or index + 1}"] = (way, section.value)
        for way_on, path, value in _questions(section.value.get("questions"), f"sections.{section.value.get('code') or index + 1}"):
            found[path] = ((*way, "questions", *way_on), value)
    for way_on, path, value in _questions(streams.get("after"), "after"):
        found[path] = (("after", *way_on), value)
    for index, block in enumerate(streams.get("lists") or ()):
        found[f"option_sets.{block.value.get('name')}"] = (("lists", index), block.value)
        found[f"lists.{block.value.get('name')}"] = (("lists", index), block.value)
    groups = {"domain": "domains", "construct": "constructs", "facet": "facets", "indicator": "indicators"}
    for index, block in enumerate(streams.get("terms") or ()):
        found[f"{groups.get(block.block_type, 'competencies')}.{block.value.get('code') or ''}"] = (("terms", index), block.value)
    return found


def _questions(stream: Any, place: str) -> Iterator[tuple[tuple[Any, ...], str, Any]]:
    for index, block in enumerate(stream or ()):
        code = block.value.get("code")
        path = f"questions.{code}" if code else f"{place}.{index + 1}"
        yield (index,), path, block.value
        if code and block.value.get("own_options"):
            yield (index,), f"option_sets.{code}", block.value


def _locate(path: str, places: Mapping[str, tuple[tuple[Any, ...], Any]]) -> tuple[Any, ...] | None:
    """The longest part of the path that is a block, then the field of it the rest is about."""
    parts = path.split(".")
    for length in range(len(parts), 1, -1):
        if found := places.get(".".join(parts[:length])):
            way, value = found
            return (*way, *_field(parts[length:], value, inside_list=parts[0] == "option_sets"))
    return None


def _field(rest: list[str], value: Any, *, inside_list: bool) -> tuple[Any, ...]:
    if not rest:
        return ()
    if inside_list:
        rest = ["options", *rest]
    name, *more = rest
    if name in {"tr", "en"}:
        return (f"label_{name}",)
    if name in _TEXTS and more[:1] in (["tr"], ["en"]):
        return (f"{name}_{more[0]}",)
    if name in _PARTS and more:
        field, key = _PARTS[name]
        field = field if field in value else "options"
        children = list(value.get(field) or ())
        at = next((i for i, child in enumerate(children) if str(child.get(key)) == more[0]), None)
        return () if at is None else (field, at, *_field(more[1:], children[at], inside_list=False))
    return (name,) if name in value else ()


def _plant(tree: dict[Any, Any], path: list[Any], message: str) -> None:
    for step in path:
        tree = tree.setdefault(step, {})
    tree.setdefault(None, []).append(message)


def _stream_error(tree: Mapping[Any, Any]) -> ValidationError:
    errors = {index: _struct_error(branch) for index, branch in tree.items() if index is not None}
    return StreamBlockValidationError(block_errors=errors, non_block_errors=tree.get(None))


def _struct_error(tree: Mapping[Any, Any]) -> ValidationError:
    errors: dict[str, ValidationError] = {}
    for name, branch in tree.items():
        if name is None:
            continue
        indexed = [key for key in branch if isinstance(key, int)]
        if not indexed:
            errors[name] = ValidationError(branch[None])
        elif name == "questions":
            errors[name] = _stream_error(branch)
        else:
            listed = {index: _struct_error(branch[index]) for index in indexed}
            errors[name] = ListBlockValidationError(block_errors=listed, non_block_errors=branch.get(None))
    return StructBlockValidationError(block_errors=errors, non_block_errors=tree.get(None))
