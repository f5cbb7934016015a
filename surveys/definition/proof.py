"""What was asked, proved: both hashes of a questionnaire version worked out again from its JSON file.

Needs nothing but Python: python3 proof.py QUESTIONNAIRE.json
"""

import hashlib
import json
import sys
from typing import Any

WORDING = {"title", "minutes", "legal_basis", "privacy", "indicators", "metadata"}  # of the whole questionnaire
REMARKS = {"note", "classification", "pii"}  # of a question


def canonical(document: Any) -> bytes:
    """Keys in order, no blanks, UTF-8: the bytes that are hashed."""
    return json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def text_hash(document: Any) -> str:
    """Of the whole questionnaire, word for word."""
    return hashlib.sha256(canonical(document)).hexdigest()


def structure_hash(document: dict[str, Any]) -> str:
    """Of what decides meaning and storage: codes, kinds, options, routing, order; no wording."""
    return text_hash(without_texts({key: value for key, value in document.items() if key not in WORDING}))


def without_texts(value: Any) -> Any:
    """Remarks stand in what has a kind: a question. What is not there (null) does not count."""
    if isinstance(value, list):
        return [without_texts(item) for item in value]
    if not isinstance(value, dict):
        return value
    remarks = REMARKS if "kind" in value else set()
    absent = {key for key, item in value.items() if item is None or is_text(item)}
    return {key: without_texts(item) for key, item in value.items() if key not in absent | remarks}


def is_text(value: Any) -> bool:
    """A text has exactly a Turkish and an English side."""
    return isinstance(value, dict) and value.keys() == {"tr", "en"} and isinstance(value["tr"], str)


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        given = json.load(file)
    sys.stdout.write(f"text      {text_hash(given)}\nstructure {structure_hash(given)}\n")
