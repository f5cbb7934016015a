"""What Wagtail's admin says without asking a catalogue."""

import pytest
from django.contrib.auth.models import Group
from django.utils.translation import override
from wagtail.admin.forms.workflows import WorkflowContentTypeForm
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import DefaultPageForm
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.models import Collection, Locale, Page, Task, Workflow

from home.admin_in_turkish import rename_what_migrations_made
from home.models import SiteImage


@pytest.mark.django_db
def test_what_migrations_made_has_turkish_names():
    names = set(Group.objects.values_list("name", flat=True))
    assert {"Onaylayanlar", "Düzenleyenler"} <= names
    assert names.isdisjoint({"Moderators", "Editors"})
    assert "Sayfa onayı" in Workflow.objects.values_list("name", flat=True)
    assert "Sayfa onayı" in Task.objects.values_list("name", flat=True)
    assert Collection.get_first_root_node().name == "Genel"
    assert Page.get_first_root_node().title == Page.get_first_root_node().draft_title == "Kök"


@pytest.mark.django_db
def test_a_name_somebody_gave_stays():
    Group.objects.filter(name="Onaylayanlar").update(name="Kurul")
    rename_what_migrations_made()
    assert Group.objects.filter(name="Kurul").count() == 1
    assert not Group.objects.filter(name="Onaylayanlar").exists()


def test_what_wagtail_left_unnamed_has_a_name_of_ours():
    with override("en"):
        assert [str(model._meta.verbose_name_plural) for model in (Locale, SiteImage)] == ["locales", "images"]
        assert SearchPromotion._meta.get_field("external_link_text").verbose_name == "external link text"
        assert DefaultPageForm().fields["include_descendants"].label == "Include the pages beneath"
        assert WorkflowContentTypeForm().fields["content_types"].label == "Kinds of record"
    assert str(SiteImage._meta.verbose_name) == "görsel"


@pytest.mark.parametrize(
    ("language", "count", "label"),
    [("tr", 0, "0 öğe"), ("tr", 1, "1 öğe"), ("tr", 3, "3 öğe"), ("en", 1, "1 item"), ("en", 3, "3 items")],
)
def test_lists_count_in_the_singular_in_turkish_only(language, count, label):
    paginator = WagtailPaginator(range(count), per_page=20)
    with override(language):
        assert paginator.items_count_label == label
