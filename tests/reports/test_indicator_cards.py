"""A stored indicator stands with its base, its interval and what it is compared with."""

from surveys.definition.document import Indicator
from surveys.models import Benchmark
from surveys.questions import Text
from tests.factories import results
from tests.factories.documents import published
from tests.factories.released import release_year
from tests.factories.screens import screen, section


def test_an_indicator_stands_beside_university_and_country_and_good_news_is_what_it_says(civil, version):
    release_year(version, programs=[civil])
    plain = results.employment_document()
    listed = (Indicator(code="K08", label=Text(tr="İşsizlik oranı", en="Unemployment rate"), formula="…"),)
    employment = results.a_released_wave(version=published(plain.model_copy(update={"indicators": listed})))
    for level, unit, value, n in (("program", civil.code, 4, 60), ("university", "KTU", 12, 3000)):
        body = results.indicator_body(value, value - 2, value + 3, n=n)
        results.release_tables(employment, level=level, unit=unit, K08=body)
    facts = {"about_tr": "Lisans mezunları", "about_en": "Graduates", "source": "TÜİK"}
    for year, value in ((2024, "9.10"), (2025, "8.40")):
        Benchmark.objects.create(indicator="K08", year=year, value=value, **facts)
    (card,) = section(screen(civil), "indicators").indicators
    assert (card.code, card.figure, "60" in card.certainty) == ("K08", "%4", True)
    by_name = {other.name: (other.figure, other.tone) for other in card.beside}
    assert by_name["Lisans mezunları (2025, TÜİK)"] == ("%8", "plain")
    assert [by_name[name] for name in by_name if name.startswith("Üni") or name.startswith("Univ")] == [("%12", "good")]
    assert "Lisans mezunları (2024, TÜİK)" not in by_name
