"""Filters of lists that would otherwise ask the database once for every wave they name."""

from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _

from surveys.models import Wave


class WaveFilter(SimpleListFilter):
    title = _("wave")
    parameter_name = "wave"
    path = "wave"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        waves = Wave.objects.select_related("questionnaire").defer("public_key")
        return [(str(wave.pk), str(wave)) for wave in waves.order_by("-opened_at", "-id")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() is None:
            return queryset
        if self.value() not in dict(self.lookup_choices):
            raise Http404
        return queryset.filter(**{self.path: self.value()})


class WaveOfInvitation(WaveFilter):
    path = "invitation__wave"
