"""The questionnaire, page by page: django-formtools' wizard over stored sittings, with three of its habits mended.

`done` happens on POST only: mail scanners follow links. A page that is not valid is kept as it was typed. Going back
saves first. Everything else (steps, their conditions, validating them all again before `done`) is formtools' own.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from formtools.wizard.views import NamedUrlWizardView

from surveys.collection.errors import AlreadyAnswered, WaveNotOpen, Withdrawn
from surveys.definition.compiled import Page
from surveys.questions import Problem

from . import review, screen
from .forms import PageForm
from .frame import Frame, around
from .frame import context as frame_context
from .intro import introduction
from .markup import Markup
from .messages import explain
from .pages import is_shuffled, page_markup, spoken
from .visit import Refused, Visit, visit


class Answering(NamedUrlWizardView):
    """Steps are the numbers of the pages routing opens; the last step, `review`, shows what will be sent and sends it."""

    storage_name = "surveys.respond.storage.SittingStorage"
    form_list = [PageForm]  # the true steps are known once the link is read: get_form_list
    url_name = "respond:page"
    done_step_name = "review"
    visit: Visit

    def get_prefix(self, request: HttpRequest, *args: Any, **kwargs: Any) -> str:
        return "answering"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            self.visit = request.visit = visit(kwargs["token"], now=timezone.now())  # type: ignore[attr-defined]  # read by the storage
        except Refused as refused:
            if refused.reason == "answered" and kwargs.get("step") == self.done_step_name and request.method == "POST":
                return review.thanks_again(request, refused, token=kwargs["token"])
            raise
        draft = self.visit.draft
        draft.language = screen.chosen_language(request) or draft.language
        screen.speak(draft.language)
        try:
            return super().dispatch(request, *args, **kwargs)
        except WaveNotOpen:
            raise Refused("closed", status=410, invitation=self.visit.invitation) from None
        except Withdrawn:
            raise Refused("withdrawn", status=410, invitation=self.visit.invitation) from None

    # steps

    def get_form_list(self) -> dict[str, type[PageForm]]:
        return {str(page.number): PageForm for page in self.visit.open_pages}

    def get_form_kwargs(self, step: str | None = None) -> dict[str, Any]:
        return {"visit": self.visit, "page": self.visit.page(step or self.steps.current)}

    def get_step_url(self, step: str) -> str:
        return reverse(self.url_name, kwargs={"token": self.visit.token, "step": step})

    def _reachable(self, step: str) -> str:
        """The step itself, or the one to be shown instead: nobody gets past a page that was never saved."""
        numbers = [page.number for page in self.visit.open_pages]
        frontier = self.visit.frontier
        limit = frontier.number if frontier else numbers[-1]
        if step == self.done_step_name:
            return step if frontier is None else str(limit)
        wanted = min(int(step), limit)
        return str(max((number for number in numbers if number <= wanted), default=numbers[0]))

    # looking

    def get(self, *args: Any, **kwargs: Any) -> HttpResponse:
        step = kwargs.get("step") or str(self.visit.draft.page)
        target = self._reachable(step)
        if target != kwargs.get("step"):
            language = screen.chosen_language(self.request)
            return redirect(self.get_step_url(target) + (f"?lang={language}" if language else ""))
        if step == self.done_step_name:
            failed = next((f for f in map(self._stored_form, self.get_form_list()) if not f.is_valid()), None)
            return self._to_mistake(failed) if failed else review.show_review(self.request, self.visit)
        return super().get(*args, **kwargs)

    def _stored_form(self, step: str) -> PageForm:
        return self.get_form(step, data=self.storage.get_step_data(step))

    def render(self, form: PageForm | None = None, **kwargs: Any) -> HttpResponse:
        """A page. What is missing is pointed out after a POST or on the way to sending, not to someone who looks around."""
        form = form or self.get_form()
        strict = self.request.method == "POST" or "check" in self.request.GET
        faults = {p.variable: explain(p) for p in form.problems if strict or p.code != "required"}
        markup = self._markup(form.page)
        frame = self._frame(form.page, markup.scripts)
        words = spoken(self.visit.compiled, markup.piped, self.visit.draft.answers, known=self.visit.known_words, language=frame.language)
        questions = markup.fill(form.given, faults=faults, words=words)
        concern = f"{reverse('respond:concern', args=[self.visit.token])}?lang={frame.language}"
        if not faults:
            return HttpResponse(around(frame, questions, concern_url=concern))
        missing = explain(Problem("", "required"))  # said once above, not after every question
        listed = [(name, _label(self.visit, name), "" if message == missing else message) for name, message in faults.items()]
        context = {**frame_context(frame), "questions": questions, "concern_url": concern, "faults": listed}
        return screen.show(self.request, "page", context, status=422 if self.request.method == "POST" else 200)

    def _markup(self, page: Page) -> Markup:
        here, language = self.visit, self.visit.draft.language
        asked = here.asked.intersection(here.variables_of(page))
        shown = here.shown.intersection(question.code for question in page.questions)
        order = here.order if is_shuffled(page) else None
        return page_markup(here.compiled, page, language, asked, shown, here.programs_for(page), order)

    def _frame(self, page: Page, scripts: tuple[str, ...]) -> Frame:
        here, language, pages = self.visit, self.visit.draft.language, self.visit.open_pages
        number = pages.index(page) + 1
        return Frame(
            language=language,
            title=(page.title or here.compiled.document.title).in_language(language),
            titled=page.title is not None,
            number=number,
            of=len(pages),
            introduction=introduction(here) if number == 1 else None,
            pilot=here.wave.pilot,
            synthetic=here.wave.synthetic,
            scripts=scripts,
        )

    # saving

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        step = kwargs.get("step") or ""
        if step == self.done_step_name:
            target = self._reachable(step)
            return self.render_done(None, **kwargs) if target == step else redirect(self.get_step_url(target))
        if step not in self.get_form_list():
            return redirect(self.get_step_url(self._reachable(step or "1")))
        posted, cleared = self.request.POST, self.request.POST.getlist("_clear")
        if cleared:
            posted = posted.copy()
            for name in cleared:
                posted.pop(name, None)
        self.storage.current_step = step
        form = self.get_form(step, data=posted)
        form.problems  # noqa: B018  (validated under the route as it was when the page was shown)
        self.storage.set_step_data(step, form)
        if self.request.headers.get("X-Autosave"):
            return JsonResponse({"saved": f"{timezone.localtime(self.visit.now):%H:%M}"})
        return self._go(posted.get("_go") or "", form, stay=bool(cleared) or "_switch" in posted)

    def _go(self, wish: str, form: PageForm, *, stay: bool) -> HttpResponse:
        """Where to after the page was saved, valid or not."""
        if stay:
            return redirect(self.get_step_url(self.steps.current))
        if wish == "back":
            return self.render_goto_step(self.steps.prev or self.steps.current)
        if wish == "later":
            return redirect(reverse("respond:later", args=[self.visit.token]) + f"?lang={self.visit.draft.language}")
        if not form.is_valid():
            return self.render(form)
        if self.steps.current == self.steps.last:
            return redirect(self.get_step_url(self.done_step_name))
        return self.render_next_step(form)

    # sending

    def render_revalidation_failure(self, failed_step: str, form: PageForm, **kwargs: Any) -> HttpResponse:
        return self._to_mistake(form)

    def _to_mistake(self, form: PageForm) -> HttpResponse:
        return redirect(f"{self.get_step_url(str(form.page.number))}?check=1")

    def done(self, form_list: list[PageForm], **kwargs: Any) -> HttpResponse:
        try:
            receipt = self.visit.submit()
        except AlreadyAnswered:
            receipt = self.visit.draft.receipt
        return review.thanks(self.request, self.visit, receipt=receipt)


def _label(here: Visit, name: str) -> str:
    variable = here.compiled.document.variables[name]
    text = variable.label.in_language(here.draft.language)
    return text if len(text) <= 90 else f"{text[:89]}…"
