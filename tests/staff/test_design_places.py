import pytest

from surveys.staff.design.places import in_words


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("code", "Kod"),
        ("sections", "Bölümler"),
        ("title.en", "Başlık · İngilizce"),
        ("privacy.tr", "Aydınlatma metni · Türkçe"),
        ("sections.S01.title.en", "S01 · Başlık · İngilizce"),
        ("questions.A03.low.en", "A03 · Alt uç · İngilizce"),
        ("questions.A03.rows.R1.tr", "A03 · Satırlar · R1 · Türkçe"),
        ("questions.low", "low"),
        ("option_sets.EVET_HAYIR.1.en", "EVET_HAYIR · 1 · İngilizce"),
        ("questions.A03.show_if", "A03 · Gösterilme koşulu"),
    ],
)
def test_a_place_is_named_as_the_editor_names_its_fields_and_codes_stay(path, words):
    assert in_words(path) == words
