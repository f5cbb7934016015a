import pytest

from surveys.collection import sittings
from surveys.models import Invitation, Sealed, Sitting
from tests.factories.fielding import an_open_wave, invitation_with_token, sitting_key
from tests.factories.respond import every_kind

pytestmark = pytest.mark.django_db

FIRST = {"K01": "yes", "K02": ["a"], "_go": "next"}
SECOND = {"C1_A": "4", "C2_A": "5", "K14": "9", "_go": "next"}
THIRD = {"K20": "40", "_go": "next"}


@pytest.fixture
def wave():
    return an_open_wave(document=every_kind())


@pytest.fixture
def token(wave):
    return invitation_with_token(wave=wave)[1]


def draft_of(wave, token):
    return sittings.load(token, wave=wave, key=sitting_key(wave))


def to_review(client, token):
    for number, posted in enumerate((FIRST, SECOND, THIRD), start=1):
        client.post(f"/a/{token}/{number}/", posted)


def goes_to(response, token):
    assert response.status_code == 302
    return response["Location"].removeprefix(f"/a/{token}/")


def test_the_link_opens_at_question_one_and_later_where_one_stopped(client, token):
    assert goes_to(client.get(f"/a/{token}/"), token) == "1/"
    client.post(f"/a/{token}/1/", FIRST)
    assert goes_to(client.get(f"/a/{token}/"), token) == "2/"


def test_a_link_as_typed_from_paper_is_led_to_the_true_one(client, token):
    typed = "-".join(token[n : n + 5] for n in range(0, len(token), 5)).upper()
    assert client.get(f"/a/{typed}/")["Location"].startswith(f"/a/{token}/")


def test_looking_writes_nothing(client, token, wave):
    for address in ("", "1/", "2/", "review/", "concern/", "later/", "1/?lang=en"):
        client.get(f"/a/{token}/{address}")
    assert (Sitting.objects.count(), Sealed.objects.count(), Invitation.objects.filter(done=True).count()) == (0, 0, 0)


def test_done_happens_on_post_only(client, token):
    to_review(client, token)
    assert client.get(f"/a/{token}/review/").status_code == 200
    assert Sealed.objects.count() == 0
    assert client.post(f"/a/{token}/review/").status_code == 200
    assert Sealed.objects.count() == 1


def test_an_invalid_page_is_kept_as_it_was_typed(client, token, wave):
    client.post(f"/a/{token}/1/", FIRST)
    client.post(f"/a/{token}/2/", SECOND)
    response = client.post(f"/a/{token}/3/", {"K20": "kırk", "K21": "x" * 60, "K22": "iyi", "_go": "next"})
    assert response.status_code == 422
    assert draft_of(wave, token).entered == {3: {"K20": ["kırk"], "K21": ["x" * 60], "K22": ["iyi"]}}
    for page in (response, client.get(f"/a/{token}/3/")):
        assert 'value="kırk"' in page.content.decode()
        assert "x" * 60 in page.content.decode()
        assert 'href="#f-K20"' in page.content.decode()
    assert draft_of(wave, token).answers["K22"] == "iyi"


def test_a_page_put_right_is_no_longer_kept_as_typed(client, token, wave):
    client.post(f"/a/{token}/1/", {"_go": "next"})
    assert draft_of(wave, token).entered == {1: {}}
    client.post(f"/a/{token}/1/", FIRST)
    assert (draft_of(wave, token).entered, draft_of(wave, token).answers["K01"]) == ({}, "yes")


def test_going_back_saves_first(client, token, wave):
    client.post(f"/a/{token}/1/", FIRST)
    response = client.post(f"/a/{token}/2/", {"C1_A": "4", "K10": "2", "_go": "back"})
    assert goes_to(response, token) == "1/"
    draft = draft_of(wave, token)
    assert (draft.page, draft.answers["K10"], draft.answers["K01"]) == (1, "2", "yes")
    assert draft.entered[2] == {"K10": ["2"], "C1_A": ["4"]}
    shown = client.get(f"/a/{token}/2/").content.decode()
    assert 'name="K10" value="2" checked' in shown
    assert 'class="faults"' not in shown  # nobody is blamed for what they have not come to yet


def test_what_is_missing_stops_the_way_forward_and_is_named(client, token):
    response = client.post(f"/a/{token}/1/", {"_go": "next"})
    assert response.status_code == 422
    page = response.content.decode()
    assert '<a href="#f-K01">Çalışıyor musunuz?</a>' in page
    assert 'id="e-K01"' in page
    assert 'id="f-K01"' in page
    assert "autofocus" in page


def test_nobody_gets_past_a_page_that_was_never_saved(client, token):
    assert goes_to(client.get(f"/a/{token}/3/"), token) == "1/"
    assert goes_to(client.get(f"/a/{token}/review/"), token) == "1/"
    assert goes_to(client.post(f"/a/{token}/review/"), token) == "1/"
    assert goes_to(client.get(f"/a/{token}/99/"), token) == "1/"
    assert Sealed.objects.count() == 0


