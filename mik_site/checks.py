"""Rules of the house as system checks: what would break a promise stops the start."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

LOWEST_THRESHOLD = 5


@register()
def thresholds_keep_the_promise(**kwargs: Any) -> list[CheckMessage]:
    return [
        Error(f"{name} is {getattr(settings, name)}; respondents were promised at least {LOWEST_THRESHOLD}.", id="mik.E001")
        for name in ("SURVEYS_INTERNAL_THRESHOLD", "SURVEYS_TEXT_THRESHOLD")
        if getattr(settings, name) < LOWEST_THRESHOLD
    ]


@register()
def private_files_are_never_served(**kwargs: Any) -> list[CheckMessage]:
    if settings.PRIVATE_DIR.is_relative_to(settings.MEDIA_ROOT):
        return [Error("PRIVATE_DIR lies under MEDIA_ROOT: wave keys would be public.", id="mik.E002")]
    return []
