"""Errors as problem+json (RFC 9457): what went wrong, in the language the client asked for, with the parameters that caused it."""

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

CONTENT_TYPE = "application/problem+json"


class Problem(Exception):
    """errors: a line for each parameter at fault, {"parameter": name, "detail": sentence}."""

    def __init__(self, status: HTTPStatus, detail: str, errors: Iterable[Mapping[str, str]] = ()) -> None:
        super().__init__(detail)
        self.status, self.detail, self.errors = status, detail, [dict(line) for line in errors]


def unknown_value(parameter: str, detail: str) -> Problem:
    """422 for a parameter that exists with a value that does not."""
    return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, detail, [{"parameter": parameter, "detail": detail}])


def response(status: HTTPStatus, detail: str, *, path: str, errors: Iterable[Mapping[str, str]] = ()) -> HttpResponse:
    body: dict[str, Any] = {"type": "about:blank", "title": status.phrase, "status": status.value, "detail": detail, "instance": path}
    if lines := list(errors):
        body["errors"] = lines
    answer = JsonResponse(body, status=status.value, content_type=CONTENT_TYPE, json_dumps_params={"ensure_ascii": False})
    answer["Cache-Control"] = "no-store"
    return answer


def not_found(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """Anything under the API that is no address of it."""
    return response(HTTPStatus.NOT_FOUND, _("There is nothing at this address."), path=request.path)


def install(api: NinjaAPI) -> None:
    """Every error of the API leaves as a problem."""

    @api.exception_handler(Problem)
    def _problem(request: HttpRequest, error: Problem) -> HttpResponse:
        return response(error.status, error.detail, path=request.path, errors=error.errors)

    @api.exception_handler(Http404)
    def _missing(request: HttpRequest, error: Http404) -> HttpResponse:
        return response(HTTPStatus.NOT_FOUND, str(error) or _("There is nothing at this address."), path=request.path)

    @api.exception_handler(HttpError)
    def _refused(request: HttpRequest, error: HttpError) -> HttpResponse:
        return response(HTTPStatus(error.status_code), str(error), path=request.path)

    @api.exception_handler(ValidationError)
    def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        lines = [_line(fault) for fault in error.errors]
        names = ", ".join(dict.fromkeys(line["parameter"] for line in lines))
        detail = _("These parameters cannot be used as given: %(names)s.") % {"names": names}
        return response(HTTPStatus.UNPROCESSABLE_ENTITY, detail, path=request.path, errors=lines)


def _line(fault: Mapping[str, Any]) -> dict[str, str]:
    parameter = str(fault["loc"][-1])
    detail = _("This parameter must be given.") if fault["type"] == "missing" else str(fault["msg"])
    return {"parameter": parameter, "detail": detail}
