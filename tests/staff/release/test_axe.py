"""Our part of the release pages has nothing for axe to find and fits a phone. Wagtail's frame around it is Wagtail's."""

import re

import pytest

from home.models import Role
from surveys.models import FrameStratum, TextAnswer, Wave
from tests.factories.fielding import an_approved_wave, invite_many
from tests.staff.test_versions_axe import CSS, look

SHEETS = ("tokens", "registers", "release")


def part(client, url: str, *, post=None) -> str:
    """The page as HTML of our part alone, with its style sheets inside."""
    body = (client.post(url, post) if post is not None else client.get(url)).content.decode()
    styles = "".join(f"<style>{(CSS / f'{name}.css').read_text()}</style>" for name in SHEETS)
    ours = re.search(r'<div class="register">.*(?=</div>\s*</div>\s*</main>)|<div class="register">.*', body, re.S)[0]
    return (
        f'<!doctype html><html lang="en"><head><title>Release</title>{styles}</head><body><main><h1>Release</h1>{ours}</main></body></html>'
    )


@pytest.mark.browser
def test_axe_finds_nothing_and_nothing_reaches_beyond_a_phone(closed, civil, sign_in, chromium):
    client, at = sign_in(Role.COORDINATOR), f"/admin/release/{closed.pk}/"
    FrameStratum.objects.create(wave=closed, program=civil, cohort=2023, population=90, invited=80, replied=20)
    TextAnswer.objects.create(wave=closed, variable="T1", text="x")
    pages = [part(client, "/admin/release/"), part(client, at)]
    Wave.objects.update(state="reviewed")
    pages += [part(client, f"{at}?breakdown=cohort"), part(client, f"{at}confirm/internal/", post={"note": "Az yanıt"})]
    client.post(f"{at}confirm/internal/", {"sure": "1", "note": "Az yanıt"})
    pages.append(part(client, at))
    client.post(f"{at}withdraw/1/", {"reason": "Yanlış"})
    pages.append(part(client, at))
    draft = an_approved_wave()
    invite_many(draft, 12, program=civil)
    pages.append(part(client, f"/admin/release/{draft.pk}/forecast/"))
    assert [look(chromium, html) for html in pages] == [([], 0)] * 7
