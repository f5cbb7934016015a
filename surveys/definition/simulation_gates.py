"""What decides in a questionnaire: the comparisons its conditions make, and the kinds of answer they tell apart."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property

from surveys.questions import DynamicMatrixQuestion, Variable

from .compiled import Compiled, Step
from .conditions import And, Has, In, Node, Not, Or
from .readable import required_variables
from .simulation_values import Kind, kinds_of, leaves

USUAL_OBJECTIVES = 5


class Gates:
    """What decides in one questionnaire: atoms, the kinds of answer they tell apart, and until when each of them matters."""

    def __init__(self, compiled: Compiled) -> None:
        self.compiled = compiled
        self.variables: Mapping[str, Variable] = compiled.document.variables
        self.steps: Sequence[Step] = compiled.steps
        conditions = [*compiled.conditions.values(), *compiled.after_conditions.values()]
        self.numbers = {id(node): number for number, node in enumerate(conditions)}
        atoms = dict.fromkeys(leaf for node in conditions for leaf in leaves(node))
        self.beside = self._texts_beside(atoms)
        self.atoms = {atom: place for place, atom in enumerate(atoms)}
        self.kinds: dict[str, tuple[Kind, ...]] = {}
        self.coarse: set[str] = set()  # variables with more kinds of answer than were told apart
        self._of_variables()
        self._known: dict[tuple[int, int, int], bool | None] = {}

    @cached_property
    def items(self) -> tuple[str, ...]:
        """What branches differ in: variables, whole dynamic matrices, notes and known facts, questions of the part after."""
        found: dict[str, None] = {}
        for step in self.steps:
            found |= dict.fromkeys((step.question,) if step.by_slot or not step.variables else step.variables)
        return (*found, *(question.code for question in self.compiled.document.after))

    @cached_property
    def places(self) -> dict[str, int]:
        return {item: place for place, item in enumerate(self.items)}

    @cached_property
    def bits(self) -> dict[int, int]:
        """By id of a condition's tree: the atoms it looks at."""
        nodes = (*self.compiled.conditions.values(), *self.compiled.after_conditions.values())
        return {id(node): sum(1 << self.atoms[atom] for atom in set(leaves(node))) for node in nodes}

    def known(self, node: Node, truths: int, known: int) -> bool | None:
        """What the condition comes out as, when only the atoms of `known` are; None while that is open."""
        key = id(node), truths & self.bits[id(node)], known & self.bits[id(node)]
        if key not in self._known:
            self._known[key] = self._decide(node, truths, known)
        return self._known[key]

    def _decide(self, node: Node, truths: int, known: int) -> bool | None:
        match node:
            case Not(inner):
                held = self._decide(inner, truths, known)
                return None if held is None else not held
            case And(left, right):
                both = self._decide(left, truths, known), self._decide(right, truths, known)
                return False if False in both else None if None in both else True
            case Or(left, right):
                either = self._decide(left, truths, known), self._decide(right, truths, known)
                return True if True in either else None if None in either else False
        place = self.atoms[node]
        return bool(truths >> place & 1) if known >> place & 1 else None

    def pending_after(self, steps: Collection[int], *, after: Iterable[str]) -> dict[int, tuple[Node, ...]]:
        """By step: conditions that later ones among `steps` are asked by, or these questions of the part after."""
        pending = dict.fromkeys(id(self.compiled.after_conditions[question]) for question in after)
        nodes = {id(node): node for node in (*self.compiled.conditions.values(), *self.compiled.after_conditions.values())}
        found: dict[int, tuple[Node, ...]] = {}
        for place in sorted(steps, reverse=True):
            found[place] = tuple(nodes[key] for key in pending)
            pending |= dict.fromkeys(id(self.compiled.conditions[condition]) for condition in self.steps[place].conditions)
        return found

    def known_after(self, steps: Collection[int]) -> dict[int, int]:
        """By step: the atoms about variables that were gone through by then, asked or not."""
        known, found = 0, {}
        for place in sorted(steps):
            for code in self.steps[place].variables:
                known |= self.own.get(code, 0)
            found[place] = known
        return found

    def cone(self, target: int) -> list[int]:
        """The steps that decide whether `target` is asked, and itself."""
        owner = {code: place for place, step in enumerate(self.steps) for code in step.variables}
        found, waiting = {target}, [target]
        while waiting:
            for condition in self.steps[waiting.pop()].conditions:
                for code in self.compiled.conditions[condition].codes():
                    if owner[code] not in found:
                        found.add(owner[code])
                        waiting.append(owner[code])
        return sorted(found)

    def _texts_beside(self, atoms: dict[Node, None]) -> dict[str, tuple[Node, ...]]:
        """Texts beside "other" that conditions ask about, with the atoms one of which must hold for them to be written."""
        beside: dict[str, tuple[Node, ...]] = {}
        for code in sorted({code for atom in atoms for code in atom.codes()}):
            variable = self.variables[code]
            if variable.storage == "text" and variable.code != variable.question:
                chosen = self.variables[variable.question]
                names = [option.code for option in chosen.options if option.other_text]
                links: tuple[Node, ...] = (
                    tuple(Has(chosen.code, name) for name in names) if chosen.storage == "choices" else (In(chosen.code, tuple(names)),)
                )
                atoms |= dict.fromkeys(links)
                beside[code] = links
        return beside

    def _of_variables(self) -> None:
        required = required_variables(self.compiled.document)
        by_variable: dict[str, list[Node]] = {}
        for atom in self.atoms:
            for code in atom.codes():
                by_variable.setdefault(code, []).append(atom)
        self.own: dict[str, int] = {}  # the atoms about a variable, as bits
        for code, own in by_variable.items():
            found, whole = kinds_of(self.variables[code], own, required=code in required)
            shifted = [_shifted(kind, [self.atoms[atom] for atom in own]) for kind in found]
            self.kinds[code] = tuple(shifted)
            self.own[code] = sum(1 << self.atoms[atom] for atom in own)
            if not whole:
                self.coarse.add(code)


def _shifted(kind: Kind, places: Sequence[int]) -> Kind:
    truths = sum(1 << place for bit, place in enumerate(places) if kind.truths >> bit & 1)
    return Kind(kind.value, truths, kind.weight, kind.members, kind.skipped)


def slot_sets(compiled: Compiled, *, usual: int = USUAL_OBJECTIVES) -> tuple[frozenset[str], ...]:
    """Which objectives a program may have, as far as it decides anything: none, the usual number, and around each that conditions name.

    Programs number their objectives from the first on. The first entry is the usual one.
    """
    question = next((q for q in compiled.document.questions if isinstance(q, DynamicMatrixQuestion)), None)
    if question is None:
        return (frozenset(),)
    codes = question.slot_codes
    counts = {min(usual, len(codes)): None, 0: None}
    for node in (*compiled.conditions.values(), *compiled.after_conditions.values()):
        for code in sorted(node.codes() & set(codes)):
            counts |= {codes.index(code): None, codes.index(code) + 1: None}
    return tuple(frozenset(codes[:count]) for count in counts)
