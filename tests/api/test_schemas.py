import json

import pytest
from jsonschema import Draft202012Validator

from surveys.results.schema import results_schema


@pytest.mark.parametrize("name", ["questionnaire", "results"])
def test_a_schema_is_served_at_its_own_id_and_is_one(client, name):
    answer = client.get(f"/api/v1/schema/{name}.json")
    schema = json.loads(answer.content)
    Draft202012Validator.check_schema(schema)
    assert (answer.status_code, answer["Content-Type"], answer["Cache-Control"]) == (200, "application/schema+json", "public, max-age=3600")
    assert (schema["$schema"], schema["$id"]) == ("https://json-schema.org/draft/2020-12/schema", f"/api/v1/schema/{name}.json")


def test_the_schema_of_results_is_the_one_the_results_are_made_by(client):
    served = json.loads(client.get("/api/v1/schema/results.json").content)
    assert served == {**json.loads(json.dumps(results_schema())), "$id": "/api/v1/schema/results.json"}


def test_who_has_a_schema_already_is_told_so_by_its_etag(client):
    first = client.get("/api/v1/schema/questionnaire.json")
    again = client.get("/api/v1/schema/questionnaire.json", headers={"if-none-match": first["ETag"]})
    other = client.get("/api/v1/schema/results.json", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content, other.status_code) == (304, b"", 200)


def test_a_schema_is_only_read(client):
    assert client.head("/api/v1/schema/questionnaire.json").status_code == 200
    assert client.post("/api/v1/schema/questionnaire.json").status_code == 405
