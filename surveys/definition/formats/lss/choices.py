"""Questions of one or several answers from a list: L ! O M P Y G I 5 R."""

from django.utils.translation import gettext as _

from surveys.questions import AnyQuestion, LikertQuestion, MultipleQuestion, Option, RankingQuestion, SingleQuestion, Text, TextQuestion

from .making import OTHER, WRITTEN_OTHER, Making, shown_by
from .names import LOST, Target
from .translation import Condition, as_value

COMMENT_LENGTH = 1_000  # characters; LimeSurvey sets no limit
COMMENT = Text(tr="Açıklamanız", en="Your comment")
_BESIDE = Text(tr="açıklamanız", en="your comment")


def _points(most: int) -> tuple[Option, ...]:
    return tuple(Option(code=str(n), label=Text(tr=str(n), en=str(n)), value=float(n)) for n in range(1, most + 1))


# Lists that LimeSurvey's types bring along, by the name they have in a document.
FIXED_LISTS: dict[str, tuple[Option, ...]] = {
    "LSS_POINTS_5": _points(5),
    "LSS_POINTS_10": _points(10),
    "LSS_YES_NO": (Option(code="Y", label=Text(tr="Evet", en="Yes")), Option(code="N", label=Text(tr="Hayır", en="No"))),
    "LSS_YES_UNCERTAIN_NO": (
        Option(code="Y", label=Text(tr="Evet", en="Yes"), value=1.0),
        Option(code="U", label=Text(tr="Kararsızım", en="Uncertain"), missing="dk"),
        Option(code="N", label=Text(tr="Hayır", en="No"), value=0.0),
    ),
    "LSS_CHANGE": (
        Option(code="I", label=Text(tr="Arttı", en="Increased"), value=1.0),
        Option(code="S", label=Text(tr="Aynı kaldı", en="Same"), value=0.0),
        Option(code="D", label=Text(tr="Azaldı", en="Decreased"), value=-1.0),
    ),
    "LSS_GENDER": (Option(code="F", label=Text(tr="Kadın", en="Female")), Option(code="M", label=Text(tr="Erkek", en="Male"))),
}


def fixed(make: Making, name: str) -> tuple[str, Target]:
    """(name of the list, target of a variable answered from it)."""
    make.keep_options(name, FIXED_LISTS[name])
    return name, Target("choice", make.code, {option.code: option.code for option in FIXED_LISTS[name]})


def from_fixed_list(make: Making, *, name: str) -> list[AnyQuestion]:
    options, target = fixed(make, name)
    make.shared.names.add(make.question, target)
    if name == "LSS_POINTS_5":
        return [LikertQuestion(**make.fields(), options=options)]
    return [SingleQuestion(**make.fields(), options=options)]


def one_of_list(make: Making) -> list[AnyQuestion]:
    answers = [answer for answer in make.question.answers if answer.scale == "0"]
    options, codes = make.nominal(answers)
    if make.question.has("other"):
        codes[WRITTEN_OTHER] = _other_code(WRITTEN_OTHER, codes)
        options.append(_other(make, codes[WRITTEN_OTHER]))
        make.add("other", Target("answer", f"{make.code}.other"))
    if not options:
        return make.leave_out(_("it has no answers to choose from"))
    make.shared.names.add(make.question, Target("choice", make.code, codes))
    asked: list[AnyQuestion] = [SingleQuestion(**make.fields(), options=make.keep_options(make.code, options))]
    if make.question.type == "O":
        code = make.part_code("comment")
        make.add("comment", Target("answer", code))
        show_if = shown_by(make.condition)
        asked.append(TextQuestion(code=code, label=COMMENT, max_length=COMMENT_LENGTH, show_if=show_if))
    return asked


