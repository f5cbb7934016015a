"""Turkish first: every sentence the product can say has its Turkish form."""

import ast
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.template import Engine
from django.template.base import Node
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

ROOT = Path(__file__).resolve().parents[2]
APPS = ("surveys", "departments", "stories", "home", "mik_site")
CALLS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}


def catalogue() -> set[str]:
    """Message ids with a Turkish text, of all our catalogues and those of Django and Wagtail."""
    import django
    import wagtail
    import wagtail_modeladmin

    folders = [ROOT, *(Path(package.__file__).parent for package in (django, wagtail, wagtail_modeladmin))]
    ids: set[str] = set()
    for folder in folders:
        for path in folder.glob("**/locale/tr/LC_MESSAGES/django.po"):
            if ".venv" in path.relative_to(folder).parts:
                continue
            with path.open("rb") as file:
                for message in read_po(file, locale="tr"):
                    texts = message.string if isinstance(message.string, (list, tuple)) else [message.string]
                    if message.id and all(texts) and not message.fuzzy:
                        ids.add(message.id if isinstance(message.id, str) else message.id[0])
    return ids


def of_python() -> dict[str, str]:
    found = {}
    for app in APPS:
        for path in (ROOT / app).rglob("*.py"):
            if "migrations" in path.parts:
                continue
            for node in ast.walk(ast.parse(path.read_text())):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS and node.args:
                    text = node.args[1 if node.func.id.startswith("pgettext") else 0]
                    if isinstance(text, ast.Constant) and isinstance(text.value, str):
                        found[text.value] = str(path.relative_to(ROOT))
    return found


def of_templates() -> dict[str, str]:
    engine = Engine.get_default()
    found: dict[str, str] = {}
    for path in [*(ROOT / "templates").rglob("*.html"), *(ROOT / "templates").rglob("*.txt")]:
        template = engine.from_string(path.read_text())
        for node in template.nodelist.get_nodes_by_type(Node):
            if isinstance(node, TranslateNode) and isinstance(node.filter_expression.var, str):
                found[node.filter_expression.var] = str(path.relative_to(ROOT))
            elif isinstance(node, TranslateNode) and getattr(node.filter_expression.var, "literal", None):
                found[str(node.filter_expression.var.literal)] = str(path.relative_to(ROOT))
            elif isinstance(node, BlockTranslateNode):
                text = node.render_token_list(node.singular)[0]
                found[text.strip() if not node.trimmed else " ".join(line.strip() for line in text.strip().splitlines())] = str(
                    path.relative_to(ROOT)
                )
    return found


@pytest.mark.parametrize("source", [of_python, of_templates])
def test_every_sentence_of_ours_has_a_turkish_form(source):
    known = catalogue()
    assert {text: where for text, where in source().items() if text not in known} == {}
