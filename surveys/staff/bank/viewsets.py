"""The item bank in the admin: what several questionnaires ask alike, written once."""

from typing import Any

from django import forms
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from surveys.definition.bank import tags_of
from surveys.models import Competency, Construct, Domain, Facet, OptionList, OutcomeSet

from .forms import CompetencyForm, EntryForm, OptionListForm, OutcomeSetForm
from .panels import PlainNumber, UsedByPanel, both_languages
from .views import BankDelete, BankEntry, BankList, UsedByColumn


def _name() -> Column:
    return Column("name", label=_("Name"))


def _facets(competency: Competency) -> str:
    """What graduates are asked first."""
    facets = sorted(competency.facets.all(), key=lambda facet: (facet.audience != "graduates", facet.code))
    return "\u00a0".join(facet.code for facet in facets)


class BankViewSet(SnippetViewSet):
    """Ours say by themselves who uses an entry: codes in documents are no references that Wagtail could count."""

    index_view_class = BankList
    edit_view_class = BankEntry
    delete_view_class = BankDelete
    add_to_reference_index = False
    copy_view_enabled = False
    search_backend_name = None
    search_fields: tuple[str, ...] = ("code", "name_tr", "name_en")
    ordering = ("code",)
    list_per_page = 50

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_common_view_kwargs(**{"usage_url_name": None, **kwargs})


class OptionLists(BankViewSet):
    model = OptionList
    icon = "sliders"
    menu_label = _("Scales and lists")
    copy_view_enabled = True
    list_display = (
        "code",
        _name(),
        Column("kind", label=_("Kind"), accessor=lambda listed: _("Scale") if listed.is_scale else _("List"), sort_key="is_scale"),
        Column("size", label=_("Options"), sort_key="size"),
        UsedByColumn(),
    )
    list_filter = ("is_scale",)
    edit_handler = ObjectList(
        [
            UsedByPanel(),
            FieldRowPanel([FieldPanel("code"), FieldPanel("source")]),
            both_languages("name"),
            FieldPanel("is_scale"),
            InlinePanel(
                "options",
                [
                    FieldRowPanel(
                        [
                            FieldPanel("code", classname="col2"),
                            FieldPanel("label_tr", classname="col4"),
                            FieldPanel("label_en", classname="col4"),
                            FieldPanel("value", classname="col2", widget=PlainNumber),
                        ]
                    ),
                    FieldRowPanel(
                        [
                            FieldPanel("missing", classname="col4"),
                            FieldPanel("exclusive", classname="col2"),
                            FieldPanel("other_text", heading=_("Own words"), classname="col2"),
                            FieldPanel("low", heading=_("Band from"), classname="col2", widget=PlainNumber),
                            FieldPanel("high", heading=_("Band to"), classname="col2", widget=PlainNumber),
                        ]
                    ),
                ],
                heading=_("Options"),
                label=_("Option"),
                min_num=1,
                classname="bank-rows",
            ),
        ],
        base_form_class=OptionListForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[OptionList]:
        return OptionList.objects.annotate(size=Count("options"))


class Competencies(BankViewSet):
    model = Competency
    icon = "tag"
    menu_label = _("Competencies")
    search_fields = ("code", "graduate_tr", "graduate_en", "employer_tr", "employer_en")
    list_display = (
        "code",
        Column("wording", label=_("Wording for graduates")),
        Column("domain", label=_("Domain"), accessor="domain.name", sort_key="domain__code"),
        Column("facets", label=_("Facets"), accessor=_facets),
        Column("outcomes", label=_("Outcomes"), accessor=lambda c: ", ".join(tags_of(c))),
        UsedByColumn(),
    )
    list_filter = ("domain", "facets")
    edit_handler = ObjectList(
        [
            UsedByPanel(),
            FieldRowPanel([FieldPanel("code"), FieldPanel("domain", widget=forms.Select)]),
            MultiFieldPanel(
                [
                    FieldRowPanel(
                        [
                            FieldPanel("graduate_tr", heading=_("For graduates (Turkish)"), widget=AdminAutoHeightTextInput),
                            FieldPanel("employer_tr", heading=_("For employers (Turkish)"), widget=AdminAutoHeightTextInput),
                        ]
                    ),
                    FieldRowPanel(
                        [
                            FieldPanel("graduate_en", heading=_("For graduates (English)"), widget=AdminAutoHeightTextInput),
                            FieldPanel("employer_en", heading=_("For employers (English)"), widget=AdminAutoHeightTextInput),
                        ]
                    ),
                ],
                heading=_("Wordings"),
                help_text=_("Graduates are asked about themselves, employers about the graduates they employ."),
            ),
            FieldPanel("facets", widget=forms.CheckboxSelectMultiple),
            FieldPanel("outcomes", classname="bank-outcomes"),
        ],
        base_form_class=CompetencyForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Competency]:
        return Competency.objects.select_related("domain").prefetch_related("facets", "outcomes__outcome_set")


class Domains(BankViewSet):
    model = Domain
    icon = "group"
    menu_label = _("Competency domains")
    list_display = ("code", _name(), Column("size", label=_("Competencies"), sort_key="size"), UsedByColumn())
    edit_handler = ObjectList([UsedByPanel(), FieldPanel("code"), both_languages("name")], base_form_class=EntryForm)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Domain]:
        return Domain.objects.annotate(size=Count("competencies"))


class Constructs(BankViewSet):
    model = Construct
    icon = "order"
    menu_label = _("Constructs")
    list_display = ("code", _name(), UsedByColumn())
    edit_handler = ObjectList(
        [UsedByPanel(), FieldPanel("code"), both_languages("name"), FieldPanel("description")], base_form_class=EntryForm
    )


class Facets(BankViewSet):
    model = Facet
    icon = "view"
    menu_label = _("Facets")
    list_display = ("code", _name(), Column("audience", label=_("Asked of"), accessor="get_audience_display"), UsedByColumn())
    edit_handler = ObjectList(
        [UsedByPanel(), FieldRowPanel([FieldPanel("code"), FieldPanel("audience")]), both_languages("name")], base_form_class=EntryForm
    )


class OutcomeSets(BankViewSet):
    model = OutcomeSet
    icon = "list-ol"
    menu_label = _("Outcome sets")
    list_display = ("code", _name(), "edition", Column("size", label=_("Outcomes"), sort_key="size"), UsedByColumn())
    edit_handler = ObjectList(
        [
            UsedByPanel(),
            FieldRowPanel([FieldPanel("code"), FieldPanel("edition")]),
            both_languages("name"),
            InlinePanel(
                "outcomes",
                [
                    FieldRowPanel(
                        [
                            FieldPanel("code", classname="col2"),
                            FieldPanel("label_tr", classname="col5"),
                            FieldPanel("label_en", classname="col5"),
                        ]
                    )
                ],
                heading=_("Outcomes"),
                label=_("Outcome"),
                min_num=1,
                classname="bank-rows",
            ),
        ],
        base_form_class=OutcomeSetForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[OutcomeSet]:
        return OutcomeSet.objects.annotate(size=Count("outcomes"))


class ItemBank(SnippetViewSetGroup):
    menu_label = _("Item bank")
    menu_name = "item-bank"
    menu_icon = "folder-open-inverse"
    menu_order = 112
    items = (OptionLists, Competencies, Domains, Constructs, Facets, OutcomeSets)
