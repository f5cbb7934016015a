"""JSON Schema of the document, as published at /api/v1/schema/questionnaire.json."""

from typing import Any

from surveys.definition.document import Document

ADDRESS = "/api/v1/schema/questionnaire.json"


def questionnaire_schema() -> dict[str, Any]:
    """JSON Schema, draft 2020-12, of what this site reads; what it writes is valid under it as well.

    It cannot say everything: codes that occur twice, conditions that look ahead and missing translations are found on import.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": ADDRESS,
        **Document.model_json_schema(mode="validation"),
        "title": "Questionnaire (mik/1)",
        "description": (
            "One questionnaire, self-contained: what is asked, in which order, under which conditions, with every list of options and "
            "every text in Turkish and English. Answers store the codes given here."
        ),
    }
