"""A coordinator who is no programmer: writes a questionnaire by hand, has it approved by a colleague, and may not approve it alone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from home.models import Role
from surveys.definition.approvals import install_workflow
from surveys.definition.document import Document
from surveys.models import AuditEntry, OptionList, Questionnaire, QuestionnaireVersion
from tests.factories.institution import a_user
from tests.journeys.conftest import DESKTOP

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "bir-parola-1963"


@pytest.fixture
def office():
    level = OptionList.objects.create(code="LEVEL", name_tr="Düzey", name_en="Level", is_scale=True)
    for value in (1, 2, 3):
        level.options.create(code=str(value), label_tr=f"Düzey {value}", label_en=f"Level {value}", value=value, sort_order=value)
    level.save()
    install_workflow()  # a transactional test's flush takes it away
    for name, role in (("yazan", Role.EDITOR), ("onaylayan", Role.COORDINATOR)):
        user = a_user(role=role, username=name)
        user.set_password(PASSWORD)
        user.save()


def sign_in(page: Page, server: str, name: str, path: str) -> None:
    page.goto(f"{server}{path}")
    page.fill("input[name=username]", name)
    page.fill("input[name=password]", PASSWORD)
    page.click("button[type=submit]")


class Editor:
    """The editor as a hand uses it: buttons, panels and fields, no address typed and nothing sent beside the form."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def add_to(self, stream: str, kind: str = "") -> str:
        """Press the last plus of a stream and pick a kind of block; returns the prefix of the new block's fields."""
        count = int(self.page.locator(f'input[name="{stream}-count"]').input_value())
        container = self.page.locator(f'input[name="{stream}-count"]').locator("xpath=..")
        container.locator(":scope > [data-streamfield-stream-container] > div > .c-sf-add-button").last.click()
        if kind:
            self.page.get_by_role("option", name=kind, exact=True).click()
        expect(self.page.locator(f'input[name="{stream}-count"]')).to_have_value(str(count + 1))
        return f"{stream}-{count}-value"

    def fill(self, prefix: str, **values: str | bool) -> None:
        for name, value in values.items():
            field = self.page.locator(f'[name="{prefix}-{name}"]')
            for panel in field.locator("xpath=ancestor::*[contains(@class, 'w-panel__content')]").all():
                if not panel.is_visible():  # a collapsed block
                    panel.locator("xpath=..").locator(":scope > .w-panel__header [aria-controls]").first.click()
            if not field.is_visible():  # behind the settings button of its block
                field.locator("xpath=ancestor::section[1]").locator(
                    ":scope > .w-panel__header button[aria-expanded]", has=self.page.locator(".icon-cog")
                ).first.click()
            if isinstance(value, bool):
                field.set_checked(value)
            elif field.evaluate("field => field.tagName") == "SELECT":
                field.select_option(label=value)
            else:
                field.fill(value)

    def question(self, questions: str, kind: str, code: str, tr: str, en: str, **more: str | bool) -> str:
        prefix = self.add_to(questions, kind)
        self.fill(prefix, code=code, label_tr=tr, label_en=en, **more)
        return prefix

    def option(self, prefix: str, code: str, tr: str, en: str) -> None:
        listed = f"{prefix}-own_options"
        count = int(self.page.locator(f'input[name="{listed}-count"]').input_value())
        self.page.locator(f'input[name="{listed}-count"]').locator("xpath=..").locator(".c-sf-add-button").last.click()
        self.fill(f"{listed}-{count}-value", code=code, label_tr=tr, label_en=en)

    def row(self, prefix: str, code: str, tr: str, en: str) -> None:
        self._item(f"{prefix}-rows", code=code, label_tr=tr, label_en=en)

    def column(self, prefix: str, facet: str, tr: str, en: str) -> None:
        self._item(f"{prefix}-columns", facet=facet, label_tr=tr, label_en=en, options="LEVEL")

    def _item(self, listed: str, **values: str) -> None:
        """Into the empty item a list begins with, else into a new one."""
        count = int(self.page.locator(f'input[name="{listed}-count"]').input_value())
        first = next(iter(values))
        if not count or self.page.locator(f'[name="{listed}-{count - 1}-value-{first}"]').input_value():
            self.page.locator(f'input[name="{listed}-count"]').locator("xpath=..").locator(".c-sf-add-button").last.click()
            count += 1
        self.fill(f"{listed}-{count - 1}-value", **values)


