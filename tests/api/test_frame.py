"""What every address of the API has in common."""

import json

import pytest

from surveys.models import Benchmark
from tests.factories.institution import a_department, a_program

ADDRESSES = [
    "units/",
    "results/",
    "results/MYM/2026/",
    "results/MYM/trend/?variable=A16&unit=10210",
    "response-rates/MYM/2026/",
    "indicators/",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_who_has_the_answer_already_is_told_so(ask, wave, address):
    _, first = ask(address)
    _, again = ask(address, headers={"if-none-match": first["ETag"]})
    assert (first.status_code, again.status_code, again.content, again["ETag"]) == (200, 304, b"", first["ETag"])


def test_the_tag_changes_with_the_question_and_with_the_name_of_a_unit(ask, wave, civil):
    tags = [ask(f"results/MYM/2026/{query}")[1]["ETag"] for query in ("", "?limit=1", "?unit=10210")]
    civil.name_tr = "İnşaat"
    civil.save()
    assert len({*tags, ask("results/MYM/2026/")[1]["ETag"]}) == 4


@pytest.mark.parametrize("address", ADDRESSES)
def test_scripts_of_any_site_may_read_what_is_public(ask, wave, address):
    _, response = ask(address)
    assert (response["Access-Control-Allow-Origin"], response["Cache-Control"]) == ("*", "public, no-cache")
    assert "ETag" in response["Access-Control-Expose-Headers"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_parameter_that_does_not_exist_is_named(ask, wave, address):
    body, response = ask(f"{address}{'&' if '?' in address else '?'}colour=red&size=2")
    assert (response.status_code, [line["parameter"] for line in body["errors"]]) == (422, ["colour", "size"])


def test_a_wanting_parameter_is_named(ask, wave):
    body, response = ask("results/MYM/trend/?variable=A16")
    assert (response.status_code, [line["parameter"] for line in body["errors"]]) == (422, ["unit"])


def test_errors_are_in_the_language_asked_for(ask, wave):
    english, response = ask("results/MYM/1999/", headers={"accept-language": "de, en;q=0.8"})
    _, other = ask("results/MYM/1999/", headers={"accept-language": "de"})
    assert (english["detail"], response["Content-Language"], other["Content-Language"]) == ("There is no such wave.", "en", "tr")
    assert "Accept-Language" in response["Vary"]


def test_the_api_is_only_read(client, wave):
    head = client.head("/api/v1/results/MYM/2026/")
    refused = client.post("/api/v1/results/", {"a": 1}, content_type="application/json")
    asked_first = client.options("/api/v1/results/")
    assert (head.status_code, refused.status_code, refused["Content-Type"], refused["Allow"]) == (
        200, 405, "application/problem+json", "GET, HEAD, OPTIONS",
    )  # fmt: skip
    assert (asked_first.status_code, asked_first["Access-Control-Allow-Methods"]) == (204, "GET, HEAD")


def test_who_asks_too_often_is_told_when_to_come_again(ask, client, settings, wave):
    settings.API_REQUESTS_A_MINUTE = 2
    answers = [ask("results/")[1] for _number in range(3)]
    other = client.get("/api/v1/results/", REMOTE_ADDR="10.0.0.9")
    assert ([a.status_code for a in answers], other.status_code) == ([200, 200, 429], 200)
    assert (answers[-1]["Content-Type"], 1 <= int(answers[-1]["Retry-After"]) <= 60) == ("application/problem+json", True)


def test_nobody_escapes_the_limit_by_naming_another_address(ask, client, settings, wave):
    settings.API_REQUESTS_A_MINUTE = 1
    asked = [client.get("/api/v1/results/", headers={"x-forwarded-for": f"10.0.0.{n}"}).status_code for n in range(2)]
    settings.PROXIES = 1
    behind = [client.get("/api/v1/results/", headers={"x-forwarded-for": f"{n}.1.1.1, 10.0.0.7"}).status_code for n in range(2)]
    assert (asked, behind) == ([200, 429], [200, 429])


def test_the_contract_is_openapi_and_names_every_address(client, db):
    contract = client.get("/api/v1/openapi.json").json()
    operations = {path: list(operations) for path, operations in contract["paths"].items()}
    assert (contract["openapi"], operations) == (
        "3.1.0",
        {
            "/api/v1/units/": ["get"],
            "/api/v1/results/": ["get"],
            "/api/v1/results/{questionnaire}/trend/": ["get"],
            "/api/v1/results/{questionnaire}/{wave}/": ["get"],
            "/api/v1/response-rates/{questionnaire}/{wave}/": ["get"],
            "/api/v1/indicators/": ["get"],
        },
    )


def test_the_documentation_comes_from_our_own_host(client, db):
    page = client.get("/api/v1/docs").content.decode()
    assert ("/static/ninja/swagger-ui-bundle.js" in page, "http://" in page or "https://" in page) == (True, False)


def test_units_are_a_tree_of_what_lives(ask, civil, mechanical):
    a_program(department=civil.department, code="10299", valid_until="2019-07-01")
    [faculty] = ask("units/")[0]["faculties"]
    first = faculty["departments"][0]
    assert [(d["code"], [p["code"] for p in d["programs"]]) for d in faculty["departments"]] == [("D1", ["10210"]), ("D2", ["10220"])]
    assert {name: first["programs"][0][name] for name in ("level", "language", "awarding_unit", "successor", "valid_until")} == {
        "level": "lisans", "language": "tr", "awarding_unit": None, "successor": None, "valid_until": None,
    }  # fmt: skip
    [whole] = ask("units/?closed=true")[0]["faculties"]
    assert [p["code"] for p in whole["departments"][0]["programs"]] == ["10210", "10299"]


@pytest.mark.parametrize("more", [1, 3])
def test_the_tree_costs_three_queries_however_large(ask, civil, django_assert_num_queries, more):
    for number in range(more):
        a_program(department=a_department(code=f"M{number}"))
    with django_assert_num_queries(3):
        ask("units/")


def test_indicators_come_with_the_national_figures_beside_them(ask, db):
    facts = {"about_tr": "Türkiye", "about_en": "Türkiye", "source": "TÜİK"}
    Benchmark.objects.create(indicator="K07", year=2024, value="75.60", level="lisans", **facts)
    body, _ = ask("indicators/")
    employment = next(item for item in body["items"] if item["code"] == "K07")
    assert (body["count"], [item["code"] for item in ask("indicators/?limit=1&offset=1")[0]["items"]]) == (len(body["items"]), ["K02"])
    assert (employment["name"], employment["unit"], employment["benchmarks"]) == (
        {"tr": "İstihdam oranı", "en": "Employment rate"},
        "percent",
        [{"year": 2024, "value": 75.6, "level": "lisans", "about": {"tr": "Türkiye", "en": "Türkiye"}, "source": "TÜİK", "address": None}],
    )


def test_every_answer_is_json_or_a_problem(client, wave):
    for address in (*ADDRESSES, "nowhere/", "results/%00/x/"):
        response = client.get(f"/api/v1/{address}")
        if response["Content-Type"] != "text/plain":
            json.loads(response.content)
