"""modeladmin's views, with writes through verbs, rows through the reader's queryset and no lookups but the filters offered."""

from abc import ABC, abstractmethod
from typing import Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.formats import localize
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.paginator import WagtailPaginator
from wagtail.log_actions import log
from wagtail_modeladmin.views import CreateView, EditView, HistoryView, IndexView, InspectView

from home.appointments import AppointmentRefused

from ..registry.founding import UnitRefused


class EntryPaginator(WagtailPaginator):
    """In Turkish a noun after a number stays singular: "4 kayıt", not "4 görevlendirmeler"."""

    @property
    def items_count_label(self) -> str:
        return ngettext("%(count)s entry", "%(count)s entries", self.count) % {"count": localize(self.count)}


class ListView(IndexView):
    """A list. A parameter that is no filter of this list would be a question to the database nobody may ask
    (?user__password__startswith=...), so the list opens without it and says so."""

    paginator_class = EntryPaginator

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().dispatch(request, *args, **kwargs)
        except IncorrectLookupParameters:
            messages.warning(request, _("This list cannot be filtered in that way. It is shown whole."))
            return redirect(self.index_url)

    def get_filters(self, request: HttpRequest) -> tuple[list, bool, dict, bool]:
        specs, has_filters, unknown, distinct = super().get_filters(request)
        if unknown:
            raise IncorrectLookupParameters
        return specs, has_filters, {}, distinct

    def get_page_title(self) -> str:
        return capfirst(self.verbose_name_plural)


class _ByVerb(ABC):
    """Form pages that hand what was entered to a verb of the register."""

    action = ""

    @abstractmethod
    def carry_out(self, facts: dict[str, Any]) -> models.Model:
        """Calls the verb; returns the row it made or changed."""

    def form_valid(self, form: ModelForm) -> HttpResponse:
        try:
            self.instance = self.carry_out(form.cleaned_data)
        except (AppointmentRefused, UnitRefused) as refused:
            form.add_error(None, str(refused))
            return self.form_invalid(form)  # type: ignore[attr-defined]  # of modeladmin's form views
        except ValidationError as error:
            form.add_error(None, error.messages)  # type: ignore[arg-type]  # a list of sentences is what it takes
            return self.form_invalid(form)  # type: ignore[attr-defined]  # of modeladmin's form views
        log(instance=self.instance, action=self.action, content_changed=form.has_changed())
        messages.success(self.request, self.get_success_message(self.instance))  # type: ignore[attr-defined]  # of modeladmin's form views
        return HttpResponseRedirect(self.get_success_url())  # type: ignore[attr-defined]  # of modeladmin's form views


class FoundView(_ByVerb, CreateView):
    action = "wagtail.create"

    def carry_out(self, facts: dict[str, Any]) -> models.Model:
        return self.model_admin.found(facts, by=self.request.user)

    def get_page_title(self) -> str:
        return _("Add %(object)s") % {"object": self.verbose_name}

    def get_page_subtitle(self) -> str:
        return ""


class MendView(_ByVerb, EditView):
    action = "wagtail.edit"

    def carry_out(self, facts: dict[str, Any]) -> models.Model:
        kept = self.model._default_manager.get(pk=self.instance.pk)  # as stored, not as the form has filled it
        return self.model_admin.mend(kept, facts)

    def get_edit_handler(self) -> Any:
        return self.model_admin.get_mending_handler().bind_to_model(self.model)

    def get_page_title(self) -> str:
        return capfirst(self.verbose_name)


class FactsView(InspectView):
    """One row, as the register tells it to this reader."""

    def get_page_title(self) -> str:
        return capfirst(self.verbose_name)

    def get_page_subtitle(self) -> str:
        return self.model_admin.heading(self.instance, self.request.user)

    def get_meta_title(self) -> str:
        return f"{self.get_page_title()}: {self.get_page_subtitle()}"

    def get_fields_dict(self) -> list[dict[str, Any]]:
        facts = self.model_admin.facts(self.instance, self.request.user)
        return [{"label": capfirst(str(label)), "value": value} for label, value in facts if value not in (None, "")]


class LogView(HistoryView):
    """What was done to a row and by whom: for those who may change it."""

    def check_action_permitted(self, user: Any) -> bool:
        return self.permission_helper.user_can_edit_obj(user, self.instance)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.check_action_permitted(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)
