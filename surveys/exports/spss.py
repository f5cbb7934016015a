"""Single answers as a file of SPSS: labels of variables and values, missing values, levels of measurement, the weight last."""

from pathlib import Path
from typing import Any

import numpy as np
from django.utils.translation import gettext as _

from .jobs import Progress
from .microdata import WEIGHT, Sheet
from .microdata_fields import Field
from .names import Names, shortened

LONGEST_LABEL, LONGEST_VALUE_LABEL, LONGEST_TITLE = 250, 120, 64  # bytes the format has room for


def write_sav(sheet: Sheet, path: Path, progress: Progress = lambda _percent: None) -> None:
    """The whole table is in memory once, in the smallest whole numbers it fits in."""
    import polars  # noqa: PLC0415  (heavy, and needed by who asks for a file of SPSS alone)
    import pyreadstat  # noqa: PLC0415  (as above)

    fields, columns = sheet.fields, {}
    for place, field in enumerate(fields):
        columns[field.name] = _smallest(field.numbers(field.stored(sheet.rows)), field)
        progress(70 * place // len(fields))
    labels: dict[str, str | None] = {field.name: shortened(field.label, bytes_=LONGEST_LABEL) for field in fields}
    measures: dict[str, str] = {field.name: field.measure for field in fields}
    formats = {field.name: f"F{_width(field)}.{field.decimals}" for field in fields}
    if sheet.weights:
        weight = Names(field.name for field in fields).take(WEIGHT)
        columns[weight] = sheet.weights(sheet.rows)
        labels[weight], measures[weight], formats[weight] = _("Weight"), "scale", "F10.4"
    pyreadstat.write_sav(
        polars.DataFrame(columns),
        str(path),
        file_label=shortened(sheet.title, bytes_=LONGEST_TITLE),
        column_labels=labels,
        variable_value_labels={field.name: _value_labels(field) for field in fields if field.labels},
        missing_ranges={field.name: [{"lo": field.missing[0], "hi": field.missing[1]}] for field in fields if field.missing},
        variable_measure=measures,
        variable_format=formats,
        note=_note(sheet),
        row_compress=True,
    )
    progress(100)


def _smallest(numbers: Any, field: Field) -> Any:
    """Where every row has a whole number; else floats, of which NaN is what SPSS calls system-missing."""
    if not field.whole:
        return numbers
    return numbers.astype(np.int16 if np.abs(numbers).max(initial=0) < 2**15 else np.int32)


def _value_labels(field: Field) -> dict[int | float, str]:
    kind = int if field.whole else float
    return {kind(number): shortened(label, bytes_=LONGEST_VALUE_LABEL) for number, label in field.labels.items()}


def _width(field: Field) -> int:
    highest = max([*field.labels, 2_100 if not field.labels else 0])
    return max(len(str(highest)), 4) + (field.decimals + 1 if field.decimals else 0)


def _note(sheet: Sheet) -> list[str]:
    """Lines of at most 80 bytes, as the format has them."""
    return [
        shortened(_("Programs left blank (fewer than 5 responses): %(number)s") % {"number": sheet.merged["merged_programs"]}, bytes_=80),
        shortened(_("Cohorts left blank (fewer than 5 responses): %(number)s") % {"number": sheet.merged["merged_cohorts"]}, bytes_=80),
    ]
