"""Outcome sets the product knows by name: what a tag such as MUDEK-3:1 stands for.

MUDEK-3    MÜDEK's outcomes of version 3.x
MUDEK-2.1  those of version 2.1 (2016), which many programs still publish; short names of ours
TYYC       columns of the Turkish Qualifications Framework for Higher Education
"""

from collections.abc import Mapping
from dataclasses import dataclass

from surveys.questions import Text


@dataclass(frozen=True, slots=True)
class KnownSet:
    """outcomes: in their order, by the code that follows the colon of a tag."""

    name: Text
    edition: str
    outcomes: Mapping[str, Text]


def parts(tag: str) -> tuple[str, str]:
    """("MUDEK-3", "1") of "MUDEK-3:1"; the second is empty where the tag names no set."""
    name, _colon, outcome = tag.partition(":")
    return name, outcome


def _numbered(*names: tuple[str, str]) -> dict[str, Text]:
    return {str(number): Text(tr=tr, en=en) for number, (tr, en) in enumerate(names, start=1)}


KNOWN_SETS: Mapping[str, KnownSet] = {
    "MUDEK-3": KnownSet(
        Text(tr="MÜDEK program çıktıları 3.x", en="MÜDEK student outcomes 3.x"),
        "3.x",
        _numbered(
            ("Mühendislik bilgisi", "Engineering knowledge"),
            ("Problem analizi", "Problem analysis"),
            ("Mühendislik tasarımı", "Engineering design"),
            ("Teknik ve araçların kullanımı", "Use of techniques and tools"),
            ("Araştırma ve inceleme", "Research and investigation"),
            ("Mühendislik uygulamalarının küresel etkisi", "Global impact of engineering practice"),
            ("Etik davranış", "Ethical behaviour"),
            ("Bireysel ve takım çalışması", "Individual and team work"),
            ("Sözlü ve yazılı iletişim", "Oral and written communication"),
            ("Proje yönetimi", "Project management"),
            ("Yaşam boyu öğrenme", "Lifelong learning"),
        ),
    ),
    "MUDEK-2.1": KnownSet(
        Text(tr="MÜDEK program çıktıları 2.1", en="MÜDEK student outcomes 2.1"),
        "2.1 (2016)",
        _numbered(
            ("Matematik, fen ve mühendislik bilgisi", "Knowledge of mathematics, science and engineering"),
            ("Karmaşık problemleri belirleme ve çözme", "Identifying and solving complex problems"),
            ("Karmaşık bir sistemi gerçekçi kısıtlarla tasarlama", "Designing a complex system under realistic constraints"),
            ("Çağdaş teknik ve araçları seçme ve kullanma", "Choosing and using modern techniques and tools"),
            ("Deney tasarlama, veri toplama ve yorumlama", "Designing experiments, collecting and interpreting data"),
            ("Bireysel, disiplin içi ve çok disiplinli çalışma", "Working alone, within and across disciplines"),
            ("Türkçe ve yabancı dilde iletişim", "Communicating in Turkish and in a foreign language"),
            ("Yaşam boyu öğrenme bilinci", "Awareness of lifelong learning"),
            ("Meslek etiği, sorumluluk ve standartlar", "Professional ethics, responsibility and standards"),
            ("Proje ve risk yönetimi, girişimcilik, yenilikçilik", "Project and risk management, entrepreneurship, innovation"),
            ("Uygulamaların toplumsal, çevresel ve hukuki etkileri", "Social, environmental and legal effects of practice"),
        ),
    ),
    "TYYC": KnownSet(
        Text(tr="TYYÇ yeterlilik sütunları", en="TYYÇ columns of qualification"),
        "2010",
        {
            "Bilgi": Text(tr="Bilgi", en="Knowledge"),
            "Beceri": Text(tr="Beceri", en="Skills"),
            "Bağımsız çalışabilme ve sorumluluk alabilme": Text(
                tr="Bağımsız çalışabilme ve sorumluluk alabilme yetkinliği", en="Competence to work independently and take responsibility"
            ),
            "Öğrenme yetkinliği": Text(tr="Öğrenme yetkinliği", en="Learning competence"),
            "İletişim ve sosyal yetkinlik": Text(tr="İletişim ve sosyal yetkinlik", en="Communication and social competence"),
            "Alana özgü yetkinlik": Text(tr="Alana özgü yetkinlik", en="Field-specific competence"),
        },
    ),
}
