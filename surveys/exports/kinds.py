"""The files this installation offers: what each is made of, and who may have it. Importing it registers them."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from surveys.models import Export, Release

from . import microdata, rights
from .delimited import write_released
from .jobs import Progress, Refused, register
from .microdata_csv import write_csv
from .released import Extract, extract
from .spss import write_sav
from .workbook import TooLong, write_workbook

if TYPE_CHECKING:
    from home.models import User

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
SAV = "application/x-spss-sav"

RESULTS_XLSX, RESULTS_CSV = "results_xlsx", "results_csv"
MICRODATA_CSV, MICRODATA_SAV = "microdata_csv", "microdata_sav"
MICRODATA = (MICRODATA_CSV, MICRODATA_SAV)


def _released(export: Export) -> Extract:
    """`question`: {"release": number of the row, "units": [[level, code], ...]}."""
    release = _readable_release(export.question)
    if release is None:
        raise Refused(_("These results were withdrawn."))
    units = [(level, code) for level, code in export.question["units"]]
    found = extract(release=release, units=units, university=settings.SURVEYS_UNIVERSITY, language=export.language)
    if not found.rows:
        raise Refused(_("Nothing was released for these units."))
    return found


def _readable_release(question: Mapping[str, Any]) -> Release | None:
    releases = Release.objects.filter(profile=Release.Profile.INTERNAL, withdrawn_at=None, wave__pilot=False)
    return releases.select_related("wave__questionnaire", "wave__version", "wave__cycle").filter(pk=question.get("release", 0)).first()


def _may_have_results(owner: "User", question: Mapping[str, Any], today: date) -> bool:
    """A file of a release that was withdrawn since is not handed out any more."""
    return rights.may_have_released(owner, question, today) and _readable_release(question) is not None


def _workbook(export: Export, path: Path, progress: Progress) -> None:
    try:
        write_workbook(path, _released(export), office=settings.WAGTAIL_SITE_NAME, progress=progress)
    except TooLong:
        raise Refused(_("These are more lines than a sheet of Excel holds. Ask for fewer units.")) from None


def _delimited(export: Export, path: Path, progress: Progress) -> None:
    found = _released(export)
    with path.open("w", encoding="utf-8", newline="") as target:
        write_released(found, target)


def _single_answers(write: microdata.Writer) -> Callable[[Export, Path, Progress], None]:
    def maker(export: Export, path: Path, progress: Progress) -> None:
        microdata.export(export, path, write=write, folder=settings.PRIVATE_DIR, progress=progress)

    return maker


register(RESULTS_XLSX, _workbook, "xlsx", XLSX, gettext_lazy("Excel workbook"), allowed=_may_have_results)
register(RESULTS_CSV, _delimited, "csv", CSV, gettext_lazy("CSV for programs"), allowed=_may_have_results)
register(
    MICRODATA_CSV,
    _single_answers(write_csv),
    "csv",
    CSV,
    gettext_lazy("Single answers, CSV"),
    allowed=rights.may_have_single_answers,
)
register(
    MICRODATA_SAV,
    _single_answers(write_sav),
    "sav",
    SAV,
    gettext_lazy("Single answers, SPSS"),
    allowed=rights.may_have_single_answers,
)
