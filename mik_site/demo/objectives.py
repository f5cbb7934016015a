"""Educational objectives of a few programs, written for the demo: no decision of any board."""

from datetime import date

from departments.models import Level, Program
from surveys.models import Objective, ObjectiveSet

OBJECTIVES = {
    ("İnşaat Mühendisliği", "Mühendislik Fakültesi"): (
        (
            "Güvenli, ekonomik ve çevreye duyarlı yapılar tasarlayıp uygulayan mühendisler olarak çalışırlar.",
            "They work as engineers who design and build safe, economical and environmentally sound structures.",
        ),
        (
            "Kamuda veya özel sektörde proje, şantiye ve denetim ekiplerinde sorumluluk üstlenirler.",
            "They take responsibility in design, site and inspection teams, in public service or private firms.",
        ),
        (
            "Deprem ve taşkın gibi afetlere karşı dayanıklılık konusunda bilgilerini güncel tutarlar.",
            "They keep their knowledge of resilience to disasters such as earthquakes and floods up to date.",
        ),
        (
            "Lisansüstü eğitimle veya mesleki gelişim yoluyla uzmanlaşırlar.",
            "They specialise through graduate study or professional development.",
        ),
    ),
    ("Bilgisayar Mühendisliği", "Mühendislik Fakültesi"): (
        (
            "Yazılım ve bilişim sistemlerini çözümleyen, tasarlayan ve geliştiren mühendisler olarak çalışırlar.",
            "They work as engineers who analyse, design and develop software and information systems.",
        ),
        (
            "Farklı alanlardan kişilerin bulunduğu ekiplerde görev alır, ekip yönetirler.",
            "They take part in and lead teams of people from different fields.",
        ),
        (
            "Yeni teknolojileri izler, etik ilkelere ve kişisel verilerin korunmasına özen gösterirler.",
            "They follow new technology and take care of ethics and the protection of personal data.",
        ),
    ),
}


def adopt_objectives(*, today: date) -> list[ObjectiveSet]:
    """In force since the first day of last year; programs that the register does not hold are passed over."""
    made = []
    for (name, faculty), texts in OBJECTIVES.items():
        for program in Program.objects.filter(name_tr=name, department__faculty__name_tr=faculty, level=Level.BACHELOR):
            objective_set = ObjectiveSet.objects.create(program=program, adopted_on=date(today.year - 1, 1, 1), source="Örnek")
            for number, (tr, en) in enumerate(texts, start=1):
                Objective.objects.create(objective_set=objective_set, number=number, text_tr=tr, text_en=en)
            made.append(objective_set)
    return made
