"""Documents of every kind, and valid answers to them."""

from hypothesis import strategies as st

from surveys.definition.codebook import ProgramNumbers
from surveys.definition.document import Document, Section
from surveys.questions import (
    DynamicMatrixQuestion,
    LikertQuestion,
    MatrixQuestion,
    MultipleQuestion,
    NpsQuestion,
    NumberQuestion,
    RegisterQuestion,
    SingleQuestion,
    TextQuestion,
)
from surveys.questions.scaled import Row
from tests.factories.documents import options, scale, text

PROGRAMS = ProgramNumbers({"10210": 1, "10420": 64_999, "x": 300}, {1: "10210", 64_999: "10420", 300: "x"})


@st.composite
def documents(draw, *, most=8):
    """A document of up to `most` questions without conditions."""
    kinds = draw(st.lists(st.sampled_from(sorted(_BUILD)), min_size=1, max_size=most))
    sets, questions = {"SCALE": scale()}, []
    for place, kind in enumerate(kinds):
        if kind == "dynamic" and any(isinstance(q, DynamicMatrixQuestion) for q in questions):
            continue
        questions.append(_BUILD[kind](draw, f"V{place}", sets))
    return Document(code="GEN", title=text("Üretilmiş"), option_sets=sets, sections=(Section(code="S1", questions=tuple(questions)),))


@st.composite
def answers_to(draw, document):
    """Valid answers: every variable answered, skipped (None) or not asked (absent). Texts are not in the record."""
    answers = {}
    for code, variable in document.variables.items():
        if variable.storage == "text":
            continue
        how = draw(st.sampled_from(["answered", "skipped", "not asked", "answered"]))
        if how == "skipped":
            answers[code] = None
        elif how == "answered":
            answers[code] = draw(_values(variable))
    return answers


def _values(variable):
    codes = sorted(PROGRAMS.by_code) if variable.register else [o.code for o in variable.options]
    match variable.storage:
        case "choices":
            chosen = st.sets(st.sampled_from(codes), max_size=variable.maximum)
            return chosen.map(lambda picked: [code for code in codes if code in picked])
        case "registers":
            return st.lists(st.sampled_from(codes), unique=True, min_size=1, max_size=variable.maximum)
        case "number":
            step = 10**variable.decimals
            low, high = round(variable.low * step), round(variable.high * step)
            return st.integers(low, high).map(lambda n: f"{n / step:.{variable.decimals}f}" if n else f"{0:.{variable.decimals}f}")
    return st.sampled_from(codes)


def _codes(draw, most):
    count = draw(st.integers(1, most))
    return [f"o{n}" for n in range(count)]


def _single(draw, code, sets):
    sets[code] = options(*_codes(draw, 260))
    return SingleQuestion(code=code, label=text("Tek"), options=code)


def _multiple(draw, code, sets):
    sets[code] = options(*_codes(draw, 20))
    return MultipleQuestion(code=code, label=text("Çok"), options=code, maximum=draw(st.none() | st.integers(1, 5)))


def _register(draw, code, sets):
    sets[code] = options(*_codes(draw, 300))
    return RegisterQuestion(code=code, label=text("Liste"), options=code, multiple=draw(st.booleans()), maximum=draw(st.integers(1, 8)))


def _programs(draw, code, sets):
    return RegisterQuestion(code=code, label=text("Program"), register_name="programs", multiple=draw(st.booleans()), maximum=3)


def _number(draw, code, sets):
    low = draw(st.integers(-(10**6), 10**6))
    high = low + draw(st.integers(0, 10**8))
    return NumberQuestion(code=code, label=text("Sayı"), minimum=low, maximum=high, decimals=draw(st.integers(0, 3)))


_BUILD = {
    "single": _single,
    "multiple": _multiple,
    "register": _register,
    "programs": _programs,
    "number": _number,
    "likert": lambda draw, code, sets: LikertQuestion(code=code, label=text("Madde"), options="SCALE"),
    "nps": lambda draw, code, sets: NpsQuestion(code=code, label=text("Öneri"), low=text("hiç"), high=text("kesin")),
    "text": lambda draw, code, sets: TextQuestion(code=code, label=text("Yazı")),
    "dynamic": lambda draw, code, sets: DynamicMatrixQuestion(code=code, label=text("Amaçlar"), options="SCALE"),
    "matrix": lambda draw, code, sets: MatrixQuestion(
        code=code, label=text("Tablo"), options="SCALE", rows=tuple(Row(code=f"{code}r{n}", label=text(f"satır {n}")) for n in range(3))
    ),
}
