"""One page as a form: the wizard wants forms, the answers want the question kinds. Nothing here is ever rendered."""

from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.datastructures import MultiValueDict

from surveys.definition.compiled import Page
from surveys.questions import Parsed, Problem

from .messages import explain
from .visit import Visit


class PageForm(forms.Form):
    """A page of the questionnaire, validated as a whole by its own question kinds: no fields, no widgets."""

    def __init__(self, *args: Any, visit: Visit, page: Page, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.visit = visit
        self.page = page
        self.parsed = Parsed({})

    @property
    def problems(self) -> tuple[Problem, ...]:
        self.errors  # noqa: B018  (reading them is what validates a form)
        return self.parsed.problems

    @property
    def given(self) -> dict[str, list[str]]:
        """What was typed, field by field."""
        return dict(self.data.lists()) if isinstance(self.data, MultiValueDict) else {}

    def full_clean(self) -> None:
        self._errors = ErrorDict()
        if not self.is_bound:
            return
        self.parsed = self.visit.parse(self.page, self.given)
        self.cleaned_data = dict(self.parsed.answers)
        for problem in self.parsed.problems:
            self._errors.setdefault(problem.variable, self.error_class()).append(explain(problem))
