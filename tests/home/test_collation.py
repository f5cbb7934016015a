import pytest

from home import collation
from home.turkish import turkish_slug


def test_names_stand_in_the_order_of_the_turkish_alphabet():
    names = "Zooloji İnşaat Işık Çevre Ceza Şehir Sanat Ünye Uzay Öğretmen Orman Ğ Gıda Harita Jeoloji".split()  # noqa: SIM905  (a line of names reads better)
    in_order = "Ceza Çevre Gıda Ğ Harita Işık İnşaat Jeoloji Orman Öğretmen Sanat Şehir Uzay Ünye Zooloji".split()  # noqa: SIM905  (a line of names reads better)
    assert sorted(names, key=collation.sort_key) == in_order


def test_a_shorter_word_comes_first_and_case_and_circumflex_do_not_move_a_name():
    names = ["Kamu Yönetimi", "Kâmuran", "kamu", "Kamuoyu", "Kamu"]
    assert sorted(names, key=collation.sort_key) == ["Kamu", "kamu", "Kamu Yönetimi", "Kamuoyu", "Kâmuran"]


def test_foreign_letters_and_digits_have_a_place():
    assert sorted(["Wagner", "Vural", "Xenon", "Yalçın", "Quiz", "Pınar", "Rize", "2. Bölüm", "(Eski) Fizik"], key=collation.sort_key) == [
        "(Eski) Fizik", "2. Bölüm", "Pınar", "Quiz", "Rize", "Vural", "Wagner", "Xenon", "Yalçın",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "small", "capital"), [("Işık", "ışık", "IŞIK"), ("İnşaat", "inşaat", "İNŞAAT"), ("I\u0307nşaat", "inşaat", "İNŞAAT")]
)
def test_the_two_letters_i_keep_their_own_case(text, small, capital):
    assert (collation.lower(text), collation.upper(text)) == (small, capital)


@pytest.mark.parametrize("text", ["ışık", "IŞIK", "isik", "Işık", "İŞİK", "ISIK"])
def test_searching_folds_every_spelling_to_one(text):
    assert collation.fold(text) == "isik"


def test_circumflexes_fall_away_when_searching():
    assert collation.fold("Zekâ, Âlim, İmkân") == "zeka, alim, imkan"


def test_spellings_cover_what_a_database_that_folds_only_ascii_would_miss():
    assert collation.spellings("ışık") == ["ışık", "IŞIK", "Işık"]
    assert collation.spellings("İnşaat") == ["İnşaat", "inşaat", "İNŞAAT"]


def test_a_cell_has_one_spelling():
    assert collation.tidy("  Mu\u0308hendislik\u00a0 Faku\u0308ltesi\n") == "Mühendislik Fakültesi"


def test_an_address_keeps_every_letter():
    assert turkish_slug("Ağrı Çalışması, İnşaat & Şehir") == "agri-calismasi-insaat-sehir"
