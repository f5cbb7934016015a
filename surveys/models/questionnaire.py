from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models, transaction
from django.dispatch import Signal
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, Revision, RevisionMixin, WorkflowMixin

from .blocks import AfterBlock, OptionListBlock, SectionBlock, TermsBlock
from .blocks.base import CODE_RULE

if TYPE_CHECKING:
    from home.models import User

# Sent inside the transaction of a publication; a receiver that raises undoes it. Arguments: questionnaire, authors, user, approval.
publishing = Signal()


class Questionnaire(PreviewableMixin, WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, models.Model):
    """An instrument through the years. What was asked stands in its versions; this is what is being edited.

    definition.drafts makes a document of it and the reverse; nothing after freezing reads these fields.
    """

    class Audience(models.TextChoices):
        GRADUATES = "graduates", _("Graduates")
        EMPLOYERS = "employers", _("Employers")
        OTHERS = "others", _("Others")

    code = models.CharField(
        _("code"), max_length=32, unique=True, validators=[CODE_RULE], help_text=_("Never changes: versions, waves and files bear it.")
    )
    title_tr = models.CharField(_("title (Turkish)"), max_length=200)
    title_en = models.CharField(_("title (English)"), max_length=200, blank=True)
    audience = models.CharField(_("audience"), max_length=12, choices=Audience, default=Audience.GRADUATES)
    minutes = models.PositiveSmallIntegerField(
        _("minutes it takes"), null=True, blank=True, help_text=_("Stated to respondents; the simulation says what to expect.")
    )
    legal_basis = models.CharField(_("article it rests on"), max_length=200, blank=True)
    privacy_tr = models.TextField(_("privacy notice (Turkish)"), blank=True)
    privacy_en = models.TextField(_("privacy notice (English)"), blank=True)
    sections = StreamField([("section", SectionBlock())], blank=True, collapsed=True, verbose_name=_("sections"))
    after = StreamField(AfterBlock(required=False), blank=True, verbose_name=_("after the answers are sent"))
    lists = StreamField([("list", OptionListBlock())], blank=True, collapsed=True, verbose_name=_("lists of options"))
    terms = StreamField(TermsBlock(required=False), blank=True, verbose_name=_("competencies, constructs, indicators"))
    names_from_bank = models.BooleanField(
        _("names from the item bank"),
        default=True,
        help_text=_("Domains, constructs and facets that are used and not named here take their names from the item bank."),
    )
    metadata = models.JSONField(_("what a source says beside the questions"), default=dict, blank=True, editable=False)

    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="questionnaire")
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="questionnaire",
        for_concrete_model=False,
    )

    class Meta:
        verbose_name = _("questionnaire")
        verbose_name_plural = _("questionnaires")
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def title(self) -> str:
        return (self.title_en or self.title_tr) if get_language() == "en" else self.title_tr

    # Set by the app once it is ready: showing the pages belongs to a layer above this one. Arguments: the object, language, request.
    show_preview: ClassVar[Callable[..., HttpResponse]]

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        return [("tr", _("Turkish")), ("en", _("English"))]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return type(self).show_preview(self, language=mode_name, request=request)

    @property
    def revisions(self) -> Any:
        return self._revisions

    def authors(self, *, until: Revision | None = None) -> set[int]:
        """Keys of the users who wrote what is not yet published: of every revision after the live one, up to `until`."""
        written = self.revisions.exclude(user=None)
        if self.live_revision_id:
            written = written.filter(created_at__gt=self.live_revision.created_at)
        if until is not None:
            written = written.filter(created_at__lte=until.created_at)
        return set(written.values_list("user", flat=True))

    @transaction.atomic
    def publish(self, revision: Revision, user: "User | None" = None, approval: Any = None, **options: Any) -> Any:
        """The one way into print, whoever opens the door (workflow, worker, command): receivers of `publishing` may refuse.

        approval   what the receiver should know of how it was approved (definition.publishing.Approval)
        """
        options["skip_permission_checks"] = True  # who may approve is decided by the receivers, by assignment and authorship
        authors = self.authors(until=revision)
        outcome = super().publish(revision, user=user, **options)
        self.refresh_from_db()
        publishing.send(sender=Questionnaire, questionnaire=self, authors=authors, user=user, approval=approval)
        return outcome
