"""All rated items of the university, by topic: only there every one of them rests on enough answers."""

from surveys.charts import Figure
from surveys.reports.periods import ReleasedWave
from surveys.reports.public import PublicReading
from surveys.reports.public_figures import compared
from surveys.reports.reading import construct_name, items


def satisfaction(reading: PublicReading, released: ReleasedWave) -> tuple[Figure, ...]:
    names = released.document.constructs
    return tuple(
        compared(reading, released, variables, title=construct_name(key, names, reading.language))
        for key, variables in items(released).items()
        if any(reading.headline(released, variable).shown for variable in variables)
    )
