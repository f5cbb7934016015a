"""Released tables in the bands of ÜNİ-VERİ, the Presidency's figures on graduates from state records (uni_veri.yaml)."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import TypeAdapter, model_validator

from surveys.questions import Text
from surveys.questions.base import Frozen
from surveys.results.tables import Body


class Band(Frozen):
    code: str
    name: Text
    options: tuple[str, ...]


class BandTable(Frozen):
    """One variable. same_codes: the options are ÜNİ-VERİ's own, of a classification both use."""

    variable: str
    match: Literal["exact", "near"]
    name: Text
    bands: tuple[Band, ...] = ()
    same_codes: bool = False
    note: Text = Text()

    @model_validator(mode="after")
    def _every_option_once(self) -> "BandTable":
        options = [option for band in self.bands for option in band.options]
        if len(set(options)) < len(options) or bool(options) == self.same_codes:
            raise ValueError("each option is in one band, and a classification has no bands of its own")
        return self


class UniVeri(Frozen):
    source: str
    address: str
    tables: tuple[BandTable, ...]

    def of(self, variable: str) -> BandTable | None:
        return next((table for table in self.tables if table.variable == variable), None)


@dataclass(frozen=True, slots=True)
class BandShare:
    """percent   0-100 of the table's base; of several options the sum of their whole percentages. None where one is hidden"""

    code: str
    name: Text | None  # None of a classification: the option's own label says it
    percent: float | None


@cache
def uni_veri() -> UniVeri:
    text = Path(__file__).with_name("uni_veri.yaml").read_text(encoding="utf-8")
    return TypeAdapter(UniVeri).validate_python(yaml.safe_load(text))


def band_of(variable: str, option: str) -> str | None:
    """The band in which ÜNİ-VERİ would count the answer; None where it has none."""
    table = uni_veri().of(variable)
    if table is None:
        return None
    if table.same_codes:
        return option
    return next((band.code for band in table.bands if option in band.options), None)


def in_bands(variable: str, body: Body) -> list[BandShare] | None:
    """A table in the bands of ÜNİ-VERİ; None for a variable that has none there.

    A band whose options the questionnaire does not offer is left out.
    """
    table = uni_veri().of(variable)
    if table is None:
        return None
    percents = {line["code"]: line["percent"] for line in body["options"]}
    if table.same_codes:
        return [BandShare(code, None, percent) for code, percent in percents.items()]
    return [
        BandShare(band.code, band.name, _sum([percents[option] for option in band.options if option in percents]))
        for band in table.bands
        if percents.keys() & set(band.options)
    ]


def _sum(percents: list[float | None]) -> float | None:
    known = [percent for percent in percents if percent is not None]
    return min(100, sum(known)) if len(known) == len(percents) else None
