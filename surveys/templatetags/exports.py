"""{% export_buttons released "program:10210" %}: files of what is on the screen, on every page that shows released results."""

from typing import Any

from django import template
from django.utils import timezone

from surveys.exports.rights import may_have_single_answers
from surveys.reports.periods import ReleasedWave

register = template.Library()


@register.inclusion_tag("surveys/staff/exports/buttons.html", takes_context=True)
def export_buttons(context: template.Context, released: ReleasedWave, *units: str) -> dict[str, Any]:
    """units   "level:code"; the university as "university:" """
    reader = context["request"].user
    place = " ".join(unit.partition(":")[2] or unit.partition(":")[0] for unit in units[:3])
    return {
        "csrf_token": context.get("csrf_token"),
        "release": released.release,
        "units": units,
        "name": f"{released.code} {released.wave.name} {place}",
        "analyst": may_have_single_answers(reader, {}, timezone.localdate()),
    }
