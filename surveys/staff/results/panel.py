"""The first thing a representative sees after signing in: their programs and three numbers each."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from wagtail.admin.ui.components import Component

from home.collation import sort_key
from surveys.reports.overview import overview
from surveys.reports.periods import released_periods
from surveys.reports.reading import reading_language

from .access import readable_programs, reads_results

MOST_PROGRAMS = 6


class ResultsPanel(Component):
    name = "results"
    template_name = "surveys/staff/results/panel.html"
    order = 50

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        request = parent_context["request"]
        today = timezone.localdate()
        if not reads_results(request.user, today=today):
            return {"overview": None}
        programs = sorted(readable_programs(request.user, today=today), key=lambda program: sort_key(program.name))
        period = released_periods().find("")
        shown = overview(programs=programs[:MOST_PROGRAMS], period=period, language=reading_language())
        return {"overview": shown, "period": period, "more": max(0, len(programs) - MOST_PROGRAMS)}
