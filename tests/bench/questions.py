"""The 48 answers every peer gets: 40 five-point items, 5 single choices (one of them of 20), 3 texts."""

from surveys.definition.document import Document, Section
from surveys.questions import LikertQuestion, Option, SingleQuestion, Text, TextQuestion

LIKERT = [f"L{n:02d}" for n in range(1, 41)]
SINGLE = [f"S{n}" for n in range(1, 6)]
TEXTS = [f"T{n}" for n in range(1, 4)]
AGREE = ("Strongly disagree", "Disagree", "Neutral", "Agree", "Strongly agree")
STATEMENT = "The teaching in this module helped me to reach the stated learning objectives"
SINGLE_SIZES = {code: 20 if code == "S1" else 5 for code in SINGLE}
COMMENT = "The laboratory hours were well organised and the staff could always be reached. " * 2


def label(text: str) -> Text:
    return Text(tr=text, en=text)


def document() -> Document:
    """One page, so that a round trip carries all 48 answers."""
    agree = tuple(Option(code=str(n), label=label(text), value=float(n)) for n, text in enumerate(AGREE, 1))
    sets = {"AGREE": agree}
    for code, size in SINGLE_SIZES.items():
        sets[code] = tuple(Option(code=f"o{k}", label=label(f"Option {k}")) for k in range(1, size + 1))
    questions = (
        *(LikertQuestion(code=code, label=label(f"Statement {code}: {STATEMENT}"), options="AGREE", required=True) for code in LIKERT),
        *(SingleQuestion(code=code, label=label(f"Single choice {code}"), options=code, required=True) for code in SINGLE),
        *(TextQuestion(code=code, label=label(f"Comment {code}"), max_length=10_000) for code in TEXTS),
    )
    return Document(code="BENCH", title=label("Benchmark"), option_sets=sets, sections=(Section(code="ALL", questions=questions),))


def answers(seed: int) -> dict[str, str]:
    """What one client posts; differs from client to client, needs no randomness."""
    posted = {code: str(1 + (seed + place) % 5) for place, code in enumerate(LIKERT)}
    posted |= {code: f"o{1 + (seed + place) % size}" for place, (code, size) in enumerate(SINGLE_SIZES.items())}
    return posted | dict.fromkeys(TEXTS, COMMENT)
