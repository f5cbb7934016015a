"""Lists and forms of the bank: every screen says which questionnaires name the entry."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.ui.tables import BaseColumn, Column
from wagtail.snippets.views.snippets import DeleteView, EditView, IndexView

from .usage import refusal, users_of, uses_of


class UsedByColumn(Column):
    """Codes of the questionnaires whose drafts or published versions name the entry."""

    empty_value_display = "–"

    class Media:
        css = {"all": ["css/bank.css"]}

    def __init__(self) -> None:
        super().__init__("used_by", label=gettext_lazy("Used by"))

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        context = super().get_cell_context_data(instance, parent_context)
        context["value"] = users_of(uses_of(instance, parent_context["request"].user)) or self.empty_value_display
        return context


class BankList(IndexView):
    @cached_property
    def columns(self) -> list[BaseColumn]:
        """Without ticks: an entry is deleted by itself, when its uses have been looked at."""
        return [column for column in super().columns if column.name != "bulk_actions"]

    def _get_title_column(self, *args: Any, **kwargs: Any) -> BaseColumn:
        return super()._get_title_column(*args, **{"width": "15%", **kwargs})


class BankEntry(EditView):
    def get_success_message(self) -> str:
        saved = _("%(entry)s was saved.") % {"entry": self.object}
        if drafts := uses_of(self.object, self.request.user).drafts:
            codes = ", ".join(use.questionnaire for use in drafts)
            saved += " " + _("The drafts of %(codes)s follow when they are next published; what is published keeps its wording.") % {
                "codes": codes
            }
        return saved


class BankDelete(DeleteView):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        uses = uses_of(self.object, request.user)
        if uses and self.user_has_permission("delete"):
            messages.error(request, refusal(self.object, uses))
            return redirect(self.edit_url_name, self.object.pk)
        return super().dispatch(request, *args, **kwargs)
