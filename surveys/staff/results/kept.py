"""The rendered parts of a unit's screen, kept for as long as nothing they show can change.

Released tables never change. What else a screen shows, and may change, is in the name under which it is kept: which releases stand,
what was decided about versions, national figures, names, reviewed texts, the language.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Count, Max, Sum
from django.template.loader import render_to_string

from surveys.models import Benchmark, Comparison
from surveys.reports.dashboard import Dashboard
from surveys.reports.periods import Period, Periods
from surveys.reports.texts import Texts
from surveys.reports.units import Subject

KEPT = 15 * 60  # seconds; a new version of the program shows itself after that at the latest


@dataclass(frozen=True, slots=True)
class Parts:
    head: str
    body: str


def parts_of(
    *,
    subject: Subject,
    periods: Periods,
    period: Period,
    language: str,
    texts: Texts | None,
    build: Callable[[], Dashboard | None],
) -> Parts | None:
    """None where `build` gives None. Two queries where the parts are kept already."""
    name = _name(subject, periods, period, language, texts)
    found: Parts | None = cache.get(name)
    if found is None and (dashboard := build()) is not None:
        head, body = (
            render_to_string(f"surveys/staff/results/dashboard_{part}.html", {"dashboard": dashboard}) for part in ("head", "body")
        )
        found = Parts(head, body)
        cache.set(name, found, KEPT)
    return found


def _name(subject: Subject, periods: Periods, period: Period, language: str, texts: Texts | None) -> str:
    releases = [(released.pk, str(released.wave)) for each in periods.all for released in each.waves]
    decided = Comparison.objects.aggregate(Max("decided_at"), Max("pk"), Count("pk"))
    national = Benchmark.objects.aggregate(Max("pk"), Count("pk"), Sum("value"), Sum("year"))
    known = repr((language, subject, period.key, releases, texts, sorted(decided.items()), sorted(national.items())))
    return f"results-screen-{hashlib.sha256(known.encode()).hexdigest()}"
