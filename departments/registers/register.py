"""What all registers share."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail_modeladmin.options import ModelAdmin

from .forms import RegisterForm
from .rights import RowButtons
from .views import FactsView, FoundView, ListView, LogView, MendView

if TYPE_CHECKING:
    from home.models import User

Fact = tuple[Any, Any]  # label, value
F = TypeVar("F", bound=Callable[..., Any])


class Register(ABC, ModelAdmin):
    """A ModelAdmin whose rows, in every view, are those of `visible_to`; anything else is not found."""

    panels: Sequence[FieldPanel] = ()
    mending_panels: Sequence[FieldPanel] = ()
    base_form_class: type = RegisterForm
    inspect_view_enabled = True
    empty_value_display = "–"
    list_per_page = 50
    index_view_class = ListView
    create_view_class = FoundView
    edit_view_class = MendView
    inspect_view_class = FactsView
    history_view_class = LogView
    button_helper_class = RowButtons
    index_view_extra_css = ["departments/css/registers.css"]
    inspect_view_extra_css = ["departments/css/registers.css"]
    form_view_extra_css = ["departments/css/registers.css"]

    @abstractmethod
    def visible_to(self, user: "User", *, today: date) -> models.QuerySet:
        """The rows this person may read on that day."""

    @abstractmethod
    def mend(self, instance: Any, facts: dict[str, Any]) -> models.Model:
        """Calls the verb that changes a row; refusals of that verb are shown on the form."""

    @abstractmethod
    def facts(self, instance: Any, user: "User") -> Iterable[Fact]:
        """What the page of one row tells this reader."""

    def found(self, facts: dict[str, Any], *, by: "User") -> models.Model:
        """Calls the verb that makes a row, in registers where rows are made by hand."""
        raise PermissionDenied

    def heading(self, instance: Any, user: "User") -> str:
        return str(instance)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet:
        return self.visible_to(request.user, today=timezone.localdate())  # type: ignore[arg-type]  # the admin is closed to visitors

    def get_edit_handler(self) -> ObjectList:
        return ObjectList(self.panels, base_form_class=self.base_form_class)

    def get_mending_handler(self) -> ObjectList:
        return ObjectList(self.mending_panels or self.panels, base_form_class=RegisterForm)

    def inspect_view(self, request: HttpRequest, instance_pk: str) -> HttpResponse:
        return self._of_a_visible_row(super().inspect_view, request, instance_pk)

    def edit_view(self, request: HttpRequest, instance_pk: str) -> HttpResponse:
        return self._of_a_visible_row(super().edit_view, request, instance_pk)

    def delete_view(self, request: HttpRequest, instance_pk: str) -> HttpResponse:
        return self._of_a_visible_row(super().delete_view, request, instance_pk)

    def history_view(self, request: HttpRequest, instance_pk: str) -> HttpResponse:
        return self._of_a_visible_row(super().history_view, request, instance_pk)

    def _of_a_visible_row(self, view: Callable[..., HttpResponse], request: HttpRequest, instance_pk: str) -> HttpResponse:
        try:
            visible = self.get_queryset(request).filter(pk=unquote(instance_pk)).exists()
        except (ValueError, ValidationError, OverflowError):
            visible = False
        if not visible:
            raise Http404(_("There is no such entry, or it is not in your area."))
        return view(request, instance_pk)


def column(label: Any, *, order: str = "") -> Callable[[F], F]:
    """How the admin labels, and by which field it orders, a column that is a method."""

    def mark(method: F) -> F:
        setattr(method, "short_description", label)  # noqa: B010  (functions take attributes, types do not know it)
        if order:
            setattr(method, "admin_order_field", order)  # noqa: B010  (as above)
        return method

    return mark


def day(moment: date | None) -> str:
    return date_format(moment) if moment else ""
