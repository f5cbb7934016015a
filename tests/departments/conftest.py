from pathlib import Path

import pytest

SEED = Path(__file__).resolve().parents[2] / "mik_site" / "demo" / "ktu_units.csv"


@pytest.fixture
def seed_file() -> Path:
    return SEED
