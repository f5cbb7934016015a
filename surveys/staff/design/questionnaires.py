"""Questionnaires in the admin: written in blocks, looked at as a respondent sees them, approved by a second person."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Max, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.snippets.views import snippets as views
from wagtail.snippets.views.snippets import SnippetViewSet

from surveys.definition.check import DefinitionError
from surveys.definition.publishing import document_on, refusals
from surveys.models import Questionnaire

from .forms import QuestionnaireForm


def panels(form: type[QuestionnaireForm]) -> TabbedInterface:
    """The editor: what is asked first, what it is made of second, what it is called and rests on third."""
    asked = ObjectList(
        [
            HelpPanel(template="surveys/design/readiness.html", heading=gettext_lazy("Before it can be published")),
            FieldRowPanel([FieldPanel("code"), FieldPanel("audience"), FieldPanel("minutes")]),
            FieldRowPanel([FieldPanel("title_tr"), FieldPanel("title_en")]),
            FieldPanel("sections"),
            FieldPanel("after", help_text=gettext_lazy("Consents, addresses and offers: stored apart, never with the answers.")),
        ],
        heading=gettext_lazy("Questions"),
    )
    made_of = ObjectList(
        [
            FieldPanel("lists", help_text=gettext_lazy("Several questions of this questionnaire may use one list by its name.")),
            FieldPanel("names_from_bank"),
            FieldPanel("terms"),
        ],
        heading=gettext_lazy("Lists and terms"),
    )
    about = ObjectList(
        [
            FieldPanel("legal_basis"),
            MultiFieldPanel([FieldRowPanel([FieldPanel("privacy_tr"), FieldPanel("privacy_en")])], heading=gettext_lazy("Privacy notice")),
        ],
        heading=gettext_lazy("About"),
    )
    return TabbedInterface([asked, made_of, about], base_form_class=form)


class Index(views.IndexView):
    def get_header_more_buttons(self) -> list[Button]:
        buttons = super().get_header_more_buttons()
        if self.user_has_permission("add"):
            buttons.append(Button(_("Import from a file"), url=reverse("surveys_import_questionnaire"), icon_name="upload"))
        return buttons


class _Links:
    """The ways on from the editor."""

    object: Questionnaire

    @property
    def header_buttons(self) -> list[HeaderButton]:
        pk = self.object.pk
        return [
            HeaderButton(_("Simulation"), url=reverse("surveys_simulation", args=[pk]), icon_name="tasks"),
            HeaderButton(_("Versions"), url=reverse("surveys_versions", args=[pk]), icon_name="history"),
        ]

    @property
    def header_more_buttons(self) -> list[Button]:
        made: list[Button] = super().header_more_buttons  # type: ignore[misc]  # of the view this is mixed into
        for name, label in (("json", "JSON"), ("xlsform", "XLSForm"), ("ddi", "DDI")):
            url = reverse("surveys_export_draft", args=[self.object.pk, name])
            made.append(Button(_("Draft as %(format)s") % {"format": label}, url=url, icon_name="download", priority=40))
        url = reverse("surveys_publish_alone", args=[self.object.pk])
        made.append(Button(_("Publish without a second person"), url=url, icon_name="warning", priority=90))
        return made


class Edit(_Links, views.EditView):
    def form_valid(self, form: QuestionnaireForm) -> HttpResponse:
        """Approving approves what was handed in; it is no edit, or every approver would be an author of what they approve."""
        if self.action != "workflow-action" or self.workflow_action != "approve":
            return super().form_valid(form)
        handed_in = self.live_object.get_latest_revision_as_object()
        if document_on(form.instance) != document_on(handed_in):
            messages.error(self.request, _("You have changed the draft. Save it; then somebody else has to approve it."))
            return self.form_invalid(form)
        self.form, self.object, self.new_revision = form, handed_in, self.live_object.latest_revision
        return self.run_action_method() or self.save_action()

    def workflow_action_action(self) -> Any:
        """Bank and ledger may have changed since it was handed in: an approval is checked like a submission."""
        if self.workflow_action == "approve" and (found := refusals(self.object)):
            for problem in found:
                messages.error(self.request, str(problem))
            return redirect(self.get_edit_url())
        return super().workflow_action_action()


class Copy(views.CopyView):
    """A draft of its own under a code of its own; nothing of the versions or approvals of the first comes along."""

    def get_initial_form_instance(self) -> Questionnaire:
        copied: Questionnaire = super().get_initial_form_instance().get_latest_revision_as_object()
        copied.pk, copied._state.adding, copied.code = None, True, ""
        copied.latest_revision = copied.live_revision = copied.first_published_at = copied.last_published_at = None
        copied.live, copied.locked, copied.locked_by, copied.locked_at = False, False, None, None
        return copied


class WorkflowAction(views.WorkflowActionView):
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.action_name == "approve" and (found := refusals(self.object.get_latest_revision_as_object())):
            for problem in found:
                messages.error(request, str(problem))
            return redirect(self.redirect_url)
        try:
            return super().post(request, *args, **kwargs)
        except DefinitionError as error:
            for problem in error.problems:
                messages.error(request, str(problem))
            return redirect(self.redirect_url)


class Inspect(views.InspectView):
    """Who may only read reads what was published."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.user_has_any_permission(["add", "change", "view"]):
            raise PermissionDenied
        return redirect(reverse("surveys_versions", args=[self.object.pk]))


def status(questionnaire: Questionnaire) -> str:
    """Read off the row alone: Wagtail's own tag asks for the workflow of every line."""
    if not questionnaire.live:
        return _("Draft, never published")
    return _("Published, with a newer draft") if questionnaire.has_unpublished_changes else _("Published")


class QuestionnaireViewSet(SnippetViewSet):
    model = Questionnaire
    icon = "list-ul"
    url_prefix = "surveys/questionnaires"
    url_namespace = "surveys_questionnaires"
    menu_label = gettext_lazy("Questionnaires")
    add_to_admin_menu = False
    menu_item_is_registered = True
    list_display = (
        "__str__",
        Column("audience", label=gettext_lazy("Audience"), accessor="get_audience_display"),
        Column("version", label=gettext_lazy("Version"), accessor=lambda q: f"v{q.latest}" if q.latest else "–"),
        Column("fielded", label=gettext_lazy("Waves"), accessor=lambda q: q.fielded),
        Column("state", label=gettext_lazy("Status"), accessor=lambda q: status(q)),
    )
    list_filter = ("audience",)
    search_fields = ("code", "title_tr", "title_en")
    copy_view_enabled = True
    inspect_view_enabled = True
    index_view_class = Index
    edit_view_class = Edit
    copy_view_class = Copy
    inspect_view_class = Inspect
    workflow_action_view_class = WorkflowAction
    edit_template_name = "surveys/design/edit.html"
    create_template_name = "surveys/design/create.html"

    def get_edit_handler(self) -> Any:
        return panels(QuestionnaireForm).bind_to_model(self.model)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Questionnaire]:
        listed = Questionnaire.objects.select_related("latest_revision", "live_revision").defer(*("sections", "after", "lists", "terms"))
        return listed.annotate(latest=Max("versions__number"), fielded=Count("waves", distinct=True))


questionnaires = QuestionnaireViewSet()
