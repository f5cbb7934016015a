"""What Wagtail's admin says without asking a catalogue, said in Turkish all the same."""

from typing import Any

from django.contrib.auth.models import Group
from django.db import connections, transaction
from django.db.models import Model
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.workflows import WorkflowContentTypeForm, WorkflowPageForm
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import DefaultPageForm
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.models import Collection, Locale, Page, Task, Workflow

from .models import SiteImage

# Wagtail's migrations make these; a name somebody has changed since is theirs and stays.
NAMED_IN_ENGLISH: list[tuple[type[Model], dict[str, str], dict[str, str]]] = [
    (Workflow, {"name": "Moderators approval"}, {"name": "Sayfa onayı"}),
    (Task, {"name": "Moderators approval"}, {"name": "Sayfa onayı"}),
    (Group, {"name": "Moderators"}, {"name": "Onaylayanlar"}),
    (Group, {"name": "Editors"}, {"name": "Düzenleyenler"}),
    (Collection, {"name": "Root", "depth": "1"}, {"name": "Genel"}),
    (Page, {"title": "Root", "depth": "1"}, {"title": "Kök", "draft_title": "Kök"}),
]
# Their names were made of the name of the class or field. Set here they change no migration, neither ours nor Wagtail's.
MODELS: dict[type[Model], tuple[Any, Any]] = {
    Locale: (_("locale"), _("locales")),
    SiteImage: (_("image"), _("images")),
}
FIELDS: dict[tuple[Any, str], Any] = {
    (SearchPromotion, "external_link_text"): _("external link text"),
}
LABELS: dict[tuple[Any, str], Any] = {
    (DefaultPageForm, "include_descendants"): _("Include the pages beneath"),
    (WorkflowPageForm, "page"): _("Page"),
    (WorkflowContentTypeForm, "content_types"): _("Kinds of record"),
}


def rename_what_migrations_made(*, using: str = "default", **_signal: Any) -> None:
    """Receiver of post_migrate, and safe to repeat: names live in the database, therefore in the first language of the product."""
    tables = set(connections[using].introspection.table_names())
    with transaction.atomic(using=using):
        for model, english, turkish in NAMED_IN_ENGLISH:
            if model._meta.db_table in tables:
                model._default_manager.using(using).filter(**english).update(**turkish)


def name_what_has_no_name() -> None:
    for model, (one, many) in MODELS.items():
        model._meta.verbose_name, model._meta.verbose_name_plural = one, many
    for (model, name), words in FIELDS.items():
        model._meta.get_field(name).verbose_name = words
    for (form, name), words in LABELS.items():
        form.base_fields[name].label = words


def count_in_the_singular() -> None:
    """Lists end with "3 anket formu": Wagtail would put the plural, which Turkish never has after a number."""
    english = WagtailPaginator.__dict__["items_count_label"].func

    def label(paginator: WagtailPaginator) -> str:
        return f"{paginator.count} {paginator.verbose_name}" if get_language() == "tr" else english(paginator)

    WagtailPaginator.items_count_label = property(label)
