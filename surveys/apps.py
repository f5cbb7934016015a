from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate, pre_migrate
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from . import guards

if TYPE_CHECKING:
    from .models import Questionnaire


class SurveysConfig(AppConfig):
    name = "surveys"
    verbose_name = _("Surveys")

    def ready(self) -> None:
        from .definition.approvals import install_workflow  # noqa: PLC0415  (models are there only once apps are ready)
        from .definition.publishing import freeze_published  # noqa: PLC0415  (as above)
        from .fielding.comparing import propose_published  # noqa: PLC0415  (as above)
        from .models import Questionnaire  # noqa: PLC0415  (as above)
        from .models.questionnaire import publishing  # noqa: PLC0415  (as above)

        pre_migrate.connect(guards.stand_aside, sender=self, dispatch_uid="surveys.guards")
        post_migrate.connect(guards.install, sender=self, dispatch_uid="surveys.guards")
        post_migrate.connect(install_workflow, sender=self, dispatch_uid="surveys.approvals")
        register(guards.check_guards, Tags.database)
        publishing.connect(freeze_published, dispatch_uid="surveys.freeze_published")
        publishing.connect(propose_published, dispatch_uid="surveys.propose_published")  # after it: the version must be there
        Questionnaire.show_preview = staticmethod(_show_preview)


def _show_preview(draft: "Questionnaire", *, language: str, request: HttpRequest) -> HttpResponse:
    """The draft as a respondent would see it, finished or not."""
    from .definition import bank, drafts  # noqa: PLC0415  (models are there only once apps are ready)
    from .respond.preview import render_preview  # noqa: PLC0415  (as above)

    document, unfinished = drafts.freeze_what_there_is(drafts.fields_of(draft), bank.load(audience=draft.audience))
    return render_preview(document, language=language, request=request, unfinished=unfinished)
