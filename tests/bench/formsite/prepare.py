"""Makes the form page under the root page: `python -m tests.bench.formsite.prepare`."""

import os

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.formsite.settings"
django.setup()

from wagtail.models import Page, Site

from tests.bench.formsite.models import FormField, FormPage
from tests.bench.questions import AGREE, LIKERT, SINGLE_SIZES, STATEMENT, TEXTS


def prepare() -> None:
    root = Page.get_first_root_node()
    page = FormPage(title="Form", slug="bench-form")
    fields = [(code, f"Statement {code}: {STATEMENT}", "radio", "\n".join(AGREE)) for code in LIKERT]
    fields += [(code, f"Single choice {code}", "radio", "\n".join(f"o{k}" for k in range(1, n + 1))) for code, n in SINGLE_SIZES.items()]
    fields += [(code, f"Comment {code}", "multiline", "") for code in TEXTS]
    root.add_child(instance=page)
    for place, (code, text, kind, choices) in enumerate(fields):
        FormField.objects.create(
            page=page, sort_order=place, clean_name=code.lower(), label=text, field_type=kind, choices=choices, required=kind == "radio"
        )
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "127.0.0.1", "root_page": page, "port": 80})


if __name__ == "__main__":
    prepare()
