"""Results for everybody: the document, its filters, what is refused, what is never there."""

import json

import pytest
from jsonschema import Draft202012Validator

from surveys.definition.document import Document
from surveys.models import QuestionnaireVersion, Release, ReleasedTable
from tests.factories import results
from tests.factories.documents import published
from tests.factories.public import a_public_release, publish_tables, publish_year


def _schema(client):
    return Draft202012Validator(json.loads(client.get("/api/v1/schema/results.json").content))


def _keys(document):
    return {(table["unit"]["level"], table["unit"]["code"], table["variable"]) for table in document["tables"]}


def test_the_document_is_valid_and_says_what_it_is(client, ask, wave):
    document, response = ask("results/MYM/2026/")
    assert list(_schema(client).iter_errors(document)) == []
    named = {name: document[name] for name in ("questionnaire", "version", "wave", "profile", "release", "weighted", "where")}
    assert named == {
        "questionnaire": "MYM", "version": 1, "wave": "2026", "profile": "public", "release": 2, "weighted": False, "where": None,
    }  # fmt: skip
    assert (response["Content-Type"], response["X-Total-Count"], len(document["tables"]), len(document["rates"])) == (
        "application/json", "56", 52, 4,
    )  # fmt: skip


def test_a_withheld_table_has_its_reason_and_no_figure(ask, wave, mechanical):
    document, _ = ask("results/MYM/2026/?unit=10220&variable=A16")
    unit = {"level": "program", "code": "10220", "name": {"tr": "Makine Mühendisliği", "en": "Makine Mühendisliği"}}
    [table] = document["tables"]
    assert {name: value for name, value in table.items() if value is not None and value != []} == {
        "unit": unit, "variable": "A16", "measure": "ordinal", "status": "withheld", "reason": "small_base",
    } | ({"years": 1} if "years" in table else {})  # fmt: skip


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("unit=10210&variable=A16&variable=A20", {("program", "10210", "A16"), ("program", "10210", "A20")}),
        ("level=faculty&variable=A16", {("faculty", "F1", "A16")}),
        ("level=program&variable=A20", {("program", "10210", "A20"), ("program", "10220", "A20")}),
        ("level=university&variable=A16", {("university", "KTU", "A16")}),
    ],
)
def test_filters_narrow_the_tables(ask, wave, query, keys):
    assert _keys(ask(f"results/MYM/2026/?{query}")[0]) == keys


def test_tables_divided_by_a_question_come_only_where_they_were_released(ask, version, civil):
    public = publish_year(version, programs=[civil], breakdown="A17")
    ReleasedTable.objects.create(
        release=public, level="university", unit_code="KTU", variable="A20", by_variable="A17", by_value="4",
        status="released", body=results.nps_body(30, 10, 50, base=500),
    )  # fmt: skip
    divided, _ = ask("results/MYM/2026/?by=A17")
    whole, _ = ask("results/MYM/2026/?variable=A20&level=university")
    refused, response = ask("results/MYM/2026/?by=A16")
    assert [(table["by"], table["nps"]["value"]) for table in divided["tables"]] == [({"variable": "A17", "value": "4"}, 30)]
    assert [(table["by"], table["nps"]["value"]) for table in whole["tables"]] == [(None, 12)]
    assert (response.status_code, [line["parameter"] for line in refused["errors"]]) == (422, ["by"])


def test_years_counted_together_are_asked_for_by_their_number(ask, wave):
    public = wave.releases.get(profile="public")
    ReleasedTable.objects.create(
        release=public, level="program", unit_code="10220", years=3, variable="A20", status="released",
        body=results.nps_body(21, 1, 41, base=40),
    )  # fmt: skip
    document, _ = ask("results/MYM/2026/?years=3")
    _, refused = ask("results/MYM/2026/?years=5")
    assert ([(table["unit"]["code"], table["nps"]["value"]) for table in document["tables"]], refused.status_code) == ([("10220", 21)], 422)


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("unit=99999", "unit"),
        ("level=program&unit=F1", "unit"),
        ("variable=A16&variable=Z99", "variable"),
        ("wave=2025", "wave"),
        ("level=campus", "level"),
        ("limit=0", "limit"),
        ("limit=100000", "limit"),
        ("years=zwei", "years"),
        ("profile=raw", "profile"),
    ],
)
def test_what_cannot_be_used_is_refused_by_name(ask, wave, query, parameter):
    body, response = ask(f"results/MYM/2026/?{query}")
    assert (response.status_code, response["Content-Type"], [line["parameter"] for line in body["errors"]]) == (
        422, "application/problem+json", [parameter],
    )  # fmt: skip


@pytest.mark.parametrize(
    "address", ["results/MYM/1999/", "results/XYZ/2026/", "response-rates/MYM/1999/", "nowhere/", "results/XYZ/trend/?variable=A&unit=B"]
)
def test_what_is_not_there_is_a_problem_and_no_redirect(ask, wave, address):
    body, response = ask(address)
    assert (response.status_code, response["Content-Type"], body["status"], body["title"]) == (
        404, "application/problem+json", 404, "Not Found",
    )  # fmt: skip


def test_a_wave_released_inside_only_is_not_published(ask, inside):
    assert [ask(address)[1].status_code for address in ("results/MYM/2026/", "response-rates/MYM/2026/")] == [404, 404]
    assert ask("results/")[0] == {"count": 0, "items": []}


