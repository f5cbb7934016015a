from django.urls import path

from . import schemas

urlpatterns = [path("schema/<slug:name>.json", schemas.schema, name="api_schema")]
