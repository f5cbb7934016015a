"""HTML of a LimeSurvey text as plain text, and what of it cannot be kept. Takes time in proportion to the length, whatever it holds."""

import html
import re
import unicodedata
from dataclasses import dataclass, field

_TAG = re.compile(r"""<(/?)([A-Za-z][\w:-]*)((?:[^"'<>]|"[^"]*"|'[^']*')*+)>""")
_UNFINISHED = re.compile(r"""</?[A-Za-z][\w:-]*(?:[^"'<>]|"[^"]*"|'[^']*')*+""")
_ADDRESS = re.compile(r"""(?:^|\s)(?:src|href|data)\s*=\s*("[^"]*"|'[^']*'|[^\s"']+)""", re.IGNORECASE)

_BREAKS = frozenset(["br", "p", "div", "ul", "ol", "table", "tr", "blockquote", "hr", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "section"])
_SKIPPED = {"script": re.compile("</script", re.IGNORECASE), "style": re.compile("</style", re.IGNORECASE)}
_LOST = {
    **dict.fromkeys(["img", "svg", "canvas"], "image"),
    **dict.fromkeys(["iframe", "video", "audio", "object", "embed"], "media"),
    **dict.fromkeys(["input", "select", "textarea", "button", "form"], "form"),
    "a": "link",
    "script": "script",
}


@dataclass(frozen=True, slots=True)
class Plain:
    """lost: (kind, address) of what the text does not keep; kind is image, media, form, link or script."""

    text: str
    lost: tuple[tuple[str, str], ...] = ()


@dataclass
class _Reading:
    pieces: list[str] = field(default_factory=list)
    lost: list[tuple[str, str]] = field(default_factory=list)
    broken: bool = False  # a tag breaks lines, so line ends of the source are mere blanks

    def say(self, source: str) -> None:
        self.pieces.append(html.unescape(source))


def plain(source: str) -> Plain:
    reading = _Reading()
    at, length = 0, len(source)
    while at < length:
        found = source.find("<", at)
        if found < 0:
            found = length
        reading.say(source[at:found])
        at = _markup(source, found, reading) if found < length else length
    return Plain(_tidy("".join(reading.pieces), broken=reading.broken), tuple(dict.fromkeys(reading.lost)))


def _markup(source: str, at: int, reading: _Reading) -> int:
    """Reads what begins with the `<` at `at`; where reading goes on."""
    if source.startswith("<!--", at):
        return _after(source, "-->", at + 4)
    if tag := _TAG.match(source, at):
        return _tag(source, tag, reading)
    if source.startswith(("<!", "<?"), at):
        return _after(source, ">", at)
    unfinished = _UNFINISHED.match(source, at)
    if unfinished and (unfinished.end() == len(source) or source[unfinished.end()] in "\"'"):
        reading.say(source[at:])  # no tag can end any more: the rest is text
        return len(source)
    reading.pieces.append("<")
    return at + 1


def _after(source: str, end: str, at: int) -> int:
    found = source.find(end, at)
    return len(source) if found < 0 else found + len(end)


def _tag(source: str, tag: re.Match[str], reading: _Reading) -> int:
    closing, name = bool(tag[1]), tag[2].lower()
    if kind := "" if closing else _LOST.get(name, ""):
        address = _ADDRESS.search(tag[3])
        reading.lost.append((kind, html.unescape(address[1].strip("\"'")).strip()[:200] if address else ""))
    if name in _BREAKS or name == "li":
        reading.broken = True
        reading.pieces.append("\0- " if name == "li" and not closing else "\0")
    elif name in {"td", "th"}:
        reading.pieces.append(" ")
    if name in _SKIPPED and not closing:
        end = _SKIPPED[name].search(source, tag.end())
        return end.start() if end else len(source)
    return tag.end()


def _tidy(text: str, *, broken: bool) -> str:
    """\\0 marks a line end made by a tag. Control characters and halves of surrogate pairs go; blanks are single."""
    lines = re.split("\0+" if broken else "\0|\r\n?|\n", text)
    kept = ["".join(c for c in line if unicodedata.category(c) not in {"Cc", "Cs"} or c.isspace()) for line in lines]
    single = [" ".join(line.split()) for line in kept]
    return re.sub("\n{3,}", "\n\n", "\n".join(line for line in single if line or not broken)).strip()
