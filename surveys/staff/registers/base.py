"""What all registers of the survey office share: rights read live from assignments, lists that cannot be queried beyond
their own filters, and records whose permitted next actions are buttons.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.sites import AdminSite
from django.contrib.admin.utils import quote
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail_modeladmin.helpers import AdminURLHelper, ButtonHelper, PermissionHelper
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import IndexView, InspectView

from home.models import Role, User
from home.rights import roles_of
from surveys.fielding.transitions import Refused

OFFICE = (Role.COORDINATOR, Role.DEPUTY)
Text = str | Promise


def in_office(user: Any, *roles: Role) -> bool:
    """Whether the person holds one of `roles` today; asked once a request, however many rows are shown."""
    held = user.__dict__.get("_registers_roles")
    if held is None:
        held = user.__dict__["_registers_roles"] = {assignment.role for assignment in roles_of(user, today=timezone.localdate())}
    return not held.isdisjoint(roles)


def staff(request: HttpRequest) -> User:
    """Whoever is in the admin has an account."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


@dataclass(frozen=True)
class Action:
    """One button on a record.

    run           called with the record, the user, the time and, where there is a form, its cleaned data
    form          fields to be filled in beside the button
    confirmation  sentences to be read and agreed to on a second screen; for what cannot be undone
    done          what is said afterwards; `run` may return a sentence of its own
    """

    name: str
    label: Text
    run: Callable[..., object]
    done: Text
    form: type[forms.Form] | None = None
    confirmation: tuple[Text, ...] = ()
    hint: Text = ""
    main: bool = False


class RegisterUrls(AdminURLHelper):
    def _get_object_specific_action_url_pattern(self, action: str) -> str:
        """Keys are numbers: anything else is no address of ours."""
        return rf"^{self.base_url_path}/{action}/(?P<instance_pk>[0-9]{{1,19}})/$"


class RegisterList(IndexView):
    """Refuses every lookup that is not one of the filters shown: `?done=1` must not tell who has replied."""

    def get_filters(self, request: HttpRequest) -> tuple[list, bool, dict, bool]:
        specs, has_filters, left_over, distinct = super().get_filters(request)
        if left_over:
            raise Http404
        return specs, has_filters, {}, distinct

    def get_page_title(self) -> str:
        return str(self.model_admin.get_menu_label())

    def get_queryset(self, request: HttpRequest | None = None) -> QuerySet:
        try:
            return super().get_queryset(request)
        except IncorrectLookupParameters:
            raise Http404 from None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            may_act=self.model_admin.may_act(self.request.user),
            filters=[(spec.title, list(spec.choices(self))) for spec in self.filter_specs],
            kept=[(name, value) for name, value in self.params.items() if name != self.SEARCH_VAR],
            **kwargs,
        )


class RegisterRecord(InspectView):
    """One record: facts, and the actions that its state and the reader's role permit."""

    def __init__(self, model_admin: "Register", instance_pk: str) -> None:
        super().__init__(model_admin, instance_pk)
        self.bound: forms.Form | None = None

    def check_action_permitted(self, user: Any) -> bool:
        self.instance = get_object_or_404(self.model_admin.get_queryset(self.request), pk=self.instance_pk)
        return super().check_action_permitted(user)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.model_admin.may_act(request.user):
            raise PermissionDenied
        wanted = request.POST.get("action", "")
        action = next((a for a in self.model_admin.actions(self.instance) if a.name == wanted), None)
        if action is None:
            messages.error(
                request, _("This is not possible any more: somebody else may have been faster. The page shows how things stand now.")
            )
            return self._again(409)
        data: dict[str, Any] = {}
        if action.form:
            self.bound = action.form(request.POST, prefix=action.name)
            if not self.bound.is_valid():
                return self._again(422)
            data = self.bound.cleaned_data
        if action.confirmation and request.POST.get("sure") != "1":
            return self._again(422)
        try:
            said = action.run(self.instance, by=request.user, now=timezone.now(), **data)
        except Refused as refused:
            for reason in refused.reasons:
                messages.error(request, reason)
            return self._again(409)
        messages.success(request, said if isinstance(said, str) else action.done)
        still_listed = self.model_admin.get_queryset(request).filter(pk=self.instance.pk).exists()
        return redirect(self.url_helper.get_action_url("inspect", quote(self.instance.pk)) if still_listed else self.index_url)

    def _again(self, status: int) -> HttpResponse:
        response = self.render_to_response(self.get_context_data())
        response.status_code = status
        return response

    def get_page_title(self) -> str:
        return str(self.instance)

    def get_page_subtitle(self) -> str:
        return ""

    def get_meta_title(self) -> str:
        return str(self.instance)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        actions = self.model_admin.actions(self.instance) if self.model_admin.may_act(self.request.user) else []
        asked = self.request.POST.get("action") or self.request.GET.get("confirm")
        return super().get_context_data(
            actions=[(action, self._form(action)) for action in actions],
            confirming=next((a for a in actions if a.confirmation and a.name == asked), None),
            facts=self.model_admin.facts(self.instance, self.request),
            buttons=[],
            header_title=self.get_page_title(),
            breadcrumbs_items=[
                {"url": reverse("wagtailadmin_home"), "label": _("Home")},
                {"url": self.index_url, "label": self.model_admin.get_menu_label()},
                {"url": "", "label": self.get_page_title()},
            ],
            header_icon=self.header_icon,
            **kwargs,
        )

    def _form(self, action: Action) -> forms.Form | None:
        if action.form is None:
            return None
        if self.bound is not None and self.bound.prefix == action.name:
            return self.bound
        return action.form(prefix=action.name)

    def get_fields_dict(self) -> list[dict[str, Any]]:
        return []