def test_a_withdrawn_release_is_gone_at_once(ask, wave, civil):
    _, before = ask("results/MYM/2026/")
    Release.objects.filter(profile="public").update(withdrawn_at=wave.closed_at)
    addresses = ("results/MYM/2026/", "response-rates/MYM/2026/", "results/MYM/trend/?variable=A16&unit=10210")
    again = [ask(address, headers={"if-none-match": before["ETag"]})[1].status_code for address in addresses]
    assert (before.status_code, again, ask("results/")[0]["count"]) == (200, [404, 404, 404], 0)


def test_a_pilot_has_no_results(ask, wave):
    results.a_released_wave(version=wave.version, year=None, name="Deneme", pilot=True, state="closed")
    assert ask("results/MYM/Deneme/")[1].status_code == 404


def test_pages_lead_through_all_tables_once(ask, wave):
    address, found = "results/MYM/2026/?limit=20&unit=10210", []
    while address:
        document, response = ask(address)
        found += [table["variable"] for table in document["tables"]] + ["response_rate"] * len(document["rates"])
        links = dict(reversed(part.split("; rel=")) for part in response["Link"].split(", "))
        address = links.get('"next"', "").strip("<>").replace("http://testserver/api/v1/", "")
    _, response = ask("results/MYM/2026/?unit=10210")
    assert (len(found), len(set(found)), response["X-Total-Count"]) == (14, 14, "14")


def test_the_file_for_a_spreadsheet_holds_the_whole_selection(client, wave):
    response = client.get("/api/v1/results/MYM/2026/?format=csv&limit=1&variable=A20&level=program")
    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert (response["Content-Type"], response["Content-Disposition"]) == (
        "text/csv; charset=utf-8", 'attachment; filename="MYM-2026-public-2.csv"',
    )  # fmt: skip
    assert lines[0].startswith("level,unit,unit_name")
    assert [line for line in lines if ",nps," in line or "withheld" in line] == [
        "program,10210,İnşaat Mühendisliği,,,A20,nps,,12,,-17,41",
        "program,10220,Makine Mühendisliği,,,A20,withheld,small_base,,,,",
    ]


def test_response_rates_are_those_of_the_release(ask, wave):
    document, _ = ask("response-rates/MYM/2026/?unit=10210")
    assert (document["tables"], [(r["unit"]["code"], r["base"], r["replied"], r["percent"]) for r in document["rates"]]) == (
        [], [("10210", 60, 30, 50)],
    )  # fmt: skip


def test_released_waves_are_listed_the_newest_first_and_lead_to_their_document(ask, wave, version, civil):
    publish_year(version, year=2025, programs=[civil])
    employers = a_public_release(results.a_released_wave(version=published(results.employers_document())))
    publish_tables(employers, level="university", unit="KTU", I13=results.scale_body(0, 8, 9, 50, 33, base=40, mean=4.1))
    body, response = ask("results/?limit=2")
    assert (body["count"], [(i["questionnaire"], i["wave"], i["cycle"], i["profile"]) for i in body["items"]]) == (
        3, [("IMA", "2026", 2026, "public"), ("MYM", "2026", 2026, "public")],
    )  # fmt: skip
    assert (response["X-Total-Count"], 'rel="next"' in response["Link"]) == ("3", True)
    assert [i["wave"] for i in ask("results/?questionnaire=MYM&cycle=2025")[0]["items"]] == ["2025"]
    assert ask(body["items"][1]["url"].replace("http://testserver/api/v1/", ""))[0]["wave"] == "2026"


@pytest.mark.parametrize("years", [[2025], [2023, 2024, 2025]])
def test_the_list_costs_the_same_for_one_wave_and_three(client, django_assert_num_queries, version, civil, years):
    for year in years:
        publish_year(version, year=year, programs=[civil])
    with django_assert_num_queries(2):
        client.get("/api/v1/results/")


def test_the_trend_names_every_wave_and_says_where_it_breaks(ask, wave, version, civil):
    publish_year(version, year=2025, programs=[civil], shift=-4)
    body, _ = ask("results/MYM/trend/?variable=A16&unit=10210")
    lines = [(line["wave"], line["joined"], line["why"], [table["top2"]["percent"] for table in line["tables"]]) for line in body["waves"]]
    assert lines == [("2025", None, None, [70]), ("2026", True, None, [74])]
    assert ask("results/MYM/trend/?variable=Z99&unit=10210")[1].status_code == 422


def test_a_question_asked_on_another_scale_is_not_joined(ask, wave, version, civil):
    asked = results.graduates_document().model_dump(mode="json")
    asked["option_sets"]["SAT5"] = asked["option_sets"]["SAT5"][1:]
    document = Document.model_validate(asked)
    later = QuestionnaireVersion.objects.create(
        questionnaire=version.questionnaire, number=2, document=document.model_dump(mode="json"),
        structure_hash=document.structure_hash, text_hash=document.text_hash, published_at=version.published_at, approved_as="test",
    )  # fmt: skip
    publish_year(later, year=2027, programs=[civil])
    body, _ = ask("results/MYM/trend/?variable=A16&unit=10210")
    last = body["waves"][-1]
    assert (last["wave"], last["version"], last["joined"], set(last["why"])) == ("2027", 2, False, {"tr", "en"})
