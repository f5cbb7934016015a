"""National figures beside which the demo's results are read."""

from decimal import Decimal
from pathlib import Path

import yaml

from surveys.models import Benchmark


def enter_benchmarks(path: Path) -> list[Benchmark]:
    return Benchmark.objects.bulk_create(
        Benchmark(
            indicator=entry["indicator"],
            year=entry["year"],
            value=Decimal(entry["value"]),
            level=entry.get("level", ""),
            about_tr=entry["about"]["tr"],
            about_en=entry["about"]["en"],
            source=entry["source"],
        )
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))
    )
