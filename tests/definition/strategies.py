"""Documents of every kind of question, with routing and a part after, and valid answers to them."""

from hypothesis import strategies as st

from surveys.definition.codebook import ProgramNumbers
from surveys.definition.document import Document, Section
from surveys.questions import (
    ConsentQuestion,
    ContactQuestion,
    DualMatrixQuestion,
    DynamicMatrixQuestion,
    LikertQuestion,
    MatrixQuestion,
    MultipleQuestion,
    NoteQuestion,
    NpsQuestion,
    NumberQuestion,
    PeriodQuestion,
    RankingQuestion,
    RegisterQuestion,
    SingleQuestion,
    TextQuestion,
)
from surveys.questions.period import ordinal, written_period
from surveys.questions.scaled import Column, Row
from tests.factories.documents import options, scale, text

PROGRAMS = ProgramNumbers({"10210": 1, "10420": 64_999, "x": 300}, {1: "10210", 64_999: "10420", 300: "x"})
COMPARISONS = ["<", "<=", ">", ">=", "==", "!="]


@st.composite
def documents(draw, *, most=8):
    """A document without a fault of up to `most` questions and three after them; a third of all questions have a condition."""
    kinds = draw(st.lists(st.sampled_from(sorted(_BUILD)), min_size=1, max_size=most))
    sets, questions, variables = {"SCALE": scale()}, [], {}
    for place, kind in enumerate(kinds):
        if kind == "dynamic" and any(isinstance(q, DynamicMatrixQuestion) for q in questions):
            continue
        question = _routed(draw, _BUILD[kind](draw, f"V{place}", sets), variables)
        questions.append(question)
        variables |= {v.code: v for v in question.variables(sets)}
    after = [_routed(draw, build(draw, f"Z{place}", sets), variables) for place, build in enumerate(_after(draw))]
    cut = draw(st.integers(1, len(questions)))
    parts = [part for part in (questions[:cut], questions[cut:]) if part]
    sections = [
        Section(code=f"S{n}", title=text(f"Bölüm {n}") if n > 1 else None, questions=tuple(part)) for n, part in enumerate(parts, 1)
    ]
    return Document(code="GEN", title=text("Üretilmiş"), option_sets=sets, sections=tuple(sections), after=tuple(after))


def _routed(draw, question, variables):
    """The question, and the columns of a dual matrix, under a condition on what came before: one in three."""
    update = {}
    if variables and draw(st.integers(0, 2)) == 0:
        update["show_if"] = draw(conditions(variables))
    if variables and isinstance(question, DualMatrixQuestion) and draw(st.booleans()):
        column = question.columns[-1].model_copy(update={"show_if": draw(conditions(variables))})
        update["columns"] = (*question.columns[:-1], column)
    return question.model_copy(update=update)


@st.composite
def conditions(draw, variables):
    """A possible condition on these variables, by code; at most five comparisons."""
    single = st.sampled_from(sorted(variables)).flatmap(lambda code: comparisons(variables[code]))
    return draw(st.recursive(single, lambda inner: st.one_of(inner.map("not ({})".format), _joined(inner)), max_leaves=5))


def _joined(inner):
    return st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(lambda parts: f"({parts[0]}) {parts[1]} ({parts[2]})")


def comparisons(variable):
    """Everything that may be asked of a variable."""
    code, codes = variable.code, sorted(PROGRAMS.by_code) if variable.register else [o.code for o in variable.options]
    possible = [st.just(f"answered({code})")]
    if codes:
        one, some = st.sampled_from(codes), st.lists(st.sampled_from(codes), min_size=1, max_size=3, unique=True).map(", ".join)
    order = st.sampled_from(COMPARISONS)
    match variable.storage:
        case "choices" | "registers":
            possible.append(one.map(f"{code} has {{}}".format))
        case "ranking":
            possible += [one.map(f"{code} has {{}}".format), one.map(f"first({code}) != {{}}".format)]
            possible.append(some.map(f"first({code}) in [{{}}]".format))
        case "number":
            possible.append(st.builds(f"{code} {{}} {{}}".format, order, st.integers(-10, 10**5)))
        case "period":
            possible.append(_period_comparisons(variable))
        case "choice" | "register":
            possible += [one.map(f"{code} == {{}}".format), one.map(f"{code} != {{}}".format), some.map(f"{code} not in [{{}}]".format)]
            if variable.measure in {"ordinal", "nps"}:
                possible.append(st.builds(f"{code} {{}} {{}}".format, st.sampled_from(["<", "<=", ">", ">="]), st.integers(0, 6)))
    return st.one_of(possible)


def _period_comparisons(variable):
    """With a period of its own precision, or months with a whole year; never one that no answer satisfies."""
    ends = (written_period(int(variable.low), variable.unit), written_period(int(variable.high), variable.unit))
    inside = st.integers(int(variable.low), int(variable.high)).map(lambda n: written_period(n, variable.unit))
    whole = inside.map(lambda period: period[:4])
    possible = [
        st.builds(f"{variable.code} {{}} {{}}".format, st.sampled_from(["<=", ">=", "==", "!="]), inside | whole),
        st.lists(inside | whole, min_size=1, max_size=3).map(", ".join).map(f"{variable.code} in [{{}}]".format),
    ]
    if ends[0] != ends[1]:
        possible += [st.just(f"{variable.code} > {ends[0]}"), st.just(f"{variable.code} < {ends[1]}")]
    return st.one_of(possible)


