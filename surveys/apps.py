from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate, pre_migrate
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from . import guards

if TYPE_CHECKING:
    from departments.models import Department, DepartmentPage

    from .models import Questionnaire, ResultsPage


class SurveysConfig(AppConfig):
    name = "surveys"
    verbose_name = _("Surveys")

    def ready(self) -> None:
        from departments.panels import department_panels  # noqa: PLC0415  (models are there only once apps are ready)

        from .definition.approvals import install_workflow  # noqa: PLC0415  (as above)
        from .definition.publishing import freeze_published  # noqa: PLC0415  (as above)
        from .fielding.comparing import propose_published  # noqa: PLC0415  (as above)
        from .models import Questionnaire, ResultsPage  # noqa: PLC0415  (as above)
        from .models.questionnaire import publishing  # noqa: PLC0415  (as above)

        pre_migrate.connect(guards.stand_aside, sender=self, dispatch_uid="surveys.guards")
        post_migrate.connect(guards.install, sender=self, dispatch_uid="surveys.guards")
        post_migrate.connect(install_workflow, sender=self, dispatch_uid="surveys.approvals")
        register(guards.check_guards, Tags.database)
        publishing.connect(freeze_published, dispatch_uid="surveys.freeze_published")
        publishing.connect(propose_published, dispatch_uid="surveys.propose_published")  # after it: the version must be there
        Questionnaire.show_preview = staticmethod(_show_preview)
        ResultsPage.show_university, ResultsPage.show_department = staticmethod(_show_university), staticmethod(_show_department)
        department_panels.add("results", _results_of_department, order=30)


def _show_preview(draft: "Questionnaire", *, language: str, request: HttpRequest) -> HttpResponse:
    """The draft as a respondent would see it, finished or not."""
    from .definition import bank, drafts  # noqa: PLC0415  (models are there only once apps are ready)
    from .respond.preview import render_preview  # noqa: PLC0415  (as above)

    document, unfinished = drafts.freeze_what_there_is(drafts.fields_of(draft), bank.load(audience=draft.audience))
    return render_preview(document, language=language, request=request, unfinished=unfinished)


def _show_university(page: "ResultsPage", request: HttpRequest) -> HttpResponse:
    from .website.views import university  # noqa: PLC0415  (as above)

    return university(page, request)


def _show_department(page: "ResultsPage", request: HttpRequest, code: str) -> HttpResponse:
    from .website.views import department  # noqa: PLC0415  (as above)

    return department(page, request, code)


def _results_of_department(*, department: "Department", page: "DepartmentPage", request: HttpRequest) -> str:
    from .website.panel import results_of_department  # noqa: PLC0415  (as above)

    return results_of_department(department=department, page=page, request=request)
