"""The same drawings for paper: nothing relative is left in them, so that a printer's simpler reader of SVG draws them alike.

On a screen a drawing reflows: positions are percentages of nested pictures, colours are names that the page fills, and words on
stripes have a halo painted first. On paper there is one width, the colours are literal, and every position is a number.
"""

import re
from collections.abc import Mapping
from copy import deepcopy
from xml.etree.ElementTree import Element, fromstring, tostring

_SVG = "http://www.w3.org/2000/svg"
_HORIZONTAL = ("x", "x1", "x2", "cx", "width")
_NAMED = re.compile(r"var\(--chart-([a-z0-9-]+), [A-Za-z]+\)")

# The light theme of css/charts.css; "ink" stands for currentColor.
LIGHT: Mapping[str, str] = {
    "ink": "#10242f",
    "muted": "#475f6b",
    "grid": "#d3dde2",
    "surface": "#ffffff",
    "own": "#0a6877",
    "faculty": "#7a5a00",
    "university": "#8a2f6b",
    "earlier": "#5f6c73",
    "required": "#a3420c",
    "employer": "#1b6640",
    "gap": "#d98b5c",
    "step-1": "#9c3d16",
    "step-2": "#e8a87c",
    "step-3": "#d5d9d6",
    "step-4": "#84bcc7",
    "step-5": "#0a6877",
    "ink-1": "#ffffff",
    "ink-2": "#10242f",
    "ink-3": "#10242f",
    "ink-4": "#10242f",
    "ink-5": "#ffffff",
}


def on_paper(svg: str, *, width: float, face: str, colours: Mapping[str, str] = LIGHT) -> str:
    """A drawing of this package as it is printed.

    svg      as `drawing` or `swatch` made it: ours, so that it is read without suspicion
    width    of the drawing's own space, in its pixels; the page scales it to the place it gets
    face     font family of its words

    The one text a printed picture is known by holds title and description.
    """
    root = fromstring(svg)  # noqa: S314  (made here a moment ago, every text in it escaped)
    for node in root.iter():
        node.tag = node.tag.rpartition("}")[2]  # one name space, said once, without a prefix
    height = root.attrib.pop("height")
    for name in ("width", "overflow"):
        root.attrib.pop(name, None)
    said = [part for name in ("title", "desc") if (child := root.find(name)) is not None and (part := child.text)]
    for child in [child for child in root if child.tag in {"title", "desc"}]:
        root.remove(child)
    _settle(root, width, colours)
    if said:
        title = Element("title")
        title.text = " ".join(part if part[-1] in ".?!" else f"{part}." for part in said)
        root.insert(0, title)
    root.attrib.update({"xmlns": _SVG, "viewBox": f"0 0 {width:g} {height}", "font-family": face})
    return tostring(root, encoding="unicode")


def _settle(node: Element, width: float, colours: Mapping[str, str]) -> None:
    """Settle everything of the node and below in a space of this width."""
    for name, value in node.attrib.items():
        literal = _NAMED.sub(lambda found: colours[found[1]], value)
        node.attrib[name] = colours["ink"] if literal == "currentColor" else literal
    children: list[Element] = []
    for child in list(node):
        inner = width
        if child.tag == "svg":
            inner = _length(child.attrib.pop("width", "100%"), width)
            x, y = (_length(child.attrib.pop(name, "0"), width) for name in ("x", "y"))
            child.attrib.pop("overflow", None)
            child.tag = "g"
            child.attrib["transform"] = f"translate({x:g} {y:g})"
        for name in _HORIZONTAL:
            if name in child.attrib:
                child.attrib[name] = f"{_length(child.attrib[name], width):g}"
        _settle(child, inner, colours)
        children += _with_halo(child)
        node.remove(child)
    node.extend(children)


def _length(value: str, width: float) -> float:
    return float(value[:-1]) * width / 100 if value.endswith("%") else float(value)


def _with_halo(node: Element) -> list[Element]:
    """Words painted twice, outline below: `paint-order` is not known everywhere."""
    if node.attrib.pop("paint-order", None) is None:
        return [node]
    halo = deepcopy(node)
    halo.attrib["fill"] = node.attrib["stroke"]
    for name in ("stroke", "stroke-width", "stroke-linejoin"):
        node.attrib.pop(name, None)
    return [halo, node]
