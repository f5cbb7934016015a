"""Rankings, years and months, long lists and random order on the answering pages, without a script."""

import re

import pytest

from surveys.collection import sittings
from surveys.definition.compiled import compile_document, compile_version
from surveys.definition.programs import program_numbers
from surveys.fielding.waves import close_wave
from surveys.models import Response
from surveys.respond.order import ORDERS
from surveys.respond.pages import page_markup, spoken
from tests.factories.fielding import CLOSES, an_open_wave, invitation_with_token, sitting_key
from tests.factories.respond import ranked_and_searched

from .test_markup import Controls

pytestmark = pytest.mark.django_db

FIRST = {"R1.1": "near", "R1.2": "pay", "Y1": "1998", "M1.month": "05", "M1.year": "2024", "_go": "next"}
SECOND = {"L1": "DE", "L2": ["61", "34"], "L3": "2", "_go": "next"}


@pytest.fixture
def wave():
    return an_open_wave(document=ranked_and_searched())


@pytest.fixture
def token(wave):
    return invitation_with_token(wave=wave)[1]


def page(number, answers=None, *, language="tr", order=None):
    compiled = compile_document(ranked_and_searched())
    this, given = compiled.pages[number - 1], answers or {}
    return page_markup(compiled, this, language, compiled.asked(given), compiled.shown(given), order=order)


def html(client, token, number, query=""):
    return client.get(f"/a/{token}/{number}/{query}").content.decode()


def draft_of(wave, token):
    return sittings.load(token, wave=wave, key=sitting_key(wave))


@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize("language", ["tr", "en"])
def test_pages_are_whole_and_every_label_leads_to_a_control(number, language):
    faults = {"R1": "x", "Y1": "x", "M1": "x", "L1": "x", "L2": "x"}
    filled = page(number, language=language, order=3).fill({}, faults=faults)
    found = Controls(filled)
    assert found.open == []
    assert sorted(found.ids) == sorted(set(found.ids))
    assert set(re.findall(r'<label[^>]* for="([^"]+)"', filled)) <= set(found.ids)


def test_a_ranking_is_one_drop_down_a_place(client, token):
    found = html(client, token, 1)
    assert re.findall(r'<select class="field" id="([^"]+)" name="(R1[^"]*)"', found) == [
        ("f-R1", "R1.1"), ("f-R1.2", "R1.2"), ("f-R1.3", "R1.3"),
    ]  # fmt: skip
    assert found.count('<option value="pay"') == 3


def test_what_was_answered_is_there_on_coming_back(client, token, wave):
    assert client.post(f"/a/{token}/1/", FIRST).status_code == 302
    assert {k: draft_of(wave, token).answers[k] for k in ("R1", "Y1", "M1")} == {"R1": ["near", "pay"], "Y1": "1998", "M1": "2024-05"}
    found = html(client, token, 1)
    assert re.findall(r'<option value="(\w+)" selected>', found) == ["near", "pay", "05"]
    assert re.findall(r'name="(Y1|M1\.year)"[^>]* value="(\d+)"', found) == [("Y1", "1998"), ("M1.year", "2024")]


@pytest.mark.parametrize(
    ("posted", "field", "said"),
    [
        ({"R1.2": "near"}, "R1", "The same option stands in more than one place. Please give each option one place only."),
        (
            {"R1.2": "", "R1.3": "pay"},
            "R1",
            "A place in between is empty. Please fill the places from the first on, without a gap.",
        ),
        ({"R1.1": "", "R1.2": ""}, "R1", "Please answer this question."),
        ({"R1.1": "x"}, "R1", "“x” is not one of the options. Please choose again."),
        ({"Y1": "98"}, "Y1", "“98” is not a year. Please write it with four digits, for example 2024."),
        ({"Y1": "1989"}, "Y1", "Please give a year from 1990 to 2026."),
        ({"M1.month": ""}, "M1", "Please give both the month and the year, the year with four digits, for example 2024."),
        ({"M1.year": "1985"}, "M1", "Please give a month from January 1990 to December 2026."),
    ],
)
def test_what_cannot_stand_is_said_beside_it_and_kept_as_typed(client, token, wave, posted, field, said):
    typed = {**FIRST, **posted, "_language": "en"}
    response = client.post(f"/a/{token}/1/", typed)
    found = response.content.decode()
    assert response.status_code == 422
    assert f'<p class="fault" id="e-{field}">{said}</p>' in found
    assert f'href="#f-{field}"' in found
    assert f'id="f-{field}"' in found
    kept = draft_of(wave, token).entered[1]
    assert kept == {name: [value] for name, value in typed.items() if not name.startswith("_")}
    again = html(client, token, 1)
    shown = dict(re.findall(r'name="(Y1|M1\.year)"[^>]* value="(\d*)"', again))
    assert shown == {"Y1": typed["Y1"], "M1.year": typed["M1.year"]}
    assert re.findall(r'<option value="(\w+)" selected>', again) == [
        typed[name] for name in ("R1.1", "R1.2", "R1.3", "M1.month") if typed.get(name, "") not in {"", "x"}
    ]


