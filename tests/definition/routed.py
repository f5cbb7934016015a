"""Small documents with much routing, and every respondent there can be of them."""

from itertools import combinations, permutations, product

from hypothesis import strategies as st

from surveys.definition.document import Document, Section
from surveys.definition.readable import required_variables
from surveys.questions import (
    ConsentQuestion,
    DualMatrixQuestion,
    DynamicMatrixQuestion,
    MultipleQuestion,
    NoteQuestion,
    NumberQuestion,
    PeriodQuestion,
    RankingQuestion,
    RegisterQuestion,
    SingleQuestion,
    TextQuestion,
)
from surveys.questions.period import written_period
from surveys.questions.scaled import Column, Row
from tests.factories.documents import options, scale, text

from .strategies import COMPARISONS, PROGRAMS, comparisons

ANOTHER = "another"  # a program no condition names
MOST_RESPONDENTS = 4_000


@st.composite
def routed_documents(draw, *, most=5):
    """Up to `most` questions, nearly all of them under a condition, and up to two after them."""
    sets, questions, variables = {"S": scale(4)}, [], {}
    for place, kind in enumerate(draw(st.lists(st.sampled_from(sorted(_BUILD)), min_size=2, max_size=most))):
        if kind == "dynamic" and any(isinstance(q, DynamicMatrixQuestion) for q in questions):
            continue
        question = _routed(draw, _BUILD[kind](draw, f"V{place}", sets), variables)
        if kind not in {"note", "dynamic"} and draw(st.booleans()):
            question = question.model_copy(update={"required": True})
        questions.append(question)
        variables |= {v.code: v for v in question.variables(sets)}
    after = [_routed(draw, ConsentQuestion(code=f"Z{n}", label=text("Onay")), variables) for n in range(draw(st.integers(0, 2)))]
    sections = tuple(Section(code=f"S{n}", questions=(question,)) for n, question in enumerate(questions))
    return Document(code="GEN", title=text("Üretilmiş"), option_sets=sets, sections=sections, after=tuple(after))


def respondents(document, slots):
    """All valid answers of a program with these objectives, asked or not. None where there are too many to go through."""
    required, choices, many = required_variables(document), [], 1
    for code, variable in document.variables.items():
        if code in variable_slots(document) and code not in slots:
            choices.append([(code, None)])
            continue
        values = list(_every_value(variable))
        if code not in required or not values:
            values.append(None)
        many *= len(values)
        if many > MOST_RESPONDENTS:
            return None
        choices.append([(code, value) for value in values])
    return [answers for pairs in product(*choices) if _other_texts_fit(document, answers := dict(pairs))]


def variable_slots(document):
    return {code for q in document.questions if isinstance(q, DynamicMatrixQuestion) for code in q.slot_codes}


def _other_texts_fit(document, answers):
    for code, variable in document.variables.items():
        if variable.storage == "text" and code != variable.question and answers[code] is not None:
            chosen = answers[variable.question] or ()
            if "other" not in ([chosen] if isinstance(chosen, str) else chosen):
                return False
    return True


def _every_value(variable):
    codes = [*sorted(PROGRAMS.by_code), ANOTHER] if variable.register else [o.code for o in variable.options]
    match variable.storage:
        case "choices" | "registers":
            alone = {o.code for o in variable.options if o.exclusive}
            for size in range(1, variable.maximum + 1):
                yield from (list(chosen) for chosen in combinations(codes, size) if size == 1 or not alone.intersection(chosen))
        case "ranking":
            for size in range(1, variable.maximum + 1):
                yield from (list(ranked) for ranked in permutations(codes, size))
        case "number":
            step = 10**variable.decimals
            yield from (f"{n / step:.{variable.decimals}f}" for n in range(round(variable.low * step), round(variable.high * step) + 1))
        case "period":
            yield from (written_period(n, variable.unit) for n in range(int(variable.low), int(variable.high) + 1))
        case "text":
            yield "yazı"
        case _:
            yield from codes


def _routed(draw, question, variables):
    update = {}
    if variables and draw(st.integers(0, 3)):
        update["show_if"] = draw(_conditions(variables))
    if variables and isinstance(question, DualMatrixQuestion):
        column = question.columns[-1].model_copy(update={"show_if": draw(_conditions(variables))})
        update["columns"] = (*question.columns[:-1], column)
    return question.model_copy(update=update)


def _conditions(variables):
    single = st.sampled_from(sorted(variables)).flatmap(lambda code: _comparisons(variables[code]))

    def grown(inner):
        pairs = st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(lambda parts: f"({parts[0]}) {parts[1]} ({parts[2]})")
        return st.one_of(inner.map("not ({})".format), pairs)

    return st.recursive(single, grown, max_leaves=4)


def _comparisons(variable):
    if variable.storage != "number":
        return comparisons(variable)
    cuts = st.sampled_from(["-1", "0", "0.5", "0.7", "1", "1.9", "2", "2.5", "3"])
    return st.one_of(
        st.just(f"answered({variable.code})"), st.builds(f"{variable.code} {{}} {{}}".format, st.sampled_from(COMPARISONS), cuts)
    )


def _single(draw, code, sets):
    sets[code] = options("a", "b", "other", other={"other_text": True})
    return SingleQuestion(code=code, label=text("Tek"), options=code)


def _multiple(draw, code, sets):
    sets[code] = options("a", "b", "other", "none", other={"other_text": True}, none={"exclusive": True})
    return MultipleQuestion(code=code, label=text("Çok"), options=code, maximum=draw(st.none() | st.integers(1, 2)))


def _ranking(draw, code, sets):
    sets[code] = options("a", "b", "c")
    return RankingQuestion(code=code, label=text("Sıralama"), options=code, maximum=draw(st.sampled_from([None, 2])))


def _dual(draw, code, sets):
    columns = (
        Column(facet="A", label=text("A"), options="S"),
        Column(facet="R", label=text("R"), options="S", required=draw(st.booleans())),
    )
    return DualMatrixQuestion(code=code, label=text("Çift"), rows=(Row(code=f"{code}r", label=text("satır")),), columns=columns)


_BUILD = {
    "single": _single,
    "multiple": _multiple,
    "ranking": _ranking,
    "dual": _dual,
    "programs": lambda draw, code, sets: RegisterQuestion(
        code=code, label=text("Program"), register_name="programs", multiple=draw(st.booleans()), maximum=2
    ),
    "number": lambda draw, code, sets: NumberQuestion(
        code=code, label=text("Sayı"), minimum=0, maximum=2, decimals=draw(st.integers(0, 1)), unit="hours"
    ),
    "period": lambda draw, code, sets: PeriodQuestion(code=code, label=text("Yıl"), earliest="2019", latest="2022"),
    "text": lambda draw, code, sets: TextQuestion(code=code, label=text("Yazı")),
    "note": lambda draw, code, sets: NoteQuestion(code=code, label=text("Not")),
    "dynamic": lambda draw, code, sets: DynamicMatrixQuestion(code=code, label=text("Amaçlar"), options="S", slots=2),
}