def several_of_list(make: Making) -> list[AnyQuestion]:
    subs = make.question.subs
    codes = make.coded([sub.code for sub in subs])
    exclusive = {code for code in make.question.setting("exclude_all_others").split(";") if code.strip()}
    options = [Option(code=codes[sub.code], label=make.words(sub.words), exclusive=sub.code in exclusive) for sub in subs]
    for sub in subs:
        make.add(sub.code, Target("option", make.code, option=codes[sub.code]), sub=sub)
        row_condition(make, sub.code, sub.relevance)
    if make.question.has("other"):
        code = _other_code("other", codes)
        options.append(_other(make, code, exclusive="other" in exclusive))
        make.add("other", Target("answer", f"{make.code}.other"))
    if not options:
        return make.leave_out(_("it has no answers to choose from"))
    for unknown in sorted(exclusive - {*codes, "other"}):
        make.remark("setting", _("exclude_all_others names %(code)s, which is no answer of the question.") % {"code": unknown})
    maximum = make.whole_setting("max_answers")
    make.shared.names.add(make.question, LOST)  # LimeSurvey has variables of the single answers only
    name = make.keep_options(make.code, options)
    question = make.know(MultipleQuestion(**make.fields(), options=name, maximum=maximum), make.condition)
    return [question, *(_comments(make, options, codes) if make.question.type == "P" else [])]


def _comments(make: Making, options: list[Option], codes: dict[str, str]) -> list[AnyQuestion]:
    """A text beside each answer, asked where the answer was chosen."""
    theirs = {ours: old for old, ours in codes.items()}
    asked: list[AnyQuestion] = []
    for option in options:
        name = f"{theirs.get(option.code, 'other')}comment"
        code = make.part_code(name)
        chosen = make.shared.relevance.within(Condition(f"{make.code} has {as_value(option.code)}"), make.condition, make.path)
        turkish, english = option.label.tr, option.label.en
        label = Text(tr=turkish and f"{turkish}: {_BESIDE.tr}", en=english and f"{english}: {_BESIDE.en}")
        asked.append(make.know(TextQuestion(code=code, label=label, max_length=COMMENT_LENGTH, show_if=chosen.text), chosen))
        make.add(name, Target("answer", code))
    return asked


def ranking(make: Making) -> list[AnyQuestion]:
    """LimeSurvey names the places (Q_1, Q_2); here one variable holds the order."""
    answers = [answer for answer in make.question.answers if answer.scale == "0"] or make.question.subs
    options, codes = make.nominal(answers)
    if not options:
        return make.leave_out(_("it has no answers to choose from"))
    most = min(m for m in (make.whole_setting("max_answers"), make.whole_setting("max_subquestions"), len(options)) if m)
    name, shuffle = make.keep_options(make.code, options), make.shuffled("answer_order")
    make.shared.names.add(make.question, LOST)
    if most == 1:
        make.add("1", Target("choice", make.code, codes))
        if len(options) > 1:
            make.remark("kind", _("Only the first place is ranked, so it became a single choice."))
        return [SingleQuestion(**make.fields(), options=name)]
    make.add("1", Target("answer", make.code))
    for place in range(2, len(options) + 1):
        make.add(str(place), LOST)
    return [RankingQuestion(**make.fields(), options=name, maximum=most if most < len(options) else None, shuffle=shuffle)]


def row_condition(make: Making, name: str, relevance: str) -> None:
    """Rows and options cannot be hidden one by one here."""
    equation = relevance.strip()
    if equation not in {"", "1", "{1}"}:
        message = _("The condition “%(equation)s” of %(name)s was NOT carried over: it is shown to everybody.")
        make.remark("condition_not_carried", message % {"equation": equation, "name": name})


def _other(make: Making, code: str, *, exclusive: bool = False) -> Option:
    label = make.words(make.question.setting_words("other_replace_text"))
    return Option(code=code, label=label if label.tr or label.en else OTHER, other_text=True, exclusive=exclusive)


def _other_code(wanted: str, codes: dict[str, str]) -> str:
    taken = set(codes.values())
    return next(code for code in (wanted, *(f"other_{n}" for n in range(1, len(taken) + 2))) if code not in taken)
