"""The submit path: ours, the floor and wagtail.contrib.forms, turn by turn, so that drift of the machine hits all alike."""

import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass

from .clients import Client, Refused
from .questions import LIKERT, SINGLE, TEXTS, answers
from .servers import Server, serving

ROUNDS, A_ROUND = 8, 25
CLIENTS, RATE_SECONDS = (1, 4, 8), 6.0
FLOOR_MS, FIRST_VERSION = 1.0, 3.5


@dataclass(slots=True)
class Peer:
    """cpu: milliseconds of the server's processor time a page round trip, one figure a round."""

    name: str
    server: Server
    answer: Callable[[Client, int], None]  # one GET and one POST that carries the 48 answers
    cpu: list[float]

    def measure(self, first: int) -> None:
        before = self.server.cpu()
        for number in range(first, first + A_ROUND):
            self.answer(Client(self.server), number)
        self.cpu.append(1000 * (self.server.cpu() - before) / A_ROUND)


def to_the_floor(client: Client, number: int) -> None:
    client.post("/", answers(number), client.get("/"))


def to_wagtail_forms(client: Client, number: int) -> None:
    posted = answers(number)
    agree = ("Strongly disagree", "Disagree", "Neutral", "Agree", "Strongly agree")
    fields = {code.lower(): agree[int(posted[code]) - 1] for code in LIKERT}
    fields |= {code.lower(): posted[code] for code in (*SINGLE, *TEXTS)}
    client.post("/", fields, client.get("/"), expect=200)  # it shows its thanks at the same address


class Ours:
    """Links of one wave, used up one by one. `sending` is the second round trip: the review page and the button on it."""

    def __init__(self, tokens: Sequence[str]) -> None:
        self._left: Iterator[str] = iter(tokens)
        self._lock = threading.Lock()
        self.begun: list[str] = []

    def page(self, client: Client, number: int) -> None:
        with self._lock:
            token = next(self._left)
            self.begun.append(token)
        client.post(f"/a/{token}/1/", {**answers(number), "_go": "next"}, client.get(f"/a/{token}/1/"))

    def sending(self, client: Client, number: int) -> None:
        with self._lock:
            token = self.begun.pop()
        client.post(f"/a/{token}/review/", {}, client.get(f"/a/{token}/review/"), expect=200)

    def whole(self, client: Client, number: int) -> None:
        with self._lock:
            token = next(self._left)
        client.post(f"/a/{token}/1/", {**answers(number), "_go": "next"}, client.get(f"/a/{token}/1/"))
        client.post(f"/a/{token}/review/", {}, client.get(f"/a/{token}/review/"), expect=200)


def run() -> None:
    tokens = _prepare()
    ours = Ours(tokens)
    url = os.environ["DATABASE_URL"]
    environment = {"DATABASE_URL": url, "OPENBLAS_NUM_THREADS": "1"}
    with ExitStack() as stack:
        floor = stack.enter_context(serving("tests.bench.floor", port=8791, environment=environment))
        forms = stack.enter_context(serving("tests.bench.formsite.wsgi", port=8792, environment=environment))
        mik = stack.enter_context(
            serving("mik_site.wsgi", port=8793, environment={**environment, "DJANGO_SETTINGS_MODULE": "mik_site.settings.dev"})
        )
        peers = [
            Peer("floor", floor, to_the_floor, []),
            Peer("MİK, the page with the 48 answers", mik, ours.page, []),
            Peer("MİK, review and send", mik, ours.sending, []),
            Peer("wagtail.contrib.forms", forms, to_wagtail_forms, []),
        ]
        for turn in range(ROUNDS + 1):  # the first warms every cache and is not counted
            for peer in peers:
                peer.measure(turn * A_ROUND)
        _print_cpu(peers)
        _print_rates(floor, mik, ours)


def _prepare() -> list[str]:
    """Tables of all three, a wave of ours, and its links."""

    def call(*command: str, **environment: str) -> str:
        done = subprocess.run([sys.executable, *command], env={**os.environ, **environment}, check=True, capture_output=True, text=True)
        return done.stdout

    call("manage.py", "migrate", "--verbosity", "0", DJANGO_SETTINGS_MODULE="tests.bench.formsite.settings")
    call("-m", "tests.bench.formsite.prepare")
    call("-c", "import tests.bench.floor as floor; floor.prepare()")
    return call("-m", "tests.bench.wave", "6000").split()


def _print_cpu(peers: Sequence[Peer]) -> None:
    figures = {peer.name: peer.cpu[1:] for peer in peers}
    floor = figures["floor"]
    print(f"\nServer CPU a page round trip (GET + POST), {ROUNDS} rounds of {A_ROUND}, median of rounds")
    print(f"{'':44}{'ms':>8}{'x floor':>10}")
    for name, values in figures.items():
        ratio = statistics.median(v / f for v, f in zip(values, floor, strict=True))
        print(f"{name:44}{statistics.median(values):8.2f}{ratio:10.2f}")
    page, send = figures[peers[1].name], figures[peers[2].name]
    both = statistics.median((p + s) / f for p, s, f in zip(page, send, floor, strict=True))
    spent = statistics.median(p + s for p, s in zip(page, send, strict=True))
    print(f"MİK, completed response (1 page, then review and send): {spent:.2f} ms, {both:.2f} x floor")


def _print_rates(floor: Server, mik: Server, ours: Ours) -> None:
    print(f"\nCompleted responses a second, one sync worker, {RATE_SECONDS:.0f} s each")
    print(f"{'clients':>8}{'floor':>10}{'MİK':>10}{'ratio':>8}{'errors':>8}")
    for clients in CLIENTS:
        floor_rate, floor_errors = _rate(floor, to_the_floor, clients)
        our_rate, our_errors = _rate(mik, ours.whole, clients)
        print(f"{clients:8}{floor_rate:10.1f}{our_rate:10.1f}{our_rate / floor_rate:8.2f}{floor_errors + our_errors:8}")


def _rate(server: Server, answer: Callable[[Client, int], None], clients: int) -> tuple[float, int]:
    until = time.monotonic() + RATE_SECONDS

    def work(number: int) -> tuple[int, int]:
        done = errors = 0
        while time.monotonic() < until:
            try:
                answer(Client(server), number + done)
                done += 1
            except (Refused, OSError):
                errors += 1
        return done, errors

    with ThreadPoolExecutor(clients) as pool:
        results = list(pool.map(work, range(clients)))
    return sum(done for done, _ in results) / RATE_SECONDS, sum(errors for _, errors in results)
