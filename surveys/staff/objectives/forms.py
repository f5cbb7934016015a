"""The form of one set: a day, a source, and twelve places in two languages. Works without a script."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from surveys.models import ObjectiveSet
from surveys.models.objectives import MOST_OBJECTIVES
from surveys.questions import Text

_LANGUAGES = ("tr", "en")
_SHOWN = 4  # places on screen before anything is written; the rest unfold


class Day(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


@dataclass(frozen=True, slots=True)
class Place:
    """One numbered row of the form."""

    number: int
    tr: BoundField
    en: BoundField
    filled: bool


class ObjectivesForm(forms.Form):
    """Empty places are passed over, so that clearing one moves those after it up."""

    adopted_on = forms.DateField(
        label=_("Adopted on"), widget=Day, help_text=_("Day of the decision of the board; in force from that day until another set is.")
    )
    source = forms.CharField(label=_("Decision or page"), max_length=200, required=False, help_text=_("For example “Bölüm Kurulu 2026/4”."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, MOST_OBJECTIVES + 1):
            for language in _LANGUAGES:
                widget = forms.Textarea(attrs={"rows": 3, "lang": language})
                label = _("Objective %(number)d, Turkish") if language == "tr" else _("Objective %(number)d, English")
                self.fields[f"{language}_{number}"] = forms.CharField(
                    label=label % {"number": number}, required=False, max_length=1000, widget=widget
                )

    @property
    def places(self) -> list[Place]:
        made = []
        for number in range(1, MOST_OBJECTIVES + 1):
            tr, en = (self[f"{language}_{number}"] for language in _LANGUAGES)
            made.append(Place(number, tr, en, bool(tr.value() or en.value())))
        return made

    @property
    def first_places(self) -> list[Place]:
        return self.places[: self._shown]

    @property
    def further_places(self) -> list[Place]:
        return self.places[self._shown :]

    @property
    def _shown(self) -> int:
        """What is written, one more, and four at least."""
        return max([_SHOWN, *(place.number + 1 for place in self.places if place.filled)])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for number in range(1, MOST_OBJECTIVES + 1):
            given = {language: data.get(f"{language}_{number}") for language in _LANGUAGES}
            if any(given.values()) and not given["tr"]:
                self.add_error(f"tr_{number}", _("Write this objective in Turkish as well."))
            if any(given.values()) and not given["en"]:
                self.add_error(f"en_{number}", _("Write this objective in English as well."))
        return data

    @property
    def wordings(self) -> list[Text]:
        """Of a valid form, P01 first."""
        data = self.cleaned_data
        rows = [Text(tr=data[f"tr_{number}"], en=data[f"en_{number}"]) for number in range(1, MOST_OBJECTIVES + 1)]
        return [row for row in rows if row.tr]


def initial_of(objective_set: ObjectiveSet) -> dict[str, Any]:
    """What stands in the form of a stored set."""
    initial: dict[str, Any] = {"adopted_on": objective_set.adopted_on, "source": objective_set.source}
    for place, objective in enumerate(objective_set.objectives.order_by("number"), start=1):
        initial |= {f"tr_{place}": objective.text_tr, f"en_{place}": objective.text_en}
    return initial