@st.composite
def answers_to(draw, document):
    """Valid answers, whatever routing asks: every variable answered, skipped (None) or not asked (absent). Texts are not in the record."""
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
            alone = {o.code for o in variable.options if o.exclusive}
            chosen = st.sets(st.sampled_from([code for code in codes if code not in alone] or codes), max_size=variable.maximum)
            several = chosen.map(lambda picked: [code for code in codes if code in picked])
            return several | st.sampled_from(sorted(alone)).map(lambda code: [code]) if alone else several
        case "registers" | "ranking":
            return st.lists(st.sampled_from(codes), unique=True, min_size=1, max_size=variable.maximum)
        case "number":
            step = 10**variable.decimals
            low, high = round(variable.low * step), round(variable.high * step)
            return st.integers(low, high).map(lambda n: f"{n / step:.{variable.decimals}f}" if n else f"{0:.{variable.decimals}f}")
        case "period":
            return st.integers(int(variable.low), int(variable.high)).map(lambda n: written_period(n, variable.unit))
    return st.sampled_from(codes)


def _codes(draw, most, *, least=1):
    count = draw(st.integers(least, most))
    return [f"o{n}" for n in range(count)]


def _single(draw, code, sets):
    other = {"other": {"other_text": True}} if draw(st.booleans()) else {}
    sets[code] = options(*_codes(draw, 260), *other, **other)
    return SingleQuestion(code=code, label=text("Tek"), options=code)


def _multiple(draw, code, sets):
    extra = {"other": {"other_text": True}} if draw(st.booleans()) else {}
    extra |= {"none": {"exclusive": True}} if draw(st.booleans()) else {}
    sets[code] = options(*_codes(draw, 20), *extra, **extra)
    return MultipleQuestion(code=code, label=text("Çok"), options=code, maximum=draw(st.none() | st.integers(1, 5)))


def _register(draw, code, sets):
    sets[code] = options(*_codes(draw, 300))
    return RegisterQuestion(code=code, label=text("Liste"), options=code, multiple=draw(st.booleans()), maximum=draw(st.integers(1, 8)))


def _programs(draw, code, sets):
    return RegisterQuestion(code=code, label=text("Program"), register_name="programs", multiple=draw(st.booleans()), maximum=3)


def _ranking(draw, code, sets):
    sets[code] = options(*_codes(draw, 12, least=2))
    maximum = draw(st.none() | st.integers(2, 5))
    return RankingQuestion(code=code, label=text("Sıralama"), options=code, maximum=maximum, shuffle=draw(st.booleans()))


def _number(draw, code, sets):
    low = draw(st.integers(-(10**6), 10**6))
    high = low + draw(st.integers(0, 10**8))
    return NumberQuestion(code=code, label=text("Sayı"), minimum=low, maximum=high, decimals=draw(st.integers(0, 3)))


def _period(draw, code, sets):
    precision = draw(st.sampled_from(["year", "month"]))
    low, high = ("1800", "2199") if precision == "year" else ("1800-01", "2199-12")
    ends = draw(st.sets(st.integers(ordinal(low), ordinal(high)), min_size=2, max_size=2).map(sorted))
    earliest, latest = (written_period(end, precision) for end in ends)
    return PeriodQuestion(code=code, label=text("Zaman"), precision=precision, earliest=earliest, latest=latest)


def _dual_matrix(draw, code, sets):
    sets["SCALE4"] = scale(4)
    columns = (
        Column(facet="A", label=text("A"), options="SCALE", required=draw(st.booleans())),
        Column(facet="R", label=text("R"), options="SCALE4"),
    )
    return DualMatrixQuestion(code=code, label=text("Çift"), rows=_rows(code, 2), columns=columns, shuffle=draw(st.booleans()))


def _rows(code, count):
    return tuple(Row(code=f"{code}r{n}", label=text(f"satır {n}")) for n in range(count))


_BUILD = {
    "single": _single,
    "multiple": _multiple,
    "register": _register,
    "programs": _programs,
    "ranking": _ranking,
    "number": _number,
    "period": _period,
    "dual": _dual_matrix,
    "likert": lambda draw, code, sets: LikertQuestion(code=code, label=text("Madde"), options="SCALE"),
    "nps": lambda draw, code, sets: NpsQuestion(code=code, label=text("Öneri"), low=text("hiç"), high=text("kesin")),
    "text": lambda draw, code, sets: TextQuestion(code=code, label=text("Yazı")),
    "note": lambda draw, code, sets: NoteQuestion(code=code, label=text("Not")),
    "dynamic": lambda draw, code, sets: DynamicMatrixQuestion(code=code, label=text("Amaçlar"), options="SCALE"),
    "matrix": lambda draw, code, sets: MatrixQuestion(code=code, label=text("Tablo"), options="SCALE", rows=_rows(code, 3)),
}


def _after(draw):
    """Up to three questions of the part that is asked once the answers are sealed."""
    kinds = [
        lambda draw, code, sets: ConsentQuestion(code=code, label=text("Onay")),
        lambda draw, code, sets: ContactQuestion(code=code, label=text("E-posta")),
        _multiple,
    ]
    return draw(st.lists(st.sampled_from(kinds), max_size=3))
