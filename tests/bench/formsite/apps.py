from django.apps import AppConfig


class FormsiteConfig(AppConfig):
    name = "tests.bench.formsite"
    default_auto_field = "django.db.models.AutoField"
