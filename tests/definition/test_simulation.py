"""What the simulation finds by thinking is what going through every respondent finds."""

from hypothesis import assume, given

from surveys.definition.compiled import Compiled
from surveys.definition.simulation import simulate
from surveys.definition.simulation_gates import slot_sets

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
