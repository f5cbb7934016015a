"""Forms on the screens of waves."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from departments.models import Department, Graduation, Program
from departments.registers.forms import UnitChoice
from surveys.fielding.trial import MOST_LINKS
from surveys.models import Cycle, Questionnaire, QuestionnaireVersion

if TYPE_CHECKING:
    from django.db.models import QuerySet


class Moment(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class ClosingForm(forms.Form):
    closes_at = forms.DateTimeField(label=_("Closes at"), widget=Moment)

    def clean_closes_at(self) -> Any:
        closes_at = self.cleaned_data["closes_at"]
        if closes_at <= timezone.now():
            raise forms.ValidationError(_("The closing time must lie in the future."))
        return closes_at


class VersionChoice(forms.ModelChoiceField):
    def label_from_instance(self, version: QuestionnaireVersion) -> str:
        return f"v{version.number} · {date_format(localtime(version.published_at), 'j F Y')} · {version.approved_as}"


def version_form(versions: "QuerySet[QuestionnaireVersion]", *, now: QuestionnaireVersion) -> type[forms.Form]:
    """To choose one of these; `now` is the one that is asked."""
    label = _("Version (now: v%(number)d)") % {"number": now.number}

    class VersionForm(forms.Form):
        version = VersionChoice(versions, label=label, empty_label=None)

    return VersionForm


class GraduatesForm(forms.Form):
    """Who of the register is invited: years of graduation, all departments or one."""

    first = forms.IntegerField(label=_("First year of graduation"), min_value=1955, max_value=2100)
    last = forms.IntegerField(label=_("Last year of graduation"), min_value=1955, max_value=2100)
    department = UnitChoice(Department.objects.all(), label=_("Department"), required=False, empty_label=_("All departments"))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("first") and data.get("last") and data["first"] > data["last"]:
            self.add_error("last", _("The last year cannot be before the first."))
        if not self.errors:
            graduations = Graduation.objects.filter(year__range=(data["first"], data["last"]))
            if data.get("department"):
                graduations = graduations.filter(program__department=data["department"])
            if not graduations.exists():
                raise forms.ValidationError(_("The register holds no graduate of these years."))
            data["graduations"] = graduations
        return data


class NewWaveForm(forms.Form):
    questionnaire = forms.ModelChoiceField(
        Questionnaire.objects.filter(versions__isnull=False).distinct(), label=_("Questionnaire"), empty_label=None,
        help_text=_("The wave takes its latest published version."),
    )  # fmt: skip
    name = forms.CharField(label=_("Name"), max_length=64, help_text=_("For example 2026; used once for each questionnaire."))
    cycle = forms.ModelChoiceField(Cycle.objects.all(), label=_("Cycle"), required=False)


class TrialForm(forms.Form):
    version = forms.ModelChoiceField(
        QuestionnaireVersion.objects.select_related("questionnaire").defer("document"), label=_("Questionnaire version"), empty_label=None
    )
    name = forms.CharField(label=_("Name"), max_length=64)
    links = forms.IntegerField(label=_("Number of links"), min_value=1, max_value=MOST_LINKS, initial=5)
    program = UnitChoice(
        Program.objects.filter(valid_until=None), label=_("As a graduate of"), required=False,
        empty_label=_("no program"), help_text=_("What the links say the respondent has graduated from, or rates."),
    )  # fmt: skip
    language = forms.ChoiceField(label=_("Language"), choices=[("tr", _("Turkish")), ("en", _("English"))])
    closes_at = forms.DateTimeField(label=_("Closes at"), widget=Moment)

    clean_closes_at = ClosingForm.clean_closes_at
