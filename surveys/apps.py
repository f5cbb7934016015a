from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from . import guards


class SurveysConfig(AppConfig):
    name = "surveys"
    verbose_name = _("Surveys")

    def ready(self) -> None:
        post_migrate.connect(guards.install, sender=self, dispatch_uid="surveys.guards")
        register(guards.check_guards, Tags.database)
        from surveys.definition.publishing import freeze_published  # noqa: PLC0415  (models are there only once apps are ready)
        from surveys.models.questionnaire import publishing  # noqa: PLC0415  (as above)

        publishing.connect(freeze_published, dispatch_uid="surveys.freeze_published")
