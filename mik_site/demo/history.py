"""The waves of past years, brought in through the bulk import verb like anybody's old surveys."""

import csv
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from home.models import User
from surveys.definition.compiled import Compiled, compile_version
from surveys.fielding.framing import Stratum, record_frame
from surveys.fielding.importing import import_responses
from surveys.fielding.objectives import freeze_objectives
from surveys.fielding.releasing import release_wave
from surveys.models import Cycle, Questionnaire, Wave
from surveys.questions import Value

from .answers import Person, Respondents
from .objectives import slots_on
from .traits import Traits

ISTANBUL = ZoneInfo("Europe/Istanbul")
_REACHED = {"MYM": 0.72, "MIA": 0.62}  # share of graduates with a working address
_EMPLOYERS_A_YEAR = 1000


@dataclass(frozen=True, slots=True)
class Fielded:
    """Rows of one import file, and the frame they came from."""

    rows: list[dict[str, str]]
    strata: list[Stratum]


def bring_in(*, code: str, year: int, base_year: int, traits: Sequence[Traits], seed: int, by: User) -> Wave:
    """One closed and released wave of `year`, labelled synthetic."""
    questionnaire = Questionnaire.objects.get(code=code)
    compiled = compile_version(questionnaire.versions.latest("number"))
    respondents = Respondents(compiled, seed=seed, base_year=base_year, programs=[t.program.code for t in traits])
    fielded = _employers(respondents, year, traits, seed) if code == "IMA" else _graduates(respondents, code, year, traits, seed)
    now = _fielded_on(year)
    cycle, _ = Cycle.objects.get_or_create(year=year)
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{code}-{year}.csv"
        _write(path, compiled, fielded.rows)
        wave = import_responses(
            questionnaire=questionnaire,
            path=path,
            wave_name=str(year),
            program_column="program",
            cohort_column=None if code == "IMA" else "cohort",
            organisation_column="organisation" if code == "IMA" else None,
            cycle=cycle,
            synthetic=True,
            close=True,
            now=now,
            by=by,
        ).wave
    if wave is None:
        raise ValueError(f"no row of {code} {year} was taken")
    if fielded.strata:
        record_frame(wave=wave, strata=fielded.strata)
    freeze_objectives(wave=wave, now=now)
    release_wave(wave=wave, by=by, now=now, breakdown="" if code == "IMA" else "cohort")
    return wave


def _fielded_on(year: int) -> datetime:
    return datetime(year, 6, 30, 12, tzinfo=ISTANBUL)


def _graduates(respondents: Respondents, code: str, year: int, traits: Sequence[Traits], seed: int) -> Fielded:
    draw = random.Random(f"{seed}/{code}/{year}")
    slots = slots_on(_fielded_on(year).date())
    rows, strata = [], []
    for t in traits:
        places = slots.get(t.program.pk, frozenset())
        for cohort in (year - 1, year - 3):
            population = max(1, round(t.size * draw.uniform(0.85, 1.15)))
            invited = sum(draw.random() < _REACHED[code] for _ in range(population))
            replied = sum(draw.random() < t.response for _ in range(invited))
            strata.append(Stratum(t.program.pk, cohort, population, invited, replied))
            for _ in range(replied):
                answers = respondents.answer(Person(t, year, draw), slots=places)
                rows.append({"program": t.program.code, "cohort": str(cohort), **_cells(answers)})
    return Fielded(rows, strata)


def _employers(respondents: Respondents, year: int, traits: Sequence[Traits], seed: int) -> Fielded:
    draw = random.Random(f"{seed}/IMA/{year}")
    rated = draw.choices(traits, [t.size for t in traits], k=_EMPLOYERS_A_YEAR)
    rows = []
    for t in rated:
        answers = respondents.answer(Person(t, year, draw, known={"program": t.program.code}))
        rows.append({"program": str(answers.get("I09") or ""), "organisation": str(draw.randint(1, 400)), **_cells(answers)})
    return Fielded(rows, [])


def _cells(answers: dict[str, Value]) -> dict[str, str]:
    return {code: " ".join(value) if isinstance(value, list) else value for code, value in answers.items() if value is not None}


def _write(path: Path, compiled: Compiled, rows: Sequence[dict[str, str]]) -> None:
    header = ["program", "cohort", "organisation", *compiled.document.variables]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, restval="")
        writer.writeheader()
        writer.writerows(rows)


def years(today: date) -> Iterator[int]:
    """The three cycles the demo has results of; the last is this year."""
    return iter(range(today.year - 2, today.year + 1))
