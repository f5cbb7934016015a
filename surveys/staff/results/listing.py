"""What the list of programs is asked to show: all of it stands in the address, so that a view can be kept and sent."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from urllib.parse import urlencode

from departments.models import Faculty, Level
from home.collation import fold, sort_key
from surveys.reports.overview_lines import SORTS, Line, sort_lines
from surveys.reports.pressing import Reason

PER_PAGE = 50
NAMED = 5  # programs named under one reason


@dataclass(frozen=True, slots=True)
class Listing:
    """sort: a column, with a minus before it from the top down. act: only where there is a reason to act."""

    wave: str = ""
    sort: str = "name"
    faculty: str = ""
    level: str = ""
    text: str = ""
    act: str = ""
    page: int = 1

    @property
    def by(self) -> str:
        return self.sort.removeprefix("-")

    @property
    def descending(self) -> bool:
        return self.sort.startswith("-")

    def link(self, **changes: object) -> str:
        """The same list with something changed; a change of anything but the page begins at page 1."""
        asked = asdict(replace(self, **{"page": 1, **changes}))  # type: ignore[arg-type]  # names of fields
        usual = asdict(Listing())
        return "?" + urlencode({name: value for name, value in asked.items() if value != usual[name]})


@dataclass(frozen=True, slots=True)
class Page:
    """lines: of this page; found: how many there are on all; links to the pages beside it, empty at the ends."""

    lines: tuple[Line, ...]
    found: int
    number: int
    pages: int
    before: str
    after: str


def read_listing(query: Mapping[str, str]) -> Listing | None:
    """None where something is asked for that does not exist."""
    page = query.get("page", "1")
    listing = Listing(
        wave=query.get("wave", ""),
        sort=query.get("sort", "") or "name",
        faculty=query.get("faculty", ""),
        level=query.get("level", ""),
        text=query.get("text", "").strip()[:80],
        act="1" if query.get("act") else "",
        page=int(page) if page.isdecimal() and 0 < int(page) < 10_000 else 0,
    )
    known = listing.by in SORTS and listing.page and (not listing.level or listing.level in Level.values)
    return listing if known else None


def page_of(lines: Sequence[Line], listing: Listing) -> Page | None:
    """None beyond the last page."""
    found = [line for line in sort_lines(lines, by=listing.by, descending=listing.descending) if _wanted(line, listing)]
    pages = max(1, -(-len(found) // PER_PAGE))
    if listing.page > pages:
        return None
    start = (listing.page - 1) * PER_PAGE
    return Page(
        lines=tuple(found[start : start + PER_PAGE]),
        found=len(found),
        number=listing.page,
        pages=pages,
        before=listing.link(page=listing.page - 1) if listing.page > 1 else "",
        after=listing.link(page=listing.page + 1) if listing.page < pages else "",
    )


def _wanted(line: Line, listing: Listing) -> bool:
    program = line.program
    if listing.faculty and program.department.faculty.code != listing.faculty:
        return False
    if listing.level and program.level != listing.level:
        return False
    if listing.act and not line.reasons:
        return False
    return all(word in fold(f"{program.name} {program.department.name} {program.code}") for word in fold(listing.text).split())


def faculties_of(lines: Sequence[Line]) -> list[Faculty]:
    """Of the programs of these lines, in Turkish order."""
    found = {line.program.department.faculty.code: line.program.department.faculty for line in lines}
    return sorted(found.values(), key=lambda faculty: sort_key(faculty.name))


@dataclass(frozen=True, slots=True)
class Pressing:
    """Programs under one reason, the most pressing first; `more` of them are not named."""

    reason: Reason
    lines: tuple[Line, ...]
    more: int


def pressing(lines: Sequence[Line]) -> list[Pressing]:
    orders: dict[Reason, str] = {"below": "satisfaction", "few_replies": "rate", "withheld": "name"}
    found = []
    for reason, by in orders.items():
        named = sort_lines([line for line in lines if reason in line.reasons], by=by, descending=False)
        if named:
            found.append(Pressing(reason, tuple(named[:NAMED]), max(0, len(named) - NAMED)))
    return found
