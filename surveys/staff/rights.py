"""What roles may do with what is edited as a snippet. Registers and results read Assignment live and are not in here.

Nobody is given publish_questionnaire: a questionnaire is published by the approval of a workflow alone, and author is never
approver. Representatives, deans, rectorate and analysts read questionnaires; the gate for an editor is that approval.
"""

from collections.abc import Iterable, Mapping

from wagtail import hooks

from home.models import Role

OFFICE = (Role.COORDINATOR, Role.DEPUTY)
READERS = (Role.ANALYST, Role.RECTORATE, Role.DEAN, Role.REPRESENTATIVE)
BANK = ("optionlist", "competency", "domain", "construct", "facet", "outcomeset")

_DESIGN = tuple(f"surveys.{verb}_questionnaire" for verb in ("add", "change", "view", "lock", "unlock"))
_KEEP = tuple(f"surveys.{verb}_{model}" for model in BANK for verb in ("add", "change", "view"))
_DROP = tuple(f"surveys.delete_{model}" for model in BANK)
_BENCHMARKS = tuple(f"surveys.{verb}_benchmark" for verb in ("add", "change", "delete", "view"))


@hooks.register("role_permissions")
def role_permissions() -> Mapping[Role, Iterable[str]]:
    return {
        **dict.fromkeys(READERS, ("surveys.view_questionnaire", "surveys.view_benchmark")),
        **dict.fromkeys(OFFICE, (*_DESIGN, *_KEEP, *_DROP, *_BENCHMARKS)),
        Role.EDITOR: (*_DESIGN, *_KEEP),
    }
