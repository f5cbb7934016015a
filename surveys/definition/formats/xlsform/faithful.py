"""pyxform's opinion of a form: what it refuses no other reader of XLSForms accepts either."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from surveys.definition.formats.loading import refusal

from .tables import Table, Tables

_SHEETS = ("survey", "choices", "settings")


def refuse_if_invalid(tables: Tables, name: str) -> None:
    """DefinitionError with pyxform's own words. Its warnings are about other programs and concern nobody here."""
    from pyxform.errors import PyXFormError  # type: ignore[import-untyped]  # noqa: PLC0415  (it takes a second to load)
    from pyxform.xls2xform import convert  # type: ignore[import-untyped]  # noqa: PLC0415  (as above)

    try:
        convert(_as_pyxform_takes_it(tables), form_name="data")
    except PyXFormError as error:
        message = _("This is no valid XLSForm. pyxform says: %(error)s")
        raise refusal(name, "not_xlsform", message % {"error": " ".join(str(error).split())[:500]}) from error
    except Exception as error:  # what it stumbles over instead of refusing it
        message = _("This is no valid XLSForm: pyxform cannot read it (%(error)s).")
        raise refusal(name, "not_xlsform", message % {"error": type(error).__name__}) from error


def _as_pyxform_takes_it(tables: Tables) -> dict[str, Any]:
    given: dict[str, Any] = {"sheet_names": [title for title in _SHEETS if title in tables]}
    for title in given["sheet_names"]:
        table = tables[title]
        given[title] = _rows(table)
        given[f"{title}_header"] = [dict.fromkeys(table.columns)]
    return given


def _rows(table: Table) -> list[Mapping[str, str]]:
    """With the empty rows between them, so that the numbers it names are those of the spreadsheet."""
    rows: list[Mapping[str, str]] = []
    for row in table.rows:
        rows += [{}] * (row.number - 2 - len(rows))
        rows.append({column: text.strip() for column, text in row.cells.items()})
    return rows
