"""Only what is certain is called a priority."""

from tests.factories.released import release_year
from tests.factories.screens import screen, section


def test_a_point_is_placed_by_student_s_interval_against_the_university_s_means(civil, version):
    """University means: acquired 3.38, required 3.95; of 31 with sd 0.9 the half interval is 2.0423 * 0.9 / sqrt(31) = 0.33."""
    release_year(version, programs=[civil])
    chart = next(figure for figure in section(screen(civil), "gaps").figures if figure.groups)
    assert [(row[0], row[2], row[3], row[4]) for row in chart.table.rows] == [
        ("1", "4,01", "3,68\u00a0…\u00a04,34", "4,11"),
        ("2", "3,82", "3,49\u00a0…\u00a04,15", "3,52"),
        ("3", "2,61", "2,28\u00a0…\u00a02,94", "4,22"),
    ]
    placed = {entry[0]: number for number, (_heading, entries) in enumerate(chart.groups) for entry in entries}
    assert len({placed["1"], placed["3"]}) == 1  # both cross the line of what is required
    assert placed["2"] != placed["1"]
