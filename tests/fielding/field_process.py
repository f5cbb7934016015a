"""What the tests with several processes run: one process that sets up, forks clients, and prints what came out as JSON.

python -m tests.fielding.field_process eight_clients | close_while_answering | killed_closing
"""

import json
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable

import django

django.setup()

from django.conf import settings  # noqa: E402  (only after setup)
from django.db import connection, connections  # noqa: E402

from surveys.collection import sittings  # noqa: E402
from surveys.collection.errors import WaveNotOpen  # noqa: E402
from surveys.definition.compiled import compile_version  # noqa: E402
from surveys.definition.programs import program_numbers  # noqa: E402
from surveys.fielding.waves import close_wave  # noqa: E402
from surveys.models import Invitation, Response, Sealed, Sitting, TextAnswer, Wave  # noqa: E402
from tests.factories.documents import work_document  # noqa: E402
from tests.factories.fielding import CLOSES, NOW, a_draft, an_open_wave, answer, invite_many, sitting_key, token_of  # noqa: E402

CLIENTS = 8
SIZES = (170, 130, 90, 60, 40, 9, 1)  # of programs: 500 people


def answers_of(invitation: Invitation) -> dict[str, object]:
    """Told from the key, so that what must come out is known without being written down anywhere."""
    n = invitation.pk
    text = {"W6": f"cevap {n}"} if n % 11 <= 6 else {}
    return {"W1": "yes", "W2": ["ad", "net"][: n % 3], "W3": str(n % 98 + 1), "W4": str(n % 5 + 1), "W5": str(n % 11), "W7": None, **text}


def prepare(code: str, *, sizes: tuple[int, ...] = SIZES) -> Wave:
    wave = an_open_wave(document=work_document(code=code))
    for size in sizes:
        invite_many(wave, size)
    return wave


def in_children(work: Callable[[int], object]) -> list[object]:
    """`work(0)` to `work(7)`, each in a process with a connection of its own; what each returned."""
    connections.close_all()
    children = []
    for number in range(CLIENTS):
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            with os.fdopen(writing, "w") as pipe:
                json.dump(work(number), pipe)
            os._exit(0)
        os.close(writing)
        children.append((child, reading))
    results = []
    for child, reading in children:
        with os.fdopen(reading) as pipe:
            results.append(json.loads(pipe.read() or "null"))
        os.waitpid(child, 0)
    return results


def client(wave: Wave, number: int) -> dict[str, list]:
    """Every eighth person begins, saves twice, submits. Which were accepted, and everything that went wrong."""
    accepted, refused, errors = [], [], []
    key = sitting_key(wave)
    for invitation in Invitation.objects.filter(wave=wave).select_related("wave__version", "program").order_by("pk")[number::CLIENTS]:
        draft = a_draft(wave.version)
        try:
            for page in (1, 2):
                draft.page = page
                sittings.save(token_of(invitation), draft, wave=wave, key=key)
            answer(invitation, answers_of(invitation), draft=draft)
            accepted.append(invitation.pk)
        except WaveNotOpen:
            refused.append(invitation.pk)
        except Exception as error:  # noqa: BLE001  (whatever it is, it is the finding)
            errors.append(f"{invitation.pk}: {error!r}")
    return {"accepted": accepted, "refused": refused, "errors": errors}


def truth(people: list[int], wave: Wave) -> dict[str, int]:
    rows = Counter()
    for invitation in Invitation.objects.filter(pk__in=people).select_related("program"):
        rows.update(f"{invitation.program_id} {code} {value}" for code, value in answers_of(invitation).items() if code != "W6")
    return dict(rows)


def stored(wave: Wave) -> dict[str, int]:
    codebook, programs, rows = compile_version(wave.version).codebook, program_numbers(), Counter()
    for response in Response.objects.filter(wave=wave):
        answers = codebook.unpack(bytes(response.record), programs=programs)
        rows.update(f"{response.program_id} {code} {value}" for code, value in answers.items())
    return dict(rows)


