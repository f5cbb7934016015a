"""What the test of releasing at once runs: every child releases the same wave, then every child publishes it; printed as JSON."""

import json

import django

django.setup()

from home.models import Role, User  # noqa: E402  (only after setup)
from surveys.fielding.releasing import release_wave  # noqa: E402
from surveys.fielding.transitions import Refused  # noqa: E402
from surveys.models import AuditEntry, Release, ReleasedTable, Wave  # noqa: E402
from tests.factories.answered import a_closed_wave  # noqa: E402
from tests.factories.documents import likert_document  # noqa: E402
from tests.factories.fielding import NOW  # noqa: E402
from tests.factories.institution import a_program, a_user  # noqa: E402
from tests.fielding.field_process import in_children  # noqa: E402


def press(profile: str):
    def child(number: int) -> list[str]:
        office = User.objects.get(username="coordinator" if profile == "internal" else "deputy")
        try:
            release_wave(wave=Wave.objects.get(), by=office, now=NOW, profile=profile)
        except Refused:
            return ["refused"]
        except Exception as error:  # noqa: BLE001  (whatever it is, the test shows it)
            return [repr(error)]
        return ["released"]

    return child


def at_once() -> dict[str, object]:
    for name, role in (("coordinator", Role.COORDINATOR), ("deputy", Role.DEPUTY)):
        a_user(username=name, role=role)
    program = a_program(code="P1")
    a_closed_wave(likert_document(2), [{"program": program, "answers": {"Q1": str(n % 5 + 1), "Q2": None}} for n in range(20)])
    said = {profile: sorted(word for words in in_children(press(profile)) for word in words) for profile in ("internal", "public")}
    actions = AuditEntry.objects.filter(action__in=["wave.released", "results.published"]).order_by("pk")
    return {
        "said": {profile: {word: words.count(word) for word in words} for profile, words in said.items()},
        "releases": list(Release.objects.order_by("number").values_list("profile", "number")),
        "tables_of_each": len(set(ReleasedTable.objects.values_list("release", flat=True))),
        "log": list(actions.values_list("action", flat=True)),
    }


if __name__ == "__main__":
    print(json.dumps(at_once()))