def test_the_same_respondent_always_sees_the_same_order(client, token, wave):
    def orders(found):
        return re.findall(r'<option value="(pay|safe|near|free|rise)"', found)[:5], re.findall(r'<legend id="r-(X1\d)"', found)

    seen = [orders(html(client, token, 1)), orders(client.post(f"/a/{token}/1/", {**FIRST, "R1.2": "near"}).content.decode())]
    seen.append(orders(html(client, token, 1, "?lang=en")))
    assert seen[0] == seen[1] == seen[2]
    client.post(f"/a/{token}/1/", FIRST)
    client.post(f"/a/{token}/2/", SECOND)
    rows = [orders(html(client, token, 3))[1] for _ in range(2)]
    assert rows[0] == rows[1]
    assert sorted(rows[0]) == [f"X1{n}" for n in range(6)]


def test_respondents_see_different_orders_out_of_a_few_that_are_kept(client, wave):
    page_markup.cache_clear()
    seen = set()
    for _ in range(3 * ORDERS):
        token = invitation_with_token(wave=wave)[1]
        seen.add(tuple(re.findall(r'<option value="(pay|safe|near|free|rise)"', html(client, token, 1))[:5]))
    assert 1 < len(seen) <= ORDERS
    assert page_markup.cache_info().currsize <= ORDERS


def test_a_page_without_random_order_is_kept_once(client, wave):
    page_markup.cache_clear()
    tokens = [invitation_with_token(wave=wave)[1] for _ in range(4)]
    for token in tokens:
        client.post(f"/a/{token}/1/", FIRST)
    page_markup.cache_clear()
    for token in tokens:
        html(client, token, 2)
    assert page_markup.cache_info().currsize == 1


def test_the_order_is_not_in_what_is_sent(client, token, wave):
    for number, posted in enumerate((FIRST, SECOND, {"X10": "4", "_go": "next"}), start=1):
        assert client.post(f"/a/{token}/{number}/", posted).status_code == 302
    assert set(draft_of(wave, token).answers) <= set(compile_version(wave.version).document.variables)
    assert client.get(f"/a/{token}/review/").status_code == 200
    assert client.post(f"/a/{token}/review/").status_code == 200
    close_wave(wave=wave, now=CLOSES.replace(year=2027), by=None)
    answers = compile_version(wave.version).codebook.unpack(bytes(Response.objects.get().record), programs=program_numbers())
    assert {code: answers.get(code, "absent") for code in ("R1", "Y1", "M1", "L1", "L2", "L3", "L4", "X10", "X11")} == {
        "R1": ["near", "pay"], "Y1": "1998", "M1": "2024-05",
        "L1": "DE", "L2": ["61", "34"], "L3": "2", "L4": None, "X10": "4", "X11": None,
    }  # fmt: skip


def test_rankings_and_periods_are_quoted_in_words():
    compiled = compile_document(ranked_and_searched())
    markup = page(3, {"R1": ["near"]})
    answers = {"R1": ["near", "pay"], "M1": "2024-05", "Y1": "1998"}
    said = [spoken(compiled, markup.piped, answers, known=dict, language=language) for language in ("tr", "en")]
    assert said == [
        {"R1": "Aileye yakınlık, Ücret", "M1": "Mayıs 2024", "Y1": "1998"},
        {"R1": "Aileye yakınlık (en), Ücret (en)", "M1": "May 2024", "Y1": "1998"},
    ]


def test_a_first_choice_and_a_month_open_a_question(client, token):
    client.post(f"/a/{token}/1/", {**FIRST, "R1.1": "pay", "R1.2": "near"})
    client.post(f"/a/{token}/2/", SECOND)
    assert 'name="T1"' in html(client, token, 3)
    client.post(f"/a/{token}/1/", FIRST)
    assert 'name="T1"' not in html(client, token, 3)


def test_a_short_register_is_cards_and_a_long_one_is_searched():
    markup = page(2)
    filled = markup.fill({"L1": ["DE"], "L2": ["61"]})
    assert filled.count('type="radio" name="L3"') == 10
    assert re.findall(r'<select [^>]*name="(\w+)"[^>]* data-search', filled) == ["L1", "L4"]
    assert (filled.count('type="checkbox" name="L2"'), filled.count('<div class="searched" data-search')) == (81, 1)
    assert markup.scripts == ("search",)


def test_a_page_brings_the_scripts_its_questions_want_and_no_others(client, token):
    client.post(f"/a/{token}/1/", FIRST)
    client.post(f"/a/{token}/2/", SECOND)
    asked = [re.findall(r'<script src="/static/respond/(\w+)\.js"', html(client, token, number)) for number in (1, 2, 3)]
    assert asked == [["respond", "ranking"], ["respond", "search"], ["respond"]]
