"""Two versions of a questionnaire held side by side: who may read them, and which two an address names."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse

from home.models import Role
from surveys.definition.drafts import STREAMS
from surveys.models import Questionnaire, QuestionnaireVersion
from surveys.staff.registers.base import OFFICE, in_office
from surveys.staff.registers.codebook import READERS

DRAFT = "draft"
WRITERS = (*OFFICE, Role.EDITOR)  # who reads what is not published yet


@dataclass(frozen=True, slots=True)
class Pair:
    """later is None where the draft stands beside the earlier version; both are None where there are not two things to compare."""

    questionnaire: Questionnaire
    all: tuple[QuestionnaireVersion, ...]  # newest first, without their documents
    earlier: QuestionnaireVersion | None
    later: QuestionnaireVersion | None
    draft: bool = False  # the later of the two is the draft
    may_draft: bool = False

    @property
    def complete(self) -> bool:
        return self.earlier is not None and (self.draft or self.later is not None)

    @property
    def earlier_name(self) -> str:
        return f"v{self.earlier.number}" if self.earlier else ""

    @property
    def later_key(self) -> str:
        return DRAFT if self.draft else str(self.later.number) if self.later else ""

    def address(self, name: str) -> str:
        return address(name, self.questionnaire, self.earlier.number if self.earlier else "", self.later_key)


def readable_questionnaire(request: HttpRequest, pk: int) -> Questionnaire:
    """404 for whoever may not read codebooks, as for what does not exist."""
    if not in_office(request.user, *READERS):
        raise Http404
    return get_object_or_404(Questionnaire.objects.defer(*STREAMS), pk=pk)


def read_pair(request: HttpRequest, pk: int, *, with_draft: bool) -> Pair:
    """The two that ?earlier= and ?later= name, put in order; the newest two where nothing is named. 404 for what does not exist."""
    questionnaire = readable_questionnaire(request, pk)
    found = tuple(questionnaire.versions.defer("document").order_by("-number"))
    may_draft = with_draft and in_office(request.user, *WRITERS)
    wanted = [request.GET.get(name, "") for name in ("earlier", "later")]
    if wanted[1] == DRAFT:
        if not may_draft:
            raise Http404
        earlier = _find(found, wanted[0]) or (found[0] if found else None)
        return Pair(questionnaire, found, earlier, None, draft=True, may_draft=True)
    earlier, later = (_find(found, number) for number in wanted)
    later = later or _beside(found, earlier, -1)
    earlier = earlier or _beside(found, later, 1)
    if earlier and later and earlier.number > later.number:
        earlier, later = later, earlier
    if earlier == later:
        later = None
    return Pair(questionnaire, found, earlier, later, may_draft=may_draft)


def address(name: str, questionnaire: Questionnaire, earlier: object = "", later: object = "") -> str:
    query = urlencode({key: value for key, value in (("earlier", earlier), ("later", later)) if value})
    return reverse(name, args=[questionnaire.pk]) + (f"?{query}" if query else "")


def _find(versions: Sequence[QuestionnaireVersion], number: str) -> QuestionnaireVersion | None:
    if not number:
        return None
    found = next((version for version in versions if str(version.number) == number), None)
    if found is None:
        raise Http404
    return found


def _beside(newest_first: Sequence[QuestionnaireVersion], version: QuestionnaireVersion | None, step: int) -> QuestionnaireVersion | None:
    """The one published after (-1) or before (1); the newest beside nothing."""
    place = newest_first.index(version) + step if version else 0
    return newest_first[place] if 0 <= place < len(newest_first) else None
