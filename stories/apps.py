from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StoriesConfig(AppConfig):
    name = "stories"
    verbose_name = _("Success stories")

    def ready(self) -> None:
        from departments.panels import department_panels  # noqa: PLC0415  (models are not ready when this module is read)

        from .panels import stories_of_department  # noqa: PLC0415  (the same)

        department_panels.add("stories", stories_of_department, order=40)
