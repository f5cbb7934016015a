"""Published waves: bodies as the public profile stores them, so that a test knows every figure a visitor may read."""

from surveys.models import Release

from . import results

PUBLISHED_METHOD = {**results.METHOD, "percent_base": 23, "mean_base": 8}


def a_public_release(internal: Release, *, number=2, **facts) -> Release:
    """A release for everybody of the same wave, without a single table."""
    wanted = {"method": PUBLISHED_METHOD, "released_at": internal.released_at, **facts}
    return Release.objects.create(wave=internal.wave, profile=Release.Profile.PUBLIC, number=number, **wanted)


def public_body(body: dict) -> dict:
    """The body as everybody reads it: base to the nearest five, mean to one decimal, no percentage of fewer than 23."""
    if body["measure"] == "rate":
        return {**body, **{name: _five(body[name]) for name in ("base", "population", "replied")}}
    few = body["base"] < 23
    options = [{"code": o["code"], "percent": None if few else o["percent"], "flag": None} for o in body["options"]]
    return {
        **body,
        "base": _five(body["base"]),
        "missing": None,
        "options": options,
        "mean_n": None if body["mean_n"] is None else _five(body["mean_n"]),
        "mean": None if body["mean"] is None else round(body["mean"], 1),
        "sd": None,
        "median": None,
        "top2": None if few else body["top2"],
        "nps": None if few else body["nps"],
    }


def publish_tables(release: Release, *, level="program", unit: str, **bodies) -> None:
    shown = {code: body if isinstance(body, str) else public_body(body) for code, body in bodies.items()}
    results.release_tables(release, level=level, unit=unit, **shown)


def publish_year(version, *, year=2026, programs=(), departments=(), withheld=(), shift=0, breakdown="", **facts) -> Release:
    """A wave released to everybody: satisfaction 74 % (+ shift) in the programs, 70 in departments, 64 in the faculty, 66 in all.

    withheld   programs that are too small for a figure
    """
    from .released import graduate_bodies

    release = a_public_release(results.a_released_wave(version=version, year=year, **facts), breakdown=breakdown)
    places = [("program", program.code, 74 + shift, 31) for program in programs if program not in withheld]
    places += [("department", department.code, 70 + shift, 58) for department in departments]
    places += [("faculty", "F1", 64, 180), ("university", "KTU", 66 + shift, 2400)]
    for level, unit, percent, base in places:
        publish_tables(release, level=level, unit=unit, **graduate_bodies(percent, base))
    for program in withheld:
        codes = graduate_bodies(0, 31)
        publish_tables(release, unit=program.code, **dict.fromkeys(codes, "small_base"))
    return release


def _five(count: int) -> int:
    return (count + 2) // 5 * 5
