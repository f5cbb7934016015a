from django.apps import AppConfig


class MikSiteConfig(AppConfig):
    name = "mik_site"
    verbose_name = "MİK"

    def ready(self) -> None:
        from . import checks  # noqa: F401, PLC0415  (registers itself once the apps are loaded)
