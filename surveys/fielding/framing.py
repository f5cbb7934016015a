"""The frame of a wave brought in from elsewhere: what the old survey knew of whom it had asked."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from surveys.models import FrameStratum, Wave


class FrameRefused(ValueError):
    """Says in the reader's language why a frame cannot be recorded."""


@dataclass(frozen=True, slots=True)
class Stratum:
    """Counts of people: 0 <= replied <= invited <= population."""

    program_id: int
    cohort: int | None
    population: int
    invited: int
    replied: int


@transaction.atomic
def record_frame(*, wave: Wave, strata: Iterable[Stratum]) -> list[FrameStratum]:
    """Denominators for an imported wave, which has no response rate without them. FrameRefused where there are some already."""
    if wave.mode != Wave.Mode.IMPORTED:
        raise FrameRefused(_("Only an imported wave takes its frame from outside; %(wave)s counts its own invitations.") % {"wave": wave})
    if wave.strata.exists():
        raise FrameRefused(_("The frame of %(wave)s is recorded already.") % {"wave": wave})
    rows = []
    for s in strata:
        if not 0 <= s.replied <= s.invited <= s.population:
            raise FrameRefused(
                _("Replied, invited and population must not decrease in that order: %(counts)s.")
                % {"counts": (s.replied, s.invited, s.population)}
            )
        rows.append(
            FrameStratum(wave=wave, program_id=s.program_id, cohort=s.cohort, population=s.population, invited=s.invited, replied=s.replied)
        )
    return FrameStratum.objects.bulk_create(rows, batch_size=500)
