from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Common ground")

    def ready(self) -> None:
        from . import admin_in_turkish, comparison_in_words  # noqa: PLC0415  (needs the models, which are there by now)

        admin_in_turkish.name_what_has_no_name()
        admin_in_turkish.count_in_the_singular()
        comparison_in_words.compare_in_words()
        post_migrate.connect(admin_in_turkish.rename_what_migrations_made, sender=self, dispatch_uid="home.admin_in_turkish")