def test_a_questionnaire_of_every_kind_is_written_seen_handed_in_and_approved_by_another(device, live_server, office):
    page = device(DESKTOP, locale="tr-TR")
    page.set_default_timeout(15_000)
    sign_in(page, live_server.url, "yazan", "/admin/")
    page.get_by_role("button", name="Anketler").click()
    page.get_by_role("link", name="Anket formları", exact=True).click()
    page.get_by_role("link", name="Anket formu ekle").first.click()

    editor = Editor(page)
    page.fill("input[name=code]", "OKUL")
    page.fill("input[name=title_tr]", "Okul anketi")
    page.fill("input[name=title_en]", "School survey")
    section = editor.add_to("sections")
    editor.fill(section, code="S1", title_tr="İş", title_en="Work")
    questions = f"{section}-questions"
    works = editor.question(questions, "Tek seçim", "Q1", "Çalışıyor musunuz?", "Are you working?", required=True)
    for code, tr, en in (("yes", "Evet", "Yes"), ("no", "Hayır", "No")):
        editor.option(works, code, tr, en)
    months = editor.question(questions, "Sayı", "Q2", "Kaç ay oldu?", "For how many months?", minimum="0", maximum="600")
    page.locator(f'[name="{months}-show_if"]').locator("xpath=following-sibling::button").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Evet").check()
    expect(dialog.locator("output")).to_have_text("Q1 == yes")
    found = Axe().run(page, context="dialog").response["violations"]
    assert [(v["id"], [node["html"] for node in v["nodes"]]) for v in found] == []
    dialog.get_by_role("button", name="Bu koşulu kullan").click()
    expect(page.locator(f'[name="{months}-show_if"]')).to_have_value("Q1 == yes")

    skills = editor.question(questions, "Çoklu seçim", "Q3", "Neleri kullanıyorsunuz?", "What do you use?", maximum="2")
    order = editor.question(questions, "Sıralama", "Q4", "Önem sırasına koyun", "Put in order of importance")
    rated = editor.question(questions, "Ölçek", "Q5", "İşinizden memnunsunuz", "You are content with your work")
    for prefix in (skills, order, rated):
        for number in (1, 2, 3):
            editor.option(prefix, str(number), f"Seçenek {number}", f"Option {number}")
    for number in range(3):
        editor.fill(f"{rated}-own_options-{number}-value", value=str(number + 1))
    editor.question(questions, "Yıl ya da ay", "Q6", "Hangi yıl başladınız?", "When did you begin?", earliest="1990", latest="2026")
    editor.question(questions, "Listeden seçim", "Q7", "Hangi ilde?", "In which province?", options="PROVINCE")
    nps = editor.question(questions, "Tavsiye, 0-10", "Q8", "Önerir misiniz?", "Would you recommend it?")
    editor.fill(nps, low_tr="Asla", low_en="Never", high_tr="Kesinlikle", high_en="Certainly")
    editor.question(questions, "Serbest metin", "Q9", "Eklemek istedikleriniz", "")
    table = editor.question(questions, "Ölçek, birden çok madde", "Q11", "Ne düzeydesiniz?", "At which level are you?", options="LEVEL")
    editor.row(table, "R1", "Alan bilgisi", "Knowledge")
    both = editor.question(questions, "İki ölçek, birden çok madde", "Q12", "Kazanılan ve gereken", "Acquired and required")
    editor.row(both, "D1", "Takım çalışması", "Teamwork")
    for facet, tr, en in (("A", "Kazanılan", "Acquired"), ("R", "Gereken", "Required")):
        editor.column(both, facet, tr, en)
    own = "Ölçek, programın kendi eğitim amaçları"
    editor.question(questions, own, "Q13", "Amaçlara ulaştınız mı?", "Have you reached them?", options="LEVEL")
    editor.question(questions, "Önceden bilinir, gösterilir", "Q14", "Programınız", "Your program", source="Program")
    editor.question(questions, "Not", "Q15", "Teşekkür ederiz.", "Thank you.")
    after = editor.add_to("after", "Açık rıza")
    editor.fill(after, code="Q10", label_tr="Benimle iletişime geçilebilir", label_en="I may be contacted")
    after = editor.add_to("after", "E-posta adresi")
    editor.fill(after, code="Q16", label_tr="E-posta adresiniz", label_en="Your e-mail address")

    readiness = page.locator("#readiness")
    expect(readiness).to_contain_text("Q9 · İngilizce")
    expect(readiness).to_contain_text("Eksik çeviriler: 1")
    page.locator('[data-side-panel-toggle="preview"]').click()
    expect(page.frame_locator("iframe[data-w-preview-target=iframe]").first.locator("body")).to_contain_text("Çalışıyor musunuz?")
    page.locator('[data-side-panel-toggle="preview"]').click()

    hand_in(page)
    expect(page.locator("body")).to_contain_text("İngilizce metin eksik.")  # refused, and nothing typed is lost
    assert QuestionnaireVersion.objects.count() == 0
    page.get_by_role("button", name="Q9 · İngilizce").click()
    expect(page.locator('[name$="-code"]:focus')).to_have_value("Q9")
    editor.fill(f"{questions}-8-value", label_en="Anything to add")
    expect(readiness).to_contain_text("Eksik yok")
    hand_in(page)
    expect(page).to_have_url(f"{live_server.url}/admin/surveys/questionnaires/")

    other = device(DESKTOP, locale="tr-TR")
    questionnaire = Questionnaire.objects.get(code="OKUL")
    sign_in(other, live_server.url, "onaylayan", "/admin/")
    other.get_by_role("link", name="Okul anketi").first.click()
    other.locator("footer [data-w-dropdown-target=toggle]").click()
    with other.expect_navigation():
        other.locator("footer button[data-workflow-action-name=approve]").click()

    version = QuestionnaireVersion.objects.get()
    document = Document.model_validate(version.document)
    assert (version.questionnaire, version.number, version.approved_by.username) == (questionnaire, 1, "onaylayan")
    assert [(q.code, q.kind, q.show_if) for q in document.all_questions] == [
        ("Q1", "single", None), ("Q2", "number", "Q1 == yes"), ("Q3", "multiple", None), ("Q4", "ranking", None), ("Q5", "likert", None),
        ("Q6", "period", None), ("Q7", "register", None), ("Q8", "nps", None), ("Q9", "text", None), ("Q11", "matrix", None),
        ("Q12", "dual_matrix", None), ("Q13", "dynamic_matrix", None), ("Q14", "prefilled", None), ("Q15", "note", None),
        ("Q10", "consent", None), ("Q16", "contact", None),
    ]  # fmt: skip
    assert [o.value for o in document.option_sets["Q5"]] == [1, 2, 3]
    assert AuditEntry.objects.filter(action="questionnaire.published").values_list("actor__username", flat=True).get() == "onaylayan"


def hand_in(page: Page) -> None:
    page.locator("footer [data-w-dropdown-target=toggle]").click()
    page.locator("footer button[name=action-submit]").click()
