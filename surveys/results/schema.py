"""JSON Schema of a results document, as published at /api/v1/schema/results.json."""

from typing import Any

from pydantic import TypeAdapter

from .tables import ResultsDocument


def results_schema() -> dict[str, Any]:
    """JSON Schema, draft 2020-12."""
    schema = TypeAdapter(ResultsDocument).json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Results", **schema}
