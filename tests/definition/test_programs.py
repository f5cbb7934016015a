from datetime import date

import pytest

from surveys.definition.codebook import ProgramNumbers
from surveys.definition.programs import program_numbers
from tests.factories.institution import a_program

pytestmark = pytest.mark.django_db


def test_numbers_of_all_programs_ever_are_known():
    a_program(code="a", number=7)
    a_program(code="b", number=9, valid_until=date(2020, 1, 1))
    assert program_numbers() == ProgramNumbers({"a": 7, "b": 9}, {7: "a", 9: "b"})
