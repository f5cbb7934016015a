"""Made-up graduates and employers of the demo. Addresses end in .example, which nobody can own (RFC 2606)."""

import random
from collections.abc import Sequence

from departments.models import Graduate, Graduation
from surveys.models import EmployerContact, Organisation

from .traits import Traits

GIVEN = (
    "Ahmet", "Ali", "Aslı", "Aylin", "Ayşe", "Barış", "Berna", "Burak", "Büşra", "Can", "Cemre", "Deniz", "Derya", "Ebru", "Elif",
    "Emine", "Emre", "Enes", "Esra", "Fatih", "Fatma", "Furkan", "Gizem", "Gökhan", "Gül", "Hakan", "Hatice", "Hüseyin", "Işıl", "İbrahim",
    "İrem", "Kemal", "Kübra", "Mehmet", "Melike", "Merve", "Murat", "Mustafa", "Nazlı", "Nur", "Oğuz", "Onur", "Ömer", "Özge", "Pınar",
    "Ramazan", "Seda", "Selin", "Serkan", "Sıla", "Sinem", "Şule", "Tuğba", "Ufuk", "Umut", "Yasemin", "Yusuf", "Zehra", "Zeynep",
)  # fmt: skip
FAMILY = (
    "Akın", "Aksoy", "Aktaş", "Arslan", "Aslan", "Aydın", "Bayrak", "Bulut", "Çakır", "Çelik", "Çetin", "Demir", "Doğan", "Er", "Erdem",
    "Güler", "Güneş", "Ilgaz", "Işık", "İnce", "Kaplan", "Kara", "Karaca", "Kaya", "Keskin", "Kılıç", "Koç", "Korkmaz", "Kurt", "Öz",
    "Özdemir", "Özkan", "Öztürk", "Polat", "Sarı", "Şahin", "Şen", "Şimşek", "Taş", "Tekin", "Turan", "Uçar", "Ünal", "Yalçın", "Yavuz",
    "Yıldırım", "Yıldız", "Yılmaz", "Yüksel",
)  # fmt: skip
_PLACES = ("Trabzon", "Rize", "Giresun", "Ordu", "Artvin", "Gümüşhane", "Samsun", "Ankara", "İstanbul", "Kocaeli", "İzmir", "Bursa")
_TRADES = ("Yapı", "Yazılım", "Enerji", "Gıda", "Lojistik", "Sağlık Hizmetleri", "Orman Ürünleri", "Denizcilik", "Makine", "Danışmanlık")
_ASCII = str.maketrans("çğıöşüÇĞİÖŞÜI", "cgiosucgiosui")


def register_graduates(traits: Sequence[Traits], *, years: Sequence[int], most: int, whole: str, seed: int) -> list[Graduation]:
    """At most `most` graduations of each program and year, one person each; all of them in the department coded `whole`."""
    draw = random.Random(f"{seed}/graduates")
    people: list[Graduate] = []
    degrees: list[Graduation] = []
    for t in traits:
        for year in years:
            for _ in range(t.size if t.program.department.code == whole else min(most, t.size)):
                given, family = draw.choice(GIVEN), draw.choice(FAMILY)
                address = f"{given}.{family}.{len(people) + 1}@mezun.example".translate(_ASCII).lower()
                people.append(Graduate(given_name=given, family_name=family, email=address))
                degrees.append(Graduation(graduate=people[-1], program=t.program, year=year))
    Graduate.objects.bulk_create(people, batch_size=500)
    return Graduation.objects.bulk_create(degrees, batch_size=500)


def register_employers(*, seed: int) -> list[EmployerContact]:
    """Sixty organisations, one contact each."""
    draw = random.Random(f"{seed}/employers")
    names = [f"{place} {trade} (örnek kuruluş)" for place in _PLACES for trade in _TRADES]
    draw.shuffle(names)
    organisations = Organisation.objects.bulk_create(Organisation(name=name, city=name.split()[0]) for name in names[:60])
    return EmployerContact.objects.bulk_create(
        EmployerContact(organisation=o, name=f"{draw.choice(GIVEN)} {draw.choice(FAMILY)}", email=f"ik{n}@kurulus.example")
        for n, o in enumerate(organisations, 1)
    )