class RegisterButtons(ButtonHelper):
    """The name in the list leads to the record; there are no other buttons."""

    def get_buttons_for_obj(self, obj: Model, *args: Any, **kwargs: Any) -> list[dict[str, Any]]:
        return []

    def get_primary_button(self, obj: Model) -> dict[str, Any] | None:
        if not self.permission_helper.user_can_inspect_obj(self.request.user, obj):
            return None
        button = super().inspect_button(obj.pk)
        return {**button, "title": str(obj)}


class Register(ModelAdmin):
    """A list and its records. `see` may look, `act` may press buttons; nobody edits rows by hand."""

    see: ClassVar[Sequence[Role]] = OFFICE
    act: ClassVar[Sequence[Role]] = OFFICE
    url_helper_class = RegisterUrls
    button_helper_class = RegisterButtons
    index_view_class = RegisterList
    inspect_view_class = RegisterRecord
    inspect_view_enabled = True
    inspect_template_name = "surveys/registers/record.html"
    index_template_name = "surveys/registers/list.html"
    history_view_enabled = False
    list_per_page = 50
    empty_value_display = "–"
    intro: ClassVar[Text] = ""

    def __init__(self, parent: ModelAdmin | None = None) -> None:
        super().__init__(parent)
        self.admin_site = AdminSite()  # filters ask it for an order; Django's own admin is not installed

    def get_permission_helper_class(self) -> type[PermissionHelper]:
        see, act, by_hand = self.see, self.act, self.edited_by_hand

        class Rights(PermissionHelper):
            def user_can_list(self, user: Any) -> bool:
                return in_office(user, *see)

            def user_can_inspect_obj(self, user: Any, obj: Model) -> bool:
                return self.inspect_view_enabled and in_office(user, *see)

            def user_can_create(self, user: Any) -> bool:
                return by_hand and in_office(user, *act)

            def user_can_edit_obj(self, user: Any, obj: Model) -> bool:
                return by_hand and in_office(user, *act)

            def user_can_delete_obj(self, user: Any, obj: Model) -> bool:
                return False

        return Rights

    edited_by_hand: ClassVar[bool] = False

    def may_act(self, user: Any) -> bool:
        return in_office(user, *self.act)

    def actions(self, record: Any) -> list[Action]:
        """What may be done with the record as it stands, most likely first."""
        return []

    def facts(self, record: Any, request: HttpRequest) -> list[tuple[Text, object]]:
        """(label, value) in the order of reading."""
        return []

    def get_extra_attrs_for_row(self, obj: Model, context: Any) -> dict[str, str]:
        return {}

    def get_permissions_for_registration(self) -> QuerySet[Permission]:
        """Rights come from assignments; a tick in a group's settings would promise something it does not do."""
        return Permission.objects.none()

    def register_indexing(self) -> None:
        """No reference index: it would write a row beside every invitation and answer, in the order of writing."""

    def register_admin_url_finders(self) -> None:
        """Nothing here is edited by hand."""
