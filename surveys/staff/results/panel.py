"""The first thing a representative sees after signing in: their programs and three numbers each.

Who answers for more programs than a home screen holds sees the university, and the way to where to act.
"""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from wagtail.admin.ui.components import Component

from home.collation import sort_key
from surveys.reports.overview import overview
from surveys.reports.periods import released_periods
from surveys.reports.reading import reading_language

from .access import readable_faculties, readable_programs, reads_results, reads_university

MOST_PROGRAMS = 6  # with a card each; above that, the university and the way to the list
MOST_FACULTIES = 3


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
        wide = len(programs) > MOST_PROGRAMS  # the first six of the alphabet would say nothing to someone who answers for all
        faculties = list(readable_faculties(request.user, today=today)) if wide else []
        return {
            "overview": overview(programs=[] if wide else programs, period=period, language=reading_language()),
            "period": period,
            "programs": len(programs),
            "wide": wide,
            "whole": wide and reads_university(request.user, today=today),
            "faculties": faculties if len(faculties) <= MOST_FACULTIES else [],
        }
