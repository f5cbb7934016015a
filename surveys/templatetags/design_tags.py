"""What the editor's templates show of the respondent's pages."""

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from surveys.definition.compiled import compile_document
from surveys.definition.samples import sample_document
from surveys.respond.pages import question_markup

register = template.Library()

_WORDS = {
    "tr": {"program": "İnşaat Mühendisliği", "P01": "Güvenli yapılar tasarlar.", "P02": "Mesleğini etik ilkelerle yürütür."},
    "en": {"program": "Civil Engineering", "P01": "Designs safe structures.", "P02": "Practises ethically."},
}


@register.simple_tag
def sample_question(kind: str) -> SafeString:
    """A question of this kind as a respondent sees it, in the language of the admin."""
    document, language = sample_document(), "en" if get_language() == "en" else "tr"
    question = next((q for q in document.all_questions if q.kind == kind), None)
    if question is None:
        return SafeString("")
    markup = question_markup(compile_document(document), question, language)
    return mark_safe(markup.fill({}, words=_WORDS[language]))
