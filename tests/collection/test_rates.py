import pytest

from departments.models import Program
from surveys.collection.rates import Rate, guarded_reply_count, merge_small, response_rates, total
from surveys.fielding.waves import close_wave
from surveys.models import Invitation
from tests.factories.fielding import NOW, an_open_wave, invite_many
from tests.factories.institution import a_department, a_program

pytestmark = pytest.mark.django_db


def counts(rates):
    return [(tuple(p.code for p in r.programs), r.invited, r.replied) for r in rates]


@pytest.fixture
def wave():
    """Two programs of a department, of 20 and 3 people, and one of 2 alone in another."""
    wave, first, second = an_open_wave(), a_department(), a_department()
    for code, department, size, replied in (("BIG", first, 20, 8), ("SMALL", first, 3, 1), ("ALONE", second, 2, 1)):
        people = invite_many(wave, size, program=a_program(code=code, department=department))
        Invitation.objects.filter(pk__in=[p.pk for p in people[:replied]]).update(done=True)
    return wave


def test_while_a_wave_is_open_small_programs_are_counted_with_others_or_not_at_all(wave):
    assert counts(response_rates(wave, programs=Program.objects.all(), minimum=5)) == [(("BIG", "SMALL"), 23, 9), (("ALONE",), 2, None)]


def test_reading_one_program_shows_the_same_merged_count_as_reading_all(wave):
    assert counts(response_rates(wave, programs=Program.objects.filter(code="SMALL"), minimum=5)) == [(("BIG", "SMALL"), 23, 9)]


def test_the_replies_of_the_whole_wave_are_kept_back_where_subtracting_its_departments_would_name_a_person(wave):
    assert [guarded_reply_count(wave, minimum=minimum) for minimum in (5, 1)] == [None, 10]


def test_after_closing_the_counts_are_those_of_the_frame(wave):
    before = counts(response_rates(wave, programs=Program.objects.all(), minimum=1))
    wave = close_wave(wave=wave, now=NOW, by=None)
    assert (
        counts(response_rates(wave, programs=Program.objects.all(), minimum=1))
        == before
        == [
            (("BIG",), 20, 8),
            (("SMALL",), 3, 1),
            (("ALONE",), 2, 1),
        ]
    )
    assert total(wave) == Rate((), 25, 25, 10)


def test_the_number_of_queries_does_not_grow_with_the_programs(wave, django_assert_num_queries):
    for programs in (Program.objects.filter(code="BIG"), Program.objects.all()):
        with django_assert_num_queries(4):
            response_rates(wave, programs=programs, minimum=5)


def test_two_small_programs_that_suffice_together_leave_the_large_ones_alone():
    big, a, b = (Program(pk=n, code=str(n)) for n in (1, 2, 3))
    rates = [Rate((big,), 50, 40, 20), Rate((a,), 3, 3, 2), Rate((b,), 4, 4, 0)]
    assert merge_small(rates, minimum=5) == [rates[0], Rate((a, b), 7, 7, 2)]


def test_a_share_is_replies_per_person_invited():
    assert [Rate((), 10, 8, replied).share for replied in (2, None)] == [0.25, None]
