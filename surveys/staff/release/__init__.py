"""Releasing a wave in the Wagtail admin: review, notes, what would be hidden, release, publish, withdraw."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from surveys.staff.registers.base import OFFICE, in_office

from . import decisions, forecast, views


class ReleaseMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return in_office(request.user, *OFFICE)


def menu_item(*, order: int) -> MenuItem:
    return ReleaseMenuItem(_("Release of results"), reverse("surveys_release"), name="release", icon_name="success", order=order)


def urls() -> list[URLPattern]:
    return [
        path("release/", views.listing, name="surveys_release"),
        path("release/<int:pk>/", views.wave_page, name="surveys_release_wave"),
        path("release/<int:pk>/forecast/", forecast.page, name="surveys_release_forecast"),
        path("release/<int:pk>/review/", decisions.review, name="surveys_release_review"),
        path("release/<int:pk>/confirm/<slug:profile>/", decisions.confirm, name="surveys_release_confirm"),
        path("release/<int:pk>/withdraw/<int:number>/", decisions.withdraw, name="surveys_release_withdraw"),
        path("release/<int:pk>/reinstate/<int:number>/", decisions.reinstate, name="surveys_release_reinstate"),
        path("release/<int:pk>/mails/<int:number>/", decisions.mails, name="surveys_release_mails"),
    ]
