"""The edit form every page type shares."""

from typing import Any

from django import forms
from wagtail.admin.forms import WagtailAdminPageForm

from .turkish import turkish_slug


class TurkishSlugField(forms.SlugField):
    """Takes whatever was typed and makes an address of it, so that "İletişim" is mended and not refused."""

    def to_python(self, value: Any) -> str:
        return turkish_slug(super().to_python(value) or "")


class SitePageForm(WagtailAdminPageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plain = self.fields.get("slug")
        if plain is not None:
            self.fields["slug"] = TurkishSlugField(
                label=plain.label, help_text=plain.help_text, required=plain.required, widget=plain.widget, max_length=255
            )
