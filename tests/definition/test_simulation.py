"""What the simulation finds by thinking is what going through every respondent finds."""

from collections import Counter, defaultdict

import pytest
from hypothesis import assume, given

from surveys.definition.compiled import Compiled
from surveys.definition.simulation import MOST_STATES, simulate
from surveys.definition.simulation_findings import apart
from surveys.definition.simulation_gates import Gates, slot_sets
from surveys.definition.simulation_walk import Findings, Walk
from surveys.definition.simulation_ways import OBJECTIVES

from .routed import respondents, routed_documents, variable_slots


def what_is_seen(compiled, answers, slots):
    """As branches tell each other apart: objectives count as one thing."""
    objectives = variable_slots(compiled.document)
    asked = {"objectives" if code in objectives else code for code in compiled.asked(answers, slots=slots)}
    after = {question.code for question in compiled.after(answers, slots=slots)}
    return frozenset(asked), compiled.shown(answers, slots=slots), frozenset(after)


def everybody(compiled):
    for slots in slot_sets(compiled):
        found = respondents(compiled.document, slots)
        assume(found is not None)
        yield from ((answers, slots) for answers in found)


@given(routed_documents())
def test_every_branch_is_found_and_no_other(document):
    compiled = Compiled(document)
    brute = {what_is_seen(compiled, answers, slots) for answers, slots in everybody(compiled)}
    branches = [what_is_seen(compiled, branch.example, branch.slots) for branch in simulate(document).branches]
    assert (len(branches), set(branches)) == (len(brute), brute)


@given(routed_documents())
def test_the_example_of_a_branch_is_asked_exactly_its_questions(document):
    compiled = Compiled(document)
    for branch in simulate(document).branches:
        assert set(branch.asked) == compiled.asked(branch.example, slots=branch.slots)
        assert set(branch.questions) == compiled.shown(branch.example, slots=branch.slots)


def outcomes(document):
    """By question and condition: what it comes out as for anybody, asked for only where those before it hold."""
    compiled, found = Compiled(document), defaultdict(set)
    for answers, slots in everybody(compiled):
        settled = compiled.settle(answers, slots=slots)
        for step in compiled.steps:
            for condition in step.conditions:
                held = compiled.conditions[condition].holds(settled)
                found[step.question, condition].add(held)
                if not held:
                    break
        for question in document.after:
            if question.show_if:
                found[question.code, question.show_if].add(compiled.after_conditions[question.code].holds(settled))
    return found


@given(routed_documents())
def test_conditions_that_cannot_hold_or_cannot_fail_are_named(document):
    brute, simulation = outcomes(document), simulate(document)
    for held, named in ((False, simulation.never), (True, simulation.always)):
        alone = {key for key, seen in brute.items() if seen == {held}}
        # one expression may stand at several places of a question, and come out differently there
        assert alone <= {(condition.question, condition.expression) for condition in named} <= brute.keys()


@given(routed_documents())
def test_a_question_is_called_unreachable_when_nobody_is_asked_it(document):
    compiled = Compiled(document)
    reached = {code for answers, slots in everybody(compiled) for code in compiled.shown(answers, slots=slots)}
    reached |= {question.code for answers, slots in everybody(compiled) for question in compiled.after(answers, slots=slots)}
    assert set(simulate(document).unreachable) == {question.code for question in document.all_questions} - reached


def kind_of(gates, code, value):
    truths = sum(1 << place for atom, place in gates.atoms.items() if code in atom.codes() and atom.holds({code: value}))
    return next(place for place, kind in enumerate(gates.kinds[code]) if kind.truths == truths)


def fits(way, gates, asked, slots):
    """Does someone who answered so, to what was asked, go this way?"""
    return all(
        slot_sets(gates.compiled).index(slots) in places
        if code == OBJECTIVES
        else code in asked and kind_of(gates, code, asked[code]) in places
        for code, places in way.items()
    )


@given(routed_documents())
def test_the_ways_of_a_branch_are_those_of_the_people_in_it(document):
    compiled, simulation = Compiled(document), simulate(document)
    gates = Gates(compiled)
    branches = {what_is_seen(compiled, branch.example, branch.slots): branch for branch in simulation.branches}
    for answers, slots in everybody(compiled):
        asked = compiled.settle(answers, slots=slots)
        own = branches[what_is_seen(compiled, answers, slots)]
        going = [branch for branch in simulation.branches if any(fits(way, gates, asked, slots) for way in branch.ways)]
        assert going == [own] or (own.more and not going)


@given(routed_documents())
def test_an_answer_is_a_dead_end_when_nobody_who_gives_it_is_asked_anything_after(document):
    compiled, simulation = Compiled(document), simulate(document)
    gates, after_it = Gates(compiled), defaultdict(set)
    place = {code: number for number, step in enumerate(compiled.steps) for code in step.variables}
    for answers, slots in everybody(compiled):
        asked = compiled.settle(answers, slots=slots)
        for code in asked.keys() & gates.kinds.keys():
            after_it[code, kind_of(gates, code, asked[code])].add(any(place[other] > place[code] for other in asked))
    ends = {(code, kind) for (code, kind), later in after_it.items() if later == {False}}
    alive = {code for (code, _kind), later in after_it.items() if True in later}
    assert {(end.variable, kind) for end in simulation.dead_ends for kind in end.kinds} == {pair for pair in ends if pair[0] in alive}


@given(routed_documents())
def test_with_too_many_branches_conditions_are_still_judged_exactly(document):
    gates = Gates(Compiled(document))
    programs, findings = slot_sets(gates.compiled), Findings()
    for slots in programs:
        Walk(gates, slots, findings=findings, most=MOST_STATES).everywhere()
    judged = apart(gates, programs, most=MOST_STATES)
    assert (judged.held, judged.unknown) == (findings.outcomes, frozenset())


@given(routed_documents())
def test_drawn_ways_are_ways_and_the_same_seed_draws_the_same(document):
    listed, drawn = simulate(document), simulate(document, most=0, draws=100)
    assert (listed.exhaustive, drawn.exhaustive, drawn.drawn) == (True, False, 100)
    assert {branch.asked for branch in drawn.branches} <= {branch.asked for branch in listed.branches}
    assert simulate(document, most=0, draws=100).branches == drawn.branches
    assert sum(branch.share for branch in listed.branches) == pytest.approx(1)
    assert sum(branch.share for branch in drawn.branches) == pytest.approx(1)


@given(routed_documents())
def test_shares_are_those_of_people_who_leave_nothing_open_and_give_every_answer_as_often(document):
    assume(not any(variable.register for variable in document.variables.values()))  # how many programs there are is not in the document
    compiled = Compiled(document)
    usual = slot_sets(compiled)[0]
    found = respondents(document, usual)
    assume(found is not None)
    full = [answers for answers in found if leaves_nothing_open(document, answers, usual)]
    counted = Counter(what_is_seen(compiled, answers, usual) for answers in full)
    branches = {what_is_seen(compiled, branch.example, branch.slots): branch.share for branch in simulate(document).branches}
    assert {key: share for key, share in branches.items() if share} == pytest.approx({key: n / len(full) for key, n in counted.items()})


def leaves_nothing_open(document, answers, slots):
    for code, variable in document.variables.items():
        value, beside = answers[code], code != variable.question and variable.storage == "text"
        if beside:
            chosen = answers[variable.question] or ()
            if (value is not None) != ("other" in ([chosen] if isinstance(chosen, str) else chosen)):
                return False
        elif value is None:
            if code in slots or code not in variable_slots(document):
                return False
        elif variable.storage == "ranking" and len(value) < variable.maximum:
            return False
    return True
