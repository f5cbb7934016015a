"""A questionnaire tried out before it is launched: its branches, a walk through its pages, a rehearsal of its results.

Of the draft under way, and of every version. Nothing of it is stored.
"""

from collections.abc import Callable, Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from surveys.definition.simulation import simulate
from surveys.reports.reading import reading_language

from .simulation_report import Report
from .simulation_results import results
from .simulation_subject import NAMES, Of, head, subject
from .walk import pages, walk


@require_safe
def simulation(request: HttpRequest, of: Of, pk: int) -> HttpResponse:
    found = subject(request, of, pk)
    context = head(found, request)
    if found.document.questions:
        report = Report(simulate(found.document), reading_language())
        page = _page(request, report.pages)
        context |= {
            "report": report,
            "simulation": report.simulation,
            "findings": list(report.findings()),
            "lines": report.branches(page),
            "page": page,
        }
    return render(request, "surveys/design/simulation.html", context)


def _page(request: HttpRequest, pages: int) -> int:
    given = request.GET.get("page", "1")
    if not (given.isascii() and given.isdigit() and 1 <= int(given[:6]) <= max(pages, 1)):
        raise Http404
    return int(given)


def urls(render_preview: Callable[..., HttpResponse]) -> list[URLPattern]:
    """render_preview   draws the pages as respondents see them: surveys.respond.preview, which this package may not know"""

    def of(kind: Of, base: str) -> Iterator[URLPattern]:
        name, known = NAMES[kind], {"of": kind}
        yield path(f"{base}/simulation/", simulation, known, name=name)
        yield path(f"{base}/simulation/results/", results, known, name=f"{name}_results")
        yield path(f"{base}/simulation/walk/", walk, known, name=f"{name}_walk")
        yield path(f"{base}/simulation/pages/", pages, {**known, "preview": render_preview}, name=f"{name}_pages")

    return [*of("draft", "surveys/design/<int:pk>"), *of("version", "surveys/versions/<int:pk>")]
