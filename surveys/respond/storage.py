"""Where the wizard keeps a respondent's pages: the encrypted sitting of their link, never a session or a cookie."""

from collections.abc import Mapping, Sequence

from django.http import HttpRequest, HttpResponse
from django.utils.datastructures import MultiValueDict
from formtools.wizard.storage.base import BaseStorage

from .forms import PageForm
from .visit import Visit

MOST_TYPED, MOST_VALUES = 20_000, 300  # characters of a value and values of a field that are kept, however much is posted


class SittingStorage(BaseStorage):
    """Steps are page numbers as text. Nothing is written while a page is only looked at."""

    def __init__(self, prefix: str, request: HttpRequest | None = None, file_storage: object = None) -> None:
        super().__init__(prefix, request, file_storage)
        self.visit: Visit = request.visit  # type: ignore[union-attr]  # set by the wizard before it makes its storage
        self.changed = False
        self.init_data()

    def _get_current_step(self) -> str:
        return str(self.visit.draft.page)

    def _set_current_step(self, step: str) -> None:
        self.visit.draft.page = int(step)

    def get_step_data(self, step: str) -> MultiValueDict | None:
        """The page as it was typed, or as its answers say; None where it was never saved."""
        page, draft = self.visit.page(step), self.visit.draft
        if page.number in draft.entered:
            return MultiValueDict(draft.entered[page.number])
        codes = self.visit.variables_of(page)
        if not codes:
            return MultiValueDict()
        return MultiValueDict(self.visit.typed(page)) if any(code in draft.answers for code in codes) else None

    def set_step_data(self, step: str, form: PageForm) -> None:
        """Valid answers always; the whole page as typed as well while something on it cannot stand."""
        page, draft = self.visit.page(step), self.visit.draft
        if form.problems:
            draft.entered[page.number] = _typed(form.given, self.visit.fields_of(page))
        else:
            draft.entered.pop(page.number, None)
        for code in self.visit.variables_of(page):
            draft.answers.pop(code, None)
        draft.answers.update(form.parsed.answers)
        self.visit.forget_route()
        self.changed = True

    def reset(self) -> None:
        """After `done`: the submission has ended the sitting in its own transaction."""
        self.changed = False

    def update_response(self, response: HttpResponse) -> None:
        if self.changed:
            self.visit.save()
            self.changed = False


def _typed(data: Mapping[str, Sequence[str]], names: Sequence[str]) -> dict[str, list[str]]:
    return {name: [value[:MOST_TYPED] for value in data[name][:MOST_VALUES]] for name in names if name in data}
