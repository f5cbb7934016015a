"""Where questionnaires are written, looked at, compared and approved."""

from django.urls import URLPattern, path

from .files import export_draft, import_questionnaire
from .outline import outline
from .override import publish_alone
from .versions import urls as version_urls


def urls() -> list[URLPattern]:
    return [
        path("surveys/questionnaires/import/", import_questionnaire, name="surveys_import_questionnaire"),
        path("surveys/questionnaires/outline/", outline, name="surveys_outline"),
        path("surveys/questionnaires/<int:pk>/outline/", outline, name="surveys_outline_of"),
        path("surveys/questionnaires/<int:pk>/export/<slug:name>/", export_draft, name="surveys_export_draft"),
        path("surveys/questionnaires/<int:pk>/publish-alone/", publish_alone, name="surveys_publish_alone"),
        *version_urls(),
    ]
