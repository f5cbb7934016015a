import re
from itertools import product

import pytest

from surveys.collection.tokens import token_for
from surveys.mailing.compose import Letterhead, compose, write
from surveys.models import Delivery
from tests.factories.mailing import contact, delivery, invitation, wave

pytestmark = pytest.mark.django_db

LETTERHEAD = Letterhead(key="key", base_url="https://mezun.example.org", sender="KTÜ Mezunlarla İlişkiler <mezun@example.org>")
OCCASIONS = [("invitation", 1), ("reminder", 1), ("reminder", 2), ("resend", 1)]


def test_the_invitation_word_for_word():
    person = invitation(wave())
    mail = compose(delivery(person), letterhead=LETTERHEAD)
    link = f"https://mezun.example.org/a/{token_for(person, key='key')}/"
    assert mail.subject == "Bilgisayar Mühendisliği mezunu olarak görüşünüzü rica ediyoruz"
    assert mail.body == (
        "Sayın Mezun 1,\n\n"
        "2024 yılında mezun olduğunuz Bilgisayar Mühendisliği programını sizin gözünüzle değerlendirmek istiyoruz. "
        "Program size ne kattı, işiniz sizden ne bekliyor, neyi değiştirmeliyiz?\n\n"
        "Mezun Memnuniyet Anketi yaklaşık 9 dakika sürer; hesap açmanız gerekmez:\n\n"
        f"{link}\n\n"
        "Bağlantı size özeldir. Dilediğiniz yerde ara verip aynı bağlantıyla, başka bir cihazdan bile, kaldığınız yerden "
        "sürdürebilirsiniz. Anket 1 Haziran 2026 gününe kadar açık kalacak.\n\n"
        "Yanıtlarınız anonimdir. Gönderdiğiniz anda mühürlenir ve anket kapanana kadar kimse tarafından okunamaz; anket kapandığında da "
        "yanıtlarla adınız arasında hiçbir bağ tutulmaz. Sonuçlar yalnızca toplu olarak ve yeterli sayıda yanıt varsa gösterilir.\n\n"
        "Zaman ayırdığınız için şimdiden teşekkür ederiz.\n\n"
        "KTÜ Mezunlarla İlişkiler Koordinatörlüğü\n\n"
        f"Bu anket için başka e-posta almak istemiyorsanız: {link}unsubscribe/\n"
    )


def test_headers_let_mail_programs_unsubscribe_in_one_click():
    person = invitation(wave())
    queued = delivery(person, message_id="f00d")
    mail = compose(queued, letterhead=LETTERHEAD)
    link = f"https://mezun.example.org/a/{token_for(person, key='key')}/"
    assert mail.extra_headers == {
        "Message-ID": "<f00d@example.org>",
        "List-Unsubscribe": f"<{link}unsubscribe/>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }
    assert (mail.to, mail.tags, mail.metadata) == (["mezun1@example.org"], ["invitation"], {"delivery": str(queued.pk)})


@pytest.mark.parametrize(("audience", "language"), [*product(["graduates", "employers", "others"], ["tr", "en"])])
def test_every_occasion_has_its_own_words_with_one_link_and_one_way_out(audience, language):
    person = invitation(wave(audience=audience), language=language, contact=contact() if audience == "employers" else None)
    letters = [write(Delivery(invitation=person, kind=kind, number=n), link="LINK", unsubscribe="OUT") for kind, n in OCCASIONS]
    assert len({letter.subject for letter in letters}) == len({letter.text for letter in letters}) == 4
    assert [letter.paragraphs.count("LINK") for letter in letters] == [1, 1, 1, 1]
    assert [letter.text.count("OUT") for letter in letters] == [1, 1, 1, 1]
    assert [re.findall(r"[{%}]|None|  ", letter.subject + letter.text) for letter in letters] == [[], [], [], []]


@pytest.mark.parametrize("language", ["tr", "en"])
def test_nothing_known_about_a_person_still_makes_a_whole_letter(language):
    person = invitation(wave(), language=language, program=None, cohort=None, name="")
    for kind, number in OCCASIONS:
        letter = write(Delivery(invitation=person, kind=kind, number=number), link="LINK", unsubscribe="OUT")
        assert re.findall(r"[{%}]|None|  | ,|\(\)", letter.subject + letter.text) == []


def test_employers_are_promised_confidence_and_not_anonymity():
    person = invitation(wave(audience="employers"), contact=contact())
    words = {}
    for language in ("tr", "en"):
        person.language = language
        texts = [write(Delivery(invitation=person, kind=kind, number=n), link="L", unsubscribe="U").text for kind, n in OCCASIONS]
        words[language] = [("anonim" in t.lower() or "anonymous" in t.lower(), "gizli" in t or "confidential" in t) for t in texts]
    assert words == {"tr": [(False, True)] * 4, "en": [(False, True)] * 4}


def test_a_trial_run_says_so():
    trial = invitation(wave(pilot=True))
    text = write(Delivery(invitation=trial, kind="invitation", number=1), link="L", unsubscribe="U").text
    assert "Bu bir deneme gönderimidir; verdiğiniz yanıtlar sonuçlara katılmaz." in text


def test_the_letter_escapes_names_and_fetches_nothing():
    person = invitation(wave(), name="<b>Ali</b> & Veli")
    ((html, kind),) = compose(delivery(person), letterhead=LETTERHEAD).alternatives
    assert kind == "text/html"
    assert "Sayın &lt;b&gt;Ali&lt;/b&gt; &amp; Veli," in html
    assert re.findall(r"<img|src=|url\(|<link", html) == []