def outcome(wave: Wave, people: list[int]) -> dict[str, object]:
    texts = sorted(TextAnswer.objects.filter(wave=wave).values_list("text", flat=True))
    return {
        "responses": Response.objects.filter(wave=wave).count(),
        "sums_exact": stored(wave) == truth(people, wave),
        "texts_exact": texts == sorted(f"cevap {n}" for n in people if n % 11 <= 6),
        "left": [Sealed.objects.count(), Sitting.objects.count(), Invitation.objects.filter(done=True).count()],
        "replied": sum(wave.strata.values_list("replied", flat=True)),
        "state": Wave.objects.get(pk=wave.pk).state,
    }


def eight_clients() -> dict[str, object]:
    wave = prepare("EIGHT")
    reports = in_children(lambda number: client(wave, number))
    accepted = [n for report in reports for n in report["accepted"]]
    sealed = Sealed.objects.count()
    close_wave(wave=wave, now=CLOSES, by=None)
    return {"errors": [e for r in reports for e in r["errors"]], "accepted": len(accepted), "sealed": sealed, **outcome(wave, accepted)}


def close_while_answering() -> dict[str, object]:
    wave = prepare("RACE")

    def work(number: int) -> object:
        if number == 0:
            while Sealed.objects.count() < 100:
                time.sleep(0.005)
            close_wave(wave=wave, now=NOW, by=None)
            return {"accepted": [], "refused": [], "errors": []}
        return client(wave, number)

    reports = in_children(work)
    accepted = [n for report in reports for n in report["accepted"]]
    refused = sum(len(report["refused"]) for report in reports)
    return {
        "errors": [e for r in reports for e in r["errors"]],
        "lost": len(accepted) - Response.objects.filter(wave=wave).count(),
        "some_were_too_late": refused > 0,
        **{k: v for k, v in outcome(wave, accepted).items() if k not in {"responses", "replied"}},
    }


class Moments:
    """Counts the moments at which a process can be killed: before each statement, and before each write or removal of a file."""

    def __init__(self, deadly: int = 0) -> None:
        self.count, self.deadly, self.of_files, self.watching = 0, deadly, [], False
        sys.addaudithook(self.file_event)

    def pass_by(self) -> None:
        self.count += 1
        if self.count == self.deadly:
            os.kill(os.getpid(), signal.SIGKILL)

    def statement(self, execute, sql, params, many, context):
        self.pass_by()
        return execute(sql, params, many, context)

    def file_event(self, event: str, arguments: tuple) -> None:
        if self.watching and (event in {"os.remove", "os.rename"} or (event == "open" and "+" in str(arguments[1]))):
            self.pass_by()
            self.of_files.append(self.count)

    def close(self, wave: Wave) -> int:
        """The moment at which the first key is about to be overwritten: the transaction has been committed."""
        self.watching = True
        with connection.execute_wrapper(self.statement):
            close_wave(wave=wave, now=CLOSES, by=None)
        self.watching = False
        return self.of_files[0] if self.of_files else 0


def closing(wave: Wave, *, deadly: int = 0) -> tuple[int, bool]:
    """(first moment after the commit, whether it was killed), in a child."""
    connections.close_all()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        os.write(writing, str(Moments(deadly).close(wave)).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        committed = int(pipe.read() or 0)
    return committed, os.WIFSIGNALED(os.waitpid(child, 0)[1])


def killed_closing() -> dict[str, object]:
    """A first wave shows how many moments there are; the second is killed at ten of them, first to last, and closed."""
    waves = [prepare("COUNTED", sizes=(60, 30, 1)), prepare("KILLED", sizes=(60, 30, 1))]
    people = [[n for number in range(CLIENTS) for n in client(wave, number)["accepted"]] for wave in waves]
    committed, _killed = closing(waves[0])
    before = [1 + round(i * (committed - 2) / 6) for i in range(7)]  # the last one just before the commit
    # Then: first key overwritten and not removed; removed, the second untouched; amid the snapshot.
    after = [committed + 1, 5, 12]
    kills = [closing(waves[1], deadly=deadly)[1] for deadly in [*before, *after]]
    closing(waves[1])
    keys_left = sorted(path.name for path in (settings.PRIVATE_DIR / "wave-keys").iterdir())
    return {"kills": sum(kills), "keys_left": keys_left, "snapshot": waves[1].snapshot.rows, **outcome(waves[1], people[1])}


if __name__ == "__main__":
    work = {f.__name__: f for f in (eight_clients, close_while_answering, killed_closing)}[sys.argv[1]]
    print(json.dumps(work()))
