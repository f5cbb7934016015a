"""wagtail.contrib.forms as its documentation shows it, asked the same 48 questions."""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.contrib.forms.models import AbstractForm, AbstractFormField


class FormField(AbstractFormField):
    page = ParentalKey("FormPage", on_delete=models.CASCADE, related_name="form_fields")


class FormPage(AbstractForm):
    template = "formsite/form_page.html"
    landing_page_template = "formsite/landing.html"
