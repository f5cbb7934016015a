"""What is true of each program of the demo, drawn once from the seed (docs/methods/synthetic-answers.md)."""

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

from departments.models import Level, Program

_SIZE = {Level.ASSOCIATE: 55, Level.BACHELOR: 70, Level.MASTER: 18, Level.DOCTORATE: 6}
_IN_DEMAND = ("Sağlık", "Tıp", "Diş", "Hemşirelik", "Bilgisayar", "Yazılım", "Yapay Zekâ", "Eczane")


@dataclass(frozen=True, slots=True)
class Traits:
    """quality in scale points, drift in points a year, employability in logits, response as a probability, size a year."""

    program: Program
    quality: float
    drift: float
    employability: float
    response: float
    size: int


def draw_traits(programs: Sequence[Program], *, seed: int) -> list[Traits]:
    """One Traits for each program, in the order of permanent numbers."""
    draw = random.Random(f"{seed}/traits")
    ordered = sorted(programs, key=lambda p: p.number)
    of_faculty = {code: draw.gauss(0, 0.16) for code in sorted({p.department.faculty.code for p in ordered})}
    return [
        Traits(
            program=p,
            quality=of_faculty[p.department.faculty.code] + draw.gauss(0, 0.24),
            drift=draw.gauss(0.03, 0.07),
            employability=draw.gauss(0, 0.5) + (0.5 if any(word in p.name_tr for word in _IN_DEMAND) else 0),
            response=draw.betavariate(6, 14),
            size=max(2, round(_SIZE[Level(p.level)] * math.exp(draw.gauss(0, 0.4)))),
        )
        for p in ordered
    ]
