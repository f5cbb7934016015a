"""While a wave is open: every table, every file under VAR_DIR and, on PostgreSQL, the server's own files, searched for what was said."""

import base64
import binascii
import json

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.urls import get_resolver
from nacl.public import PrivateKey
from wagtail.admin.viewsets.base import ViewSet
from wagtail_modeladmin.options import ModelAdmin

from surveys.collection import keys, sittings
from surveys.collection.boxes import UnreadableBox, unseal
from surveys.definition.compiled import compile_version
from surveys.models import FollowUp, Response, Sealed, Sitting
from tests.factories.documents import work_document
from tests.factories.fielding import a_draft, an_open_wave, answer, invite_many, sitting_key, token_of

SAID = "Hocalarım beni hiç dinlemedi çğış-4711"
WRITTEN = "Bunu ise bir tabloya yazdım ığ-4713"  # a text of its own: the log of the server remembers it
DRAFTED = "Bunu henüz göndermedim öü-4712"
ANSWERS = {"W1": "yes", "W2": ["ad"], "W3": "43", "W4": "2", "W5": "1", "W6": SAID, "W7": "NL"}


def spellings(secret: bytes) -> list[bytes]:
    """As it stands, in hexadecimal, and in base 64 wherever it begins in a longer run."""
    inner = [base64.b64encode(secret[cut : cut + (len(secret) - cut) // 3 * 3]) for cut in range(3)]
    return [secret, binascii.hexlify(secret), binascii.hexlify(secret).upper(), *inner]


def of_text(text: str) -> list[bytes]:
    escaped = json.dumps(text)[1:-1].encode()
    return [form for encoded in (text.encode(), escaped, text.encode("utf-16-le")) for form in spellings(encoded)]


def tables() -> bytes:
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  (names come from the database itself)
            found += [bytes(v) if isinstance(v, bytes | memoryview) else str(v).encode() for row in cursor.fetchall() for v in row]
    return b"\n".join(found)


def server_files() -> bytes:
    """PostgreSQL: every page of every table and the write-ahead log, dead rows included."""
    if connection.vendor == "sqlite":
        return connection.connection.serialize()
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute("SELECT pg_relation_filepath(oid) FROM pg_class WHERE relname LIKE 'surveys_%' AND relkind IN ('r', 'i')")
        paths = [path for (path,) in cursor.fetchall()]
        cursor.execute("SELECT 'pg_wal/' || name FROM pg_ls_waldir()")
        paths += [path for (path,) in cursor.fetchall()]
        found = []
        for path in paths:
            cursor.execute("SELECT pg_read_binary_file(%s, 0, 100000000, true)", [path])
            found.append(bytes(cursor.fetchone()[0] or b""))
    return b"".join(found)


@pytest.fixture
def answered(transactional_db):
    wave = an_open_wave(document=work_document())
    cache.set("warm", 1)
    given, drafted, finished = invite_many(wave, 3)
    answer(given, ANSWERS)
    for invitation, text in ((drafted, DRAFTED), (finished, SAID)):
        draft = a_draft(wave.version, answers={**ANSWERS, "W6": text}, entered={3: {"W6": [text]}})
        sittings.save(token_of(invitation), draft, wave=wave, key=sitting_key(wave))
    answer(finished, ANSWERS, draft=draft)
    return wave


def test_no_table_no_file_and_no_page_of_the_server_holds_a_readable_answer(answered):
    record = compile_version(answered.version).codebook.pack(ANSWERS)
    needles = [*of_text(SAID), *of_text(DRAFTED), *spellings(record)]
    files = b"".join(path.read_bytes() for path in settings.VAR_DIR.rglob("*") if path.is_file())
    for name, haystack in (("tables", tables()), ("files", files), ("server", server_files())):
        assert len(haystack) > 0, name
        assert [needle for needle in needles if needle in haystack] == [], name


def test_the_search_finds_what_is_written_down(answered):
    """The same search over an answer that is not sealed."""
    FollowUp.objects.create(wave=answered, code="X", value=WRITTEN, wording="?", day="2026-05-04")
    assert any(needle in tables() for needle in of_text(WRITTEN))
    assert any(needle in server_files() for needle in of_text(WRITTEN))


def test_boxes_and_drafts_are_all_of_one_length_and_open_with_no_other_key(answered):
    boxes = [bytes(box) for box in Sealed.objects.values_list("box", flat=True)]
    drafts = [bytes(box) for box in Sitting.objects.values_list("box", flat=True)]
    assert ({len(box) for box in boxes}, {len(box) for box in drafts}) == ({1024 + 48}, {1024 + 40})
    with pytest.raises(UnreadableBox):
        unseal(boxes[0], private_key=PrivateKey.generate())


def test_a_draft_needs_the_link_the_key_of_the_server_and_the_file_of_the_wave(answered):
    """Any two of the three open nothing."""
    invitation = answered.invitations.get(done=False)
    token, other = token_of(invitation), token_of(answered.invitations.filter(done=True).first())
    right = sitting_key(answered)
    wrong_server = keys.sitting_key(wave_id=answered.pk, folder=settings.PRIVATE_DIR, token_key="another")
    assert sittings.load(token, wave=answered, key=right) is not None
    assert sittings.load(other, wave=answered, key=right) is None
    assert sittings.load(token, wave=answered, key=wrong_server) is None
    keys.destroy(wave_id=answered.pk, folder=settings.PRIVATE_DIR)
    with pytest.raises(keys.KeyMissing):
        sitting_key(answered)


def test_no_page_of_the_admin_is_made_for_boxes_drafts_or_responses():
    assert get_resolver().reverse_dict  # imports every hook
    found, waiting = set(), [ModelAdmin, ViewSet]
    while waiting:
        kind = waiting.pop()
        waiting += kind.__subclasses__()
        found.add(getattr(kind, "model", None))
    assert found & {Sealed, Sitting, Response} == set()
