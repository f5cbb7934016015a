"""The attack: someone with the whole closed database, who even knows in which order people replied, tries to tell who said what.

Everybody answers with a number of their own, so the truth is known. People and answers are put in every order the database
offers, matched rank by rank within each program, and the hits counted. Chance gives one hit a program on average.
"""

import random
from itertools import product

import pytest
from django.conf import settings
from django.db import connection
from scipy.stats import mannwhitneyu, poisson, spearmanr

from surveys.definition.compiled import compile_version
from surveys.fielding.waves import close_wave
from surveys.models import Invitation, Response, TextAnswer
from tests.factories.documents import work_document
from tests.factories.fielding import CLOSES, answer, invite_many
from tests.factories.fielding import an_open_wave as open_wave

SIZES, REPLIERS = (120, 80, 60, 30, 8, 3, 1), (100, 62, 40, 15, 5, 2, 1)
CHANCE = 1e-6


def say(number: int) -> dict[str, object]:
    """98 x 11 different answers; the text names the number too."""
    hours, liking = divmod(number, 11)
    return {"W1": "yes", "W2": ["ad"], "W3": str(hours + 1), "W4": "4", "W5": str(liking), "W6": f"ben {number}", "W7": "TR"}


def orders(table: str, wave_id: int) -> dict[str, list[int]]:
    """Keys of a wave's rows in every order the database keeps them in."""
    columns = ["id"] if connection.vendor == "sqlite" else ["id", "ctid", "xmin::text::bigint, ctid"]
    columns += ["rowid"] if connection.vendor == "sqlite" else []
    found = {}
    with connection.cursor() as cursor:
        for column in columns:
            cursor.execute(f"SELECT id FROM {table} WHERE wave_id = %s ORDER BY {column}", [wave_id])  # noqa: S608  (our own table names)
            found[column] = [key for (key,) in cursor.fetchall()]
        cursor.execute(f"SELECT id FROM {table} WHERE wave_id = %s", [wave_id])  # noqa: S608  (our own table names)
        found["as it is read"] = [key for (key,) in cursor.fetchall()]
    return found


@pytest.fixture
def closed(transactional_db):
    """(person who replied -> number they gave, in the order they replied; all people), of a wave that has been closed."""
    wave = open_wave(document=work_document())
    invited = [invitation for size in SIZES for invitation in invite_many(wave, size)]
    chance, by_program = random.Random(1963), {}
    for invitation in invited:
        by_program.setdefault(invitation.program_id, []).append(invitation)
    repliers = [i for people, n in zip(by_program.values(), REPLIERS, strict=True) for i in chance.sample(people, n)]
    chance.shuffle(repliers)
    for number, invitation in enumerate(repliers):
        answer(invitation, say(number))
    assert len(repliers) == 225
    close_wave(wave=wave, now=CLOSES, by=None)
    return wave, {invitation.pk: number for number, invitation in enumerate(repliers)}


def hits(people: list[int], numbers: list[int], program_of: dict[int, int], truth: dict[int, int]) -> tuple[int, int]:
    """(right guesses, programs in which there was anything to guess), people and numbers matched by rank within a program."""
    right, programs = 0, 0
    program_of_number = {truth[person]: program_of[person] for person in truth}
    for program in set(program_of.values()):
        own = [person for person in people if program_of[person] == program]
        said = [number for number in numbers if program_of_number[number] == program]
        if len(own) > 1:
            programs += 1
            right += sum(truth[person] == number for person, number in zip(own, said, strict=True))
    return right, programs


def test_no_order_in_the_closed_database_tells_who_said_what(closed):
    wave, truth = closed
    program_of = dict(Invitation.objects.filter(pk__in=truth).values_list("pk", "program_id"))
    codebook = compile_version(wave.version).codebook
    said = {r.pk: codebook.unpack(bytes(r.record)) for r in Response.objects.filter(wave=wave)}
    number_of_response = {key: (int(a["W3"]) - 1) * 11 + int(a["W5"]) for key, a in said.items()}
    number_of_text = {t.pk: int(t.text.split()[1]) for t in TextAnswer.objects.filter(wave=wave)}

    order_of_people = {name: [k for k in keys if k in truth] for name, keys in orders("surveys_invitation", wave.pk).items()}
    order_of_people["as they replied"] = list(truth)
    order_of_numbers = {
        f"response {name}": [number_of_response[k] for k in keys] for name, keys in orders("surveys_response", wave.pk).items()
    }
    order_of_numbers |= {f"text {name}": [number_of_text[k] for k in keys] for name, keys in orders("surveys_textanswer", wave.pk).items()}

    found = []
    for (people_by, people), (numbers_by, numbers) in product(order_of_people.items(), order_of_numbers.items()):
        right, programs = hits(people, numbers, program_of, truth)
        rank = {number: at for at, number in enumerate(numbers)}
        correlation = spearmanr(range(len(people)), [rank[truth[person]] for person in people]).pvalue
        if poisson.sf(right - 1, programs) < CHANCE or correlation < CHANCE:
            found.append((people_by, numbers_by, right, programs, correlation))
    assert found == []


def test_responses_and_texts_of_one_person_lie_nowhere_near_each_other(closed):
    wave, _truth = closed
    codebook = compile_version(wave.version).codebook
    number_of = {r.pk: codebook.unpack(bytes(r.record)) for r in Response.objects.filter(wave=wave)}
    texts = {t.pk: int(t.text.split()[1]) for t in TextAnswer.objects.filter(wave=wave)}
    for (_, responses), (_, texts_in_order) in product(
        orders("surveys_response", wave.pk).items(), orders("surveys_textanswer", wave.pk).items()
    ):
        rank = {texts[key]: at for at, key in enumerate(texts_in_order)}
        numbers = [(int(number_of[key]["W3"]) - 1) * 11 + int(number_of[key]["W5"]) for key in responses]
        assert spearmanr(range(len(numbers)), [rank[number] for number in numbers]).pvalue > CHANCE


def test_the_attack_finds_what_is_there_to_find(closed):
    """Answers that lay in the order of replying would be known to everybody."""
    _wave, truth = closed
    program_of = dict(Invitation.objects.filter(pk__in=truth).values_list("pk", "program_id"))
    assert hits(list(truth), list(truth.values()), program_of, truth) == (224, 6)


def test_the_rows_of_the_invited_do_not_tell_who_replied(closed):
    wave, truth = closed
    assert not Invitation.objects.filter(wave=wave, done=True).exists()
    for name, keys in orders("surveys_invitation", wave.pk).items():
        places = [at for at, key in enumerate(keys) if key in truth], [at for at, key in enumerate(keys) if key not in truth]
        assert mannwhitneyu(*places).pvalue > CHANCE, name


def test_all_rows_of_people_and_of_answers_are_of_one_transaction(closed):
    wave, _truth = closed
    tables = ("surveys_invitation", "surveys_response", "surveys_textanswer") if connection.vendor == "postgresql" else ()
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT count(DISTINCT xmin::text) FROM {table} WHERE wave_id = %s", [wave.pk])  # noqa: S608  (our own table names)
            assert cursor.fetchone() == (1,), table


def test_nothing_that_is_left_opens_a_box_or_a_draft(closed):
    assert list((settings.PRIVATE_DIR / "wave-keys").iterdir()) == []
