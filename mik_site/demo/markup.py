"""The small markup of the seed files, made into StreamField values.

Paragraphs are separated by empty lines; a paragraph whose lines begin with "- " is a list; **strong**; [label](address), where the
address is that of another page of the same language (hakkimizda/yonerge) or begins with https://.
"""

import re
from collections.abc import Mapping
from html import escape
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from wagtail.models import Page

_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
_STRONG = re.compile(r"\*\*(.+?)\*\*")


class Links:
    """Pages by address; an address nobody has is an error in the seed file."""

    def __init__(self, pages: Mapping[str, Page]) -> None:
        self._pages = pages

    def pk(self, path: str) -> int:
        return self._pages[path].pk

    def anchor(self, match: re.Match[str]) -> str:
        label, target = match.groups()
        if target.startswith("https://"):
            return f'<a href="{target}">{label}</a>'
        return f'<a linktype="page" id="{self.pk(target)}">{label}</a>'


def rich_text(text: str, links: Links) -> str:
    return "".join(_paragraph(part, links) for part in re.split(r"\n\s*\n", text.strip()))


def _paragraph(text: str, links: Links) -> str:
    if text.lstrip().startswith("- "):
        items = re.split(r"(?:^|\n)\s*- ", text)[1:]
        return "<ul>" + "".join(f"<li>{_inline(item, links)}</li>" for item in items) + "</ul>"
    return f"<p>{_inline(text, links)}</p>"


def _inline(text: str, links: Links) -> str:
    escaped = escape(" ".join(text.split()), quote=False)
    return _STRONG.sub(r"<b>\1</b>", _LINK.sub(links.anchor, escaped))


def body_value(body: list[dict[str, Any]], links: Links) -> list[dict[str, Any]]:
    """Raw StreamField data. Block ids follow from the content, so that the same seed gives the same site."""
    blocks = []
    for number, entry in enumerate(body):
        ((kind, value),) = entry.items()
        name, converted = _block(kind, value, links)
        blocks.append({"type": name, "value": converted, "id": str(uuid5(NAMESPACE_URL, f"{number}/{entry}"))})
    return blocks


def _block(kind: str, value: Any, links: Links) -> tuple[str, Any]:
    if kind in ("heading", "subheading"):
        return "heading", {"text": value, "level": "h2" if kind == "heading" else "h3"}
    if kind == "text":
        return kind, rich_text(value, links)
    if kind == "quote":
        return kind, {"person": "", "role": "", **value}
    if kind == "notice":
        return kind, {**value, "text": rich_text(value["text"], links)}
    if kind == "accordion":
        return kind, {"items": [{**item, "answer": rich_text(item["answer"], links)} for item in value]}
    if kind == "statistics":
        return kind, {"items": value}
    if kind == "table":
        columns = [{"type": "text", "heading": heading} for heading in value["columns"]]
        return kind, {
            "caption": value["caption"],
            "table": {"columns": columns, "rows": [{"values": row} for row in value["rows"]], "caption": ""},
        }
    if kind == "call_to_action":
        return kind, {**value, "page": links.pk(value["page"]), "url": ""}
    if kind == "link_cards":
        cards = [{**card, "page": links.pk(card["page"]), "url": ""} for card in value["cards"]]
        return kind, {"heading": value.get("heading", ""), "cards": cards}
    raise ValueError(f"the seed files know no block {kind!r}")
