"""How the releases of a wave stand: what they hold, who was told, what may be done with them."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import get_language

from surveys.fielding.withdrawing import reasons_against_reinstating
from surveys.mailing.notice_letters import published_at
from surveys.models import Notice, Release, ReleasedTable, Wave

from .facts import whole
from .forms import breakdowns


@dataclass(frozen=True, slots=True)
class Standing:
    """shown, withheld: tables. mails: (state in words, number). unsettled: mails that were refused or are in doubt.

    divided_by    its breakdown in words; empty where there is none
    public_page   where the published tables are read; empty of an internal release
    """

    release: Release
    shown: str
    withheld: str
    divided_by: str
    mails: tuple[tuple[str, int], ...]
    unsettled: int
    reasons_against_reinstating: tuple[str, ...]
    public_page: str


def standing_of(wave: Wave) -> list[Standing]:
    """The internal release before the public one."""
    released = Count("tables", filter=Q(tables__status=ReleasedTable.Status.RELEASED))
    releases = wave.releases.annotate(shown=released, stored=Count("tables")).select_related("released_by", "withdrawn_by", "wave")
    return [_standing(release) for release in releases.order_by("profile", "number")]


def _standing(release: Release) -> Standing:
    counts = dict(Notice.objects.filter(release=release).order_by().values_list("state").annotate(n=Count("pk")))
    return Standing(
        release=release,
        shown=whole(release.shown),  # type: ignore[attr-defined]  # annotated by standing_of
        withheld=whole(release.stored - release.shown),  # type: ignore[attr-defined]
        divided_by=str(dict(breakdowns(release.wave)).get(release.breakdown, release.breakdown)) if release.breakdown else "",
        mails=tuple((str(state.label), counts[state]) for state in Notice.State if counts.get(state)),
        unsettled=counts.get(Notice.State.FAILED, 0) + counts.get(Notice.State.IN_DOUBT, 0),
        public_page=published_at(get_language() or "tr") if release.profile == Release.Profile.PUBLIC else "",
        reasons_against_reinstating=tuple(reasons_against_reinstating(release)) if release.withdrawn_at else (),
    )
