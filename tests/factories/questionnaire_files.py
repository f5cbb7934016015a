"""Files in the YAML format of questionnaires."""

from pathlib import Path

SCALE = "  S5: {type: likert, options: [{v: 1, tr: az, en: low}, {v: 2, tr: orta, en: mid}, {v: 3, tr: çok, en: high}]}"


def questionnaire_file(
    folder: Path, *questions: str, code: str = "T", scales: str = "", meta: str = "{}", audience: str = "others"
) -> Path:
    """One instrument of the given questions, each a flow mapping of YAML."""
    lines = [
        f"meta: {meta}",
        f"scales:\n{scales}" if scales else "scales: {}",
        "instruments:",
        f"  - id: {code}",
        "    title: {tr: Deneme, en: Trial}",
        f"    audience: {audience}",
        "    questions:",
        *(f"      - {question}" for question in questions),
    ]
    path = folder / f"{code.lower()}.yaml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def likert_file(folder: Path, *, items: int = 28, code: str = "EVAL") -> Path:
    """Q1 .. Qn, each 1 to 5."""
    steps = ", ".join(f'{{v: {n}, tr: "{n}", en: "{n}"}}' for n in range(1, 6))
    questions = [f"{{code: Q{n}, type: likert, scale: FIVE, tr: Madde {n}, en: Item {n}}}" for n in range(1, items + 1)]
    return questionnaire_file(folder, *questions, code=code, scales=f"  FIVE: {{type: likert, options: [{steps}]}}")
