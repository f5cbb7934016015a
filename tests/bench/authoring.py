"""Writing questionnaires: opening the editor of one with 60 questions, freezing it, publishing it, simulating it."""

import os
import statistics
import time
from collections.abc import Callable

from surveys.definition.document import Document, Section
from surveys.questions import LikertQuestion, MultipleQuestion, NumberQuestion, Option, SingleQuestion, TextQuestion

from .questions import STATEMENT, label
from .servers import serving

QUESTIONS, PORT, TIMES = 60, 8731, 5
EDITOR_LIMIT, FREEZE_LIMIT = 3.0, 1.0  # seconds, as issue and design ask


def document() -> Document:
    """Ten sections of six: the kinds an author uses most, every third with a condition."""
    sets = {"AGREE": _options(5, scale=True)}
    sections = []
    for s in range(QUESTIONS // 6):
        codes = [f"Q{s * 6 + n:02d}" for n in range(6)]
        sets[codes[0]], sets[codes[1]] = _options(4), _options(8)
        shown = f"{codes[0]} == o1"
        sections.append(
            Section(
                code=f"S{s}",
                title=label(f"Section {s}"),
                questions=(
                    SingleQuestion(code=codes[0], label=label(f"Choice: {STATEMENT}"), options=codes[0], required=True),
                    MultipleQuestion(code=codes[1], label=label(f"Choices: {STATEMENT}"), options=codes[1], maximum=3),
                    LikertQuestion(code=codes[2], label=label(f"Item: {STATEMENT}"), options="AGREE"),
                    LikertQuestion(code=codes[3], label=label(f"Item: {STATEMENT}"), options="AGREE", show_if=shown),
                    NumberQuestion(code=codes[4], label=label(f"Number: {STATEMENT}"), minimum=0, maximum=600, show_if=shown),
                    TextQuestion(code=codes[5], label=label(f"Text: {STATEMENT}")),
                ),
            )
        )
    return Document(code="SIXTY", title=label("Sixty questions"), option_sets=sets, sections=tuple(sections))


def _options(length: int, *, scale: bool = False) -> tuple[Option, ...]:
    return tuple(Option(code=f"o{n}", label=label(f"Option {n}"), value=float(n) if scale else None) for n in range(1, length + 1))


def run() -> None:
    import django

    django.setup()
    from django.contrib.auth import get_user_model
    from django.core.management import call_command

    from surveys.definition.publishing import document_of, import_draft, refusals

    call_command("migrate", verbosity=0)
    questionnaire = import_draft(document=document())
    get_user_model().objects.create_superuser("bench", "bench@example.org", "bench-parola-1963")
    draft = questionnaire.get_latest_revision_as_object()
    _say(f"freeze a draft of {QUESTIONS} questions", _median(lambda: document_of(questionnaire)), FREEZE_LIMIT)
    _say("freeze and check it, as at publication", _median(lambda: refusals(draft)), FREEZE_LIMIT)
    browser = os.environ.get("BROWSER", "/usr/bin/chromium")
    if os.path.exists(browser):
        opened = _open_in_browser(browser, f"/admin/surveys/questionnaires/edit/{questionnaire.pk}/")
        _say("open its editor in Chromium, last block drawn", opened, EDITOR_LIMIT)


def _say(what: str, seconds: float, limit: float) -> None:
    print(f"  {what:48}{seconds:7.3f} s = {seconds / limit:5.2f} x the limit of {limit:g} s", flush=True)


def _median(work: Callable[[], object]) -> float:
    def once() -> float:
        began = time.perf_counter()
        work()
        return time.perf_counter() - began

    return statistics.median(once() for _ in range(TIMES))


def _open_in_browser(path: str, address: str) -> float:
    """From the request to the last block drawn, assets already in the browser's cache as in a working day; median."""
    from playwright.sync_api import sync_playwright  # a development dependency, wanted by this part alone

    with serving("mik_site.wsgi", port=PORT, environment={}) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-background-networking"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        root = f"http://127.0.0.1:{server.port}"
        page.goto(f"{root}/admin/login/")
        page.fill("[name=username]", "bench")
        page.fill("[name=password]", "bench-parola-1963")
        page.click("button[type=submit]")
        taken = []
        for _ in range(TIMES):
            began = time.perf_counter()
            page.goto(root + address)
            page.wait_for_selector(f'[name="sections-{QUESTIONS // 6 - 1}-value-questions-5-value-code"]', state="attached")
            taken.append(time.perf_counter() - began)
        browser.close()
    return statistics.median(taken)
