from django.apps import AppConfig


class MikSiteConfig(AppConfig):
    name = "mik_site"
    verbose_name = "MİK"
