"""Answers that lead to a branch, in words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from surveys.questions import Variable
from surveys.questions.period import in_words as period_in_words
from surveys.questions.period import ordinal

from .simulation import DeadEnd, Simulation
from .simulation_values import ELSE, Kind
from .simulation_ways import OBJECTIVES, Way

MOST_LISTED = 3  # options named one by one; of more, the others are named if they are fewer
LONGEST_LABEL = 60


@dataclass(frozen=True, slots=True)
class Clause:
    """What is answered to one variable; `code` is empty for what is true of the respondent's program."""

    code: str
    label: str
    said: str


def clauses(simulation: Simulation, way: Way, *, language: str) -> tuple[Clause, ...]:
    """One way, in the order of the questions. Empty where any answers lead there."""
    found = [Clause("", "", _objectives(simulation, way[OBJECTIVES]))] if OBJECTIVES in way else []
    for code, variable in simulation.document.variables.items():
        if code in way:
            kinds = simulation.kinds[code]
            chosen = [kinds[place] for place in sorted(way[code])]
            found.append(Clause(code, _short(variable.label.in_language(language)), said(variable, chosen, kinds, language)))
    return tuple(found)


def dead_end_in_words(simulation: Simulation, end: DeadEnd, *, language: str) -> str:
    variable, kinds = simulation.document.variables[end.variable], simulation.kinds[end.variable]
    return said(variable, [kinds[place] for place in end.kinds], kinds, language)


def said(variable: Variable, chosen: Sequence[Kind], kinds: Sequence[Kind], language: str) -> str:
    """Any of the chosen kinds of answer, out of all there are."""
    members = [member for kind in chosen for member in kind.members]
    every = [member for kind in kinds for member in kind.members]
    parts: list[str] = []
    match variable.storage:
        case "choice" | "register":
            parts = _options(variable, members, every, language)
        case "choices" | "registers":
            parts = list(_several(variable, members, every, language))
        case "ranking":
            parts = list(_rankings(variable, members, language))
        case "number" | "period":
            parts = list(_ranges(variable, members, language))
        case "text":
            parts = [_("something is written")] if members else []
    answers = either(parts)
    if not any(kind.skipped for kind in chosen):
        return answers
    return _("%(answers)s, or left open") % {"answers": answers} if answers else _("left open")


def either(parts: Sequence[str]) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return _("%(some)s or %(last)s") % {"some": ", ".join(parts[:-1]), "last": parts[-1]}


def both(parts: Sequence[str]) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return _("%(some)s and %(last)s") % {"some": ", ".join(parts[:-1]), "last": parts[-1]}


def _options(variable: Variable, members: Sequence[str], every: Sequence[str], language: str) -> list[str]:
    if variable.measure == "nps":
        return list(_points(sorted(int(code) for code in members)))
    others = [code for code in every if code not in members]
    if len(members) > MOST_LISTED and 0 < len(others) < len(members):
        return [_("anything but %(options)s") % {"options": either(_labels(variable, others, language))}]
    if members and not others:
        return [_("any answer")]
    return _labels(variable, members, language)


def _points(points: Sequence[int]) -> Iterator[str]:
    """Runs of neighbouring points of the scale."""
    starts = [n for n in points if n - 1 not in points]
    ends = [n for n in points if n + 1 not in points]
    for low, high in zip(starts, ends, strict=True):
        yield str(low) if low == high else _("%(low)s to %(high)s") % {"low": low, "high": high}


def _labels(variable: Variable, codes: Iterable[str], language: str) -> list[str]:
    labels = {option.code: f"“{_short(option.label.in_language(language))}”" for option in variable.options}
    known = {**labels, ELSE: _("another program")}
    return [known.get(code, f"“{code}”") for code in codes]


def _several(variable: Variable, sets: Sequence[frozenset[str]], every: Sequence[frozenset[str]], language: str) -> Iterator[str]:
    """By what is always and what is never among the answers, where that tells them apart from all others; else set by set."""
    named = [code for code in [o.code for o in variable.options] or sorted(set().union(*every)) if any(code in s for s in every)]
    always = [code for code in named if all(code in s for s in sets)]
    never = [code for code in named if not any(code in s for s in sets)]
    alike = [s for s in every if s.issuperset(always) and s.isdisjoint(never)]
    if sets and set(alike) == set(sets):
        with_them = both([_("with %(option)s") % {"option": label} for label in _labels(variable, always, language)])
        without = both([_("without %(option)s") % {"option": label} for label in _labels(variable, never, language)])
        yield both([part for part in (with_them, without) if part]) or _("any answer")
        return
    for chosen in sets:
        codes = [code for code in named if code in chosen]
        yield (
            both(_labels(variable, codes, language))
            if codes
            else _("only others than %(options)s") % {"options": both(_labels(variable, named, language))}
        )


def _rankings(variable: Variable, members: Sequence[tuple[tuple[str, ...], frozenset[str]]], language: str) -> Iterator[str]:
    together: dict[frozenset[str], list[str]] = {}
    for firsts, ranked in members:
        together.setdefault(ranked, []).extend(firsts)
    for ranked, leading in together.items():
        words = {"first": either(_labels(variable, leading, language)), "ranked": both(_labels(variable, sorted(ranked), language))}
        yield (_("%(first)s first, %(ranked)s behind it") if ranked else _("%(first)s first")) % words


def _ranges(variable: Variable, members: Sequence[tuple[str, str]], language: str) -> Iterator[str]:
    """Neighbouring ranges as one; a range that reaches an end of what may be answered is open there."""
    period = variable.storage == "period"
    step = Decimal(1).scaleb(-variable.decimals)

    def place(end: str) -> int:
        return ordinal(end) if period else int(Decimal(end) / step)

    whole: list[tuple[str, str]] = []
    for low, high in sorted(members, key=lambda ends: place(ends[0])):
        if whole and place(whole[-1][1]) + 1 == place(low):
            whole[-1] = whole[-1][0], high
        else:
            whole.append((low, high))
    first, last = (
        ((variable.low or 0), (variable.high or 0)) if period else ((variable.low or 0) / float(step), (variable.high or 0) / float(step))
    )
    for low, high in whole:
        words = {"low": _end(variable, low, language), "high": _end(variable, high, language)}
        if low == high:
            yield words["low"]
        elif place(low) <= first and place(high) >= last:
            yield _("any answer")
        elif place(low) <= first:
            yield (_("%(high)s or earlier") if period else _("at most %(high)s")) % words
        elif place(high) >= last:
            yield (_("%(low)s or later") if period else _("at least %(low)s")) % words
        else:
            yield _("%(low)s to %(high)s") % words


def _end(variable: Variable, end: str, language: str) -> str:
    if variable.storage == "period":
        return period_in_words(end, language)
    return end.replace(".", ",") if language == "tr" else end


def _objectives(simulation: Simulation, places: Iterable[int]) -> str:
    counts = sorted(len(simulation.slot_sets[place]) for place in places)
    if counts == [0]:
        return _("The program has no educational objectives of its own")
    if 0 not in counts and len(counts) == len(simulation.slot_sets) - 1:
        return _("The program has educational objectives of its own")
    return _("The program has this many educational objectives of its own: %(counts)s") % {"counts": either([str(n) for n in counts])}


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_LABEL else f"{text[: LONGEST_LABEL - 1]}…"
