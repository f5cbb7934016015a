"""Every role at every address, file and answer of the API, against one table; what is not in the table does not pass either."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.urls import URLResolver, get_resolver, resolve
from django.utils import timezone

from surveys.exports import jobs, kinds, report_jobs, storage
from surveys.models import Export, Release
from surveys.reports.periods import released_periods

from .table import ADDRESSES, COLUMNS, FILES, lines

ROOTS = ("admin/results/", "admin/release/", "admin/explorer/", "admin/exports/", "admin/snippets/surveys/benchmark/", "api/v1/")
WAGTAILS_OWN = tuple(f"admin/snippets/surveys/benchmark/{page}" for page in ("usage/", "history/", "history-results/"))  # no figure of ours
GIVEN = {
    "/admin/results/10210/files/": {"kind": "accreditation", "language": "tr", "mean": "3", "share": "70", "level": "4", "rule": "mean"},
    "/admin/results/faculty/F1/files/": {"language": "tr"},
    "/admin/exports/ask/": {"kind": kinds.RESULTS_XLSX, "unit": ["program:10210"], "name": "MYM 2026"},
    "/admin/exports/microdata/{wave}/": {
        "kind": kinds.MICRODATA_CSV, "answers": "codes", "language": "tr", "reason": "Bölüm öz değerlendirme raporu için.",
    },
    "/admin/explorer/{wave}/reason/": {"reason": "Bölüm kurulu için", "question": "rows=A16"},
    "/admin/explorer/{wave}/save/": {"name": "B", "question": "rows=A16"},
    "/admin/explorer/views/{view}/rename/": {"name": "C"},
    "/admin/snippets/surveys/benchmark/edit/{benchmark}/": {
        "indicator": "K04", "level": "", "value": "79", "year": "2023", "about_tr": "Ülke", "about_en": "Country",
        "source": "YÖK", "address": "",
    },
}  # fmt: skip
BUTTON = {"sure": "1", "reason": "Yanlış sıklık tablosu", "withhold": "1", "note": ""}  # of the release pages


def routes(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern).removeprefix("^")
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, route)
        else:
            yield route


def test_every_address_of_results_has_a_line_in_the_table():
    known = {resolve(line.split()[1].split("?")[0].format(wave=1, file=1, view=1, benchmark=1)).route for line in lines(ADDRESSES)}
    there = {route for route in routes(get_resolver()) if route.startswith(ROOTS) and not route.startswith(WAGTAILS_OWN)}
    assert there - known == set()


def test_every_kind_of_file_has_a_line_in_the_table():
    assert {line.split()[0] for line in lines(FILES)} == set(jobs.KINDS)


def word_for(response) -> str:
    if response.streaming:
        b"".join(response)  # a file is read to its end, and closed
    if response.status_code != 302:
        return {200: "ok", 403: "no", 404: "none", 409: "late"}.get(response.status_code, str(response.status_code))
    return {"/admin/login/": "login", "/admin/": "home"}.get(response.url.split("?")[0], "done")


def answered(client, line: str, places: dict[str, int], release: int) -> str:
    """What the line's address answers, and the database as it was before."""
    method, address = line.split()
    path = address.format(**places)
    with transaction.atomic():
        if method == "GET":
            response = client.get(path)
        else:
            response = client.post(path, GIVEN.get(address, BUTTON) | ({"release": release} if path == "/admin/exports/ask/" else {}))
        transaction.set_rollback(True)
    return word_for(response)


@pytest.mark.parametrize("who", COLUMNS)
def test_what_everybody_gets_at_every_address(house, client, who):
    owner = house.person("analyst" if who == "analyst" else "owner")
    places = house.places(owner)
    finish(Export.objects.get(pk=places["file"]), question={"release": house.release.pk, "units": [["program", "10210"]]})
    if who != "visitor":
        client.force_login(owner if who == "analyst" else house.person(who))
    expected = {line: cells[who] for line, cells in lines(ADDRESSES).items()}
    assert {line: answered(client, line, places, house.release.pk) for line in expected} == expected


def finish(export: Export, *, question=None) -> Export:
    """As the worker leaves it."""
    folder = settings.PRIVATE_DIR
    with storage.unfinished(folder) as path:
        path.write_text("x")
        _size, export.sha256 = storage.measure(path)
        path.rename(storage.path_of(export, folder))
    export.state, export.expires_at = Export.State.DONE, timezone.now() + timedelta(days=1)
    export.question = export.question if question is None else question
    export.save()
    return export


def question_of(house, kind: str, what: str) -> dict:
    units, _, texts = what.partition("+")
    pairs = [] if units == "nothing" else [unit.split(":") for unit in units.split(",")]
    if kind in kinds.MICRODATA:
        return {"wave": house.wave.pk, "answers": "codes"}
    if kind in (kinds.RESULTS_XLSX, kinds.RESULTS_CSV):
        return {"release": house.release.pk, "units": pairs}
    periods = released_periods()
    level, code = pairs[0]
    return report_jobs.question(level=level, code=code, periods=periods, period=periods.find("2026"), texts=bool(texts))


@pytest.mark.parametrize("who", COLUMNS)
def test_who_may_ask_for_which_file_and_fetch_it(house, client, who):
    owner = AnonymousUser() if who == "visitor" else house.person(who)
    if who != "visitor":
        client.force_login(owner)
    expected = {line: cells[who] for line, cells in lines(FILES).items()}
    found = {}
    for line in expected:
        kind, what = line.split()
        question = question_of(house, kind, what)
        try:
            jobs.ask(owner=owner, kind=kind, question=question, language="tr", reason="Kurul için gerekli.", now=timezone.now())
            found[line] = "yes"
        except jobs.NotAllowed:
            found[line] = "no"
        if who != "visitor":  # a file that lies there from better days
            left = finish(Export.objects.create(owner=owner, kind=kind, question=question, asked_at=timezone.now(), name="x"))
            fetched = word_for(client.get(f"/admin/exports/{left.pk}/"))
            if (fetched == "ok") != (found[line] == "yes"):
                found[line] += f", fetched: {fetched}"
    assert found == expected


def test_a_withdrawn_release_closes_every_file_to_everybody(house):
    analyst, questions = house.person("analyst"), {line: question_of(house, *line.split()) for line in lines(FILES)}
    Release.objects.update(withdrawn_at=timezone.now())
    asked = {line: jobs.KINDS[line.split()[0]].allowed(analyst, questions[line], timezone.localdate()) for line in questions}
    assert [line for line, allowed in asked.items() if allowed] == ["microdata_csv wave", "microdata_sav wave"]
