"""National figures beside which a program's may be read."""

from collections.abc import Iterable, Sequence

from surveys.models import Benchmark


class Benchmarks:
    """All of them, read in one query; a screen asks as often as it likes."""

    def __init__(self, rows: Iterable[Benchmark]) -> None:
        self._rows = sorted(rows, key=lambda row: (-row.year, row.indicator, row.level, row.source, row.pk or 0))

    def of(self, indicator: str, level: str = "") -> list[Benchmark]:
        """Newest first, of one indicator and degree level.

        indicator   "K07", or the key of one figure: "K04:I13" finds what is given for that item and for all of K04, while
                    "K04" finds the latter alone, since satisfaction of employers says nothing about that of graduates
        level       of departments.Level; figures for all levels are found with any. Without one, those alone
        """
        names, levels = {indicator, indicator.partition(":")[0]}, {"", level}
        return [row for row in self._rows if row.indicator in names and row.level in levels]


def all_benchmarks() -> Benchmarks:
    return Benchmarks(Benchmark.objects.all())


def benchmarks_for(indicator: str, level: str = "") -> Sequence[Benchmark]:
    """As Benchmarks.of, for one figure alone; a screen with several reads `all_benchmarks` once."""
    return all_benchmarks().of(indicator, level)
