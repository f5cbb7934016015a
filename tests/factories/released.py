"""A released year of a small university, with figures a test can look for on a screen."""

from tests.factories import results


def release_year(version, *, year=2026, programs=(), faculty="F1", shift=0, **facts):
    """A wave of `graduates_document`: satisfaction 74 % (+ shift) in the programs, 64 in the faculty, 66 in the university."""
    release = results.a_released_wave(version=version, year=year, **facts)
    places = [("program", program.code, 74 + shift, 31, 0.0) for program in programs]
    for level, unit, percent, base, less in [*places, ("faculty", faculty, 64, 180, 0.2), ("university", "KTU", 66, 2400, 0.1)]:
        results.release_tables(release, level=level, unit=unit, **graduate_bodies(percent, base, less=less))
    return release


def graduate_bodies(percent: int, base: int, *, less: float = 0.0) -> dict:
    """`less`: by how much lower the acquired means are than in the programs."""
    items = {"A06": (81, 4.1), "A07": (72, 3.9), "A10": (55, 3.5), "A11": (28, 2.6)}
    acquired = {"C01_A": 4.01, "C02_A": 3.82, "C03_A": 2.61}
    acquired = {code: round(mean - less, 2) for code, mean in acquired.items()}
    required = {"C01_R": 4.11, "C02_R": 3.52, "C03_R": 4.22}
    return {
        **{code: results.scale_body(5, 8, 15, 40, 32, base=base, mean=mean) for code, mean in (acquired | required).items()},
        **{
            code: results.scale_body(3, 9, 16, 41, 31, base=base, mean=mean, top2=(top, top - 17, top + 13))
            for code, (top, mean) in items.items()
        },
        "A16": results.scale_body(4, 7, 15, 43, 31, base=base, mean=3.98, top2=(percent, percent - 18, percent + 12)),
        "A17": results.scale_body(6, 23, 48, 23, base=base, mean=2.88, top2=(71, 53, 84)),
        "A20": results.nps_body(12, -17, 41, base=base),
        "response_rate": results.rate_body(base, base * 2),
    }


def release_employers(version, *, year=2026, programs=(), **facts):
    release = results.a_released_wave(version=version, year=year, **facts)
    for level, unit in [*(("program", program.code) for program in programs), ("university", "KTU")]:
        means = {"C01_P": 4.31, "C02_P": 3.92, "C03_P": 3.17}
        bodies = {code: results.scale_body(0, 8, 15, 40, 37, base=12, mean=mean) for code, mean in means.items()}
        satisfied = results.scale_body(0, 8, 9, 50, 33, base=12, mean=4.08, top2=(83, 55, 95))
        results.release_tables(release, level=level, unit=unit, **bodies, I13=satisfied)
    return release