def test_an_answer_changed_on_another_device_leads_back_to_what_it_opens(client, token):
    to_review(client, token)
    client.post(f"/a/{token}/1/", {**FIRST, "K01": "no"})
    client.post(f"/a/{token}/2/", SECOND)
    client.post(f"/a/{token}/1/", {**FIRST, "K01": "yes"})
    assert goes_to(client.get(f"/a/{token}/review/"), token) == "2/"


def test_a_mistake_left_behind_is_shown_before_sending(client, token):
    to_review(client, token)
    client.post(f"/a/{token}/3/", {"K20": "kırk", "_go": "back"})
    assert goes_to(client.post(f"/a/{token}/review/"), token) == "3/?check=1"
    assert 'href="#f-K20"' in client.get(f"/a/{token}/3/?check=1").content.decode()


def test_progress_counts_the_pages_of_this_branch(client, token):
    page = client.get(f"/a/{token}/1/").content.decode()
    assert '<progress max="3" value="1"' in page


def test_program_and_year_are_known_and_shown(client, wave):
    invitation, token = invitation_with_token(wave=wave)
    assert invitation.program.name_tr in client.get(f"/a/{token}/1/").content.decode()


def test_autosave_answers_with_the_time_and_blames_nobody(client, token, wave):
    response = client.post(f"/a/{token}/1/", {"K02": ["a", "b", "other"]}, headers={"X-Autosave": "1"})
    assert (response.status_code, response.json()) == (200, {"saved": "12:00"})
    assert draft_of(wave, token).entered == {1: {"K02": ["a", "b", "other"]}}


def test_a_choice_can_be_taken_back_without_a_script(client, token, wave):
    client.post(f"/a/{token}/1/", FIRST)
    client.post(f"/a/{token}/2/", {**SECOND, "K10": "3"})
    response = client.post(f"/a/{token}/2/", {**{k: v for k, v in SECOND.items() if k != "_go"}, "K10": "3", "_clear": "K10"})
    assert goes_to(response, token) == "2/"
    assert draft_of(wave, token).answers["K10"] is None


def test_the_language_button_saves_first_and_stays_on_the_page(client, token, wave):
    response = client.post(f"/a/{token}/1/", {"K02": ["a"], "_language": "tr", "_switch": "en"})
    assert goes_to(response, token) == "1/"
    page = client.get(f"/a/{token}/1/").content.decode()
    assert '<html lang="en">' in page
    assert "Çalışıyor musunuz? (en)" in page
    assert 'value="a" id="f-K02" checked' in page
    assert draft_of(wave, token).language == "en"


def test_the_language_of_a_link_is_kept_by_what_is_saved_after_it(client, token, wave):
    assert 'name="_language" value="en"' in client.get(f"/a/{token}/1/?lang=en").content.decode()
    client.post(f"/a/{token}/1/", {**FIRST, "_language": "en"})
    assert '<html lang="en">' in client.get(f"/a/{token}/2/").content.decode()


def test_later_saves_and_says_how_to_go_on(client, token, wave):
    response = client.post(f"/a/{token}/1/", {"K02": ["a"], "_go": "later"})
    assert goes_to(response, token) == "later/?lang=tr"
    assert client.get(response["Location"]).status_code == 200
    assert draft_of(wave, token).entered == {1: {"K02": ["a"]}}


def test_no_cookie_no_cache_no_referrer_no_index(client, token):
    for address in ("/a/", "/a/link/", "/a/nonsense/", f"/a/{token}/", f"/a/{token}/1/"):
        response = client.get(address)
        assert response.cookies == {}
        assert response["Cache-Control"] == "no-store"
        assert response["Referrer-Policy"] == "no-referrer"
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert "script-src 'self'" in response["Content-Security-Policy"]
        assert "unsafe" not in response["Content-Security-Policy"]


def test_a_page_is_two_queries_to_see_and_three_to_save(client, token, django_assert_num_queries):
    client.post(f"/a/{token}/1/", FIRST)
    client.get(f"/a/{token}/2/")
    with django_assert_num_queries(2):
        client.get(f"/a/{token}/2/")
    with django_assert_num_queries(3):
        client.post(f"/a/{token}/2/", SECOND)


def test_however_much_is_posted_little_is_kept(client, token, wave):
    client.post(f"/a/{token}/1/", {"K01": "x" * 50_000, "K02": ["y"] * 400, "unknown": "z", "_go": "next"})
    entered = draft_of(wave, token).entered[1]
    assert {name: (len(values), max(map(len, values))) for name, values in entered.items()} == {"K01": (1, 20_000), "K02": (300, 1)}
