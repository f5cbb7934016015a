"""What may stand behind the question mark. A name that is not here is refused, so that a misspelt filter is never ignored."""

from http import HTTPStatus
from typing import Any, Literal

from django.utils.translation import gettext as _
from ninja import Field, Schema
from pydantic import ValidationInfo, model_validator

from surveys.results.tables import Level

from .problems import Problem

Profile = Literal["public", "internal"]


class Parameters(Schema):
    """None at all. Problem 422 for any that is not a field here: ninja hands over the known ones only."""

    @model_validator(mode="before")
    @classmethod
    def _none_unknown(cls, given: Any, info: ValidationInfo) -> Any:
        asked = info.context["request"].GET if info.context else {}
        if unknown := sorted(set(asked) - cls.model_fields.keys()):
            detail = _("There is no parameter of this name here: %(names)s.") % {"names": ", ".join(unknown)}
            lines = [{"parameter": name, "detail": _("There is no parameter of this name here.")} for name in unknown]
            raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, detail, lines)
        return given


class Paged(Parameters):
    limit: int = Field(100, ge=1, le=500, description="How many entries at most.")
    offset: int = Field(0, ge=0, le=1_000_000, description="How many entries to pass over.")


class UnitParameters(Parameters):
    closed: bool = Field(False, description="With units that no longer exist: results of earlier years name them.")


class ReleaseParameters(Paged):
    questionnaire: str | None = Field(None, max_length=64, description="Code of a questionnaire.")
    cycle: int | None = Field(None, ge=1900, le=2999, description="Year of a cycle.")
    profile: Profile = "public"


class TableParameters(Paged):
    limit: int = Field(500, ge=1, le=2000, description="How many tables at most.")
    profile: Profile = Field("public", description="`internal` is for signed-in readers, who see their own units only.")
    level: Level | None = None
    unit: str | None = Field(None, max_length=32, description="Code of a unit.")
    variable: list[str] = Field(default_factory=list, max_length=200, description="Codes of questions; repeat the parameter for several.")
    by: str | None = Field(None, max_length=64, description="Question the tables are divided by, where such tables were released.")
    years: int = Field(1, ge=1, le=10, description="Years of cycles counted together: 1, or the fixed window of the questionnaire.")
    format: Literal["json", "csv"] = Field("json", description="`csv`: one figure a line, UTF-8 with byte order mark.")


class TrendParameters(Parameters):
    variable: str = Field(..., max_length=64, description="Code of a question, as the newest wave has it.")
    unit: str = Field(..., max_length=32, description="Code of a unit.")
    level: Level | None = Field(None, description="Where two units of different levels share a code.")
    profile: Profile = "public"


class RateParameters(Paged):
    limit: int = Field(500, ge=1, le=2000, description="How many units at most.")
    profile: Profile = "public"
    level: Level | None = None
    unit: str | None = Field(None, max_length=32, description="Code of a unit.")
