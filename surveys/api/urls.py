from django.urls import path, re_path
from wagtail.utils.urlpatterns import decorate_urlpatterns

from . import problems, schemas
from .frame import framed
from .v1 import api

urlpatterns = [
    path("schema/<slug:name>.json", schemas.schema, name="api_schema"),
    *decorate_urlpatterns([path("", api.urls), re_path(r"^", problems.not_found)], framed),
]
