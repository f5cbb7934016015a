"""Who may touch the tables that hold a promise to a respondent, read off the code itself."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APPS = ("surveys", "departments", "stories", "home", "mik_site")

MAY_IMPORT = {
    "Response": {"surveys/collection", "surveys/results/snapshot.py", "surveys/models", "surveys/guards.py"},
    "Sealed": {"surveys/collection", "surveys/models", "surveys/guards.py"},
    "Sitting": {"surveys/collection", "surveys/models"},
}


def importers(name: str) -> set[str]:
    """Files of the product that import a model of this name."""
    found = set()
    for app in APPS:
        for path in (ROOT / app).rglob("*.py"):
            if "migrations" in path.parts:
                continue
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.ImportFrom) and "models" in (node.module or "") and any(alias.name == name for alias in node.names):
                    found.add(str(path.relative_to(ROOT)))
    return found


@pytest.mark.parametrize("name", sorted(MAY_IMPORT))
def test_tables_with_a_promise_are_touched_only_where_the_design_says(name):
    outside = {file for file in importers(name) if not any(file.startswith(place) for place in MAY_IMPORT[name])}
    assert outside == set()


@pytest.mark.parametrize("name", ["Response", "TextAnswer", "Sealed", "Sitting"])
def test_what_was_said_has_no_column_that_points_at_a_person_or_a_moment(name):
    from django.apps import apps
    from django.db import models

    fields = apps.get_model("surveys", name)._meta.get_fields()
    moments = [f.name for f in fields if isinstance(f, (models.DateField, models.TimeField, models.GenericIPAddressField))]
    people = {"graduate", "graduation", "invitation", "contact", "employercontact"}
    persons = [f.name for f in fields if f.is_relation and f.related_model and f.related_model._meta.model_name in people]
    assert (moments, persons) == ([], [])


def test_rights_and_results_read_no_clock_of_their_own():
    """Below the views and commands, now and today are passed in."""
    lower = [
        "surveys/stats",
        "surveys/disclosure",
        "surveys/questions",
        "surveys/definition",
        "surveys/collection",
        "surveys/results",
        "surveys/models",
    ]
    asked_by_wagtail = {"surveys/models/approval.py"}  # a workflow task is asked who may act, and is given no day to answer for
    calls = {"timezone.now", "datetime.now", "date.today", "timezone.localdate", "timezone.localtime", "time.time"}
    found = [
        f"{path.relative_to(ROOT)}: {ast.unparse(node.func)}"
        for folder in lower
        for path in (ROOT / folder).rglob("*.py")
        if str(path.relative_to(ROOT)) not in asked_by_wagtail
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in calls
    ]
    assert found == []
