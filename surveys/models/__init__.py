from .audit import AuditEntry
from .concern import Concern
from .cycle import Cycle
from .delivery import Delivery
from .employer import EmployerContact, Organisation, OrganisationNumber
from .followup import FollowUp
from .frame import FrameStratum
from .imported import ImportedFile
from .invitation import Invitation
from .questionnaire import Questionnaire
from .release import Release, ReleasedTable
from .response import Response, TextAnswer
from .sealed import Sealed
from .sitting import Sitting
from .snapshot import Snapshot
from .version import QuestionnaireVersion
from .wave import Wave

__all__ = [
    "AuditEntry",
    "Concern",
    "Cycle",
    "Delivery",
    "EmployerContact",
    "FollowUp",
    "FrameStratum",
    "ImportedFile",
    "Invitation",
    "Organisation",
    "OrganisationNumber",
    "Questionnaire",
    "QuestionnaireVersion",
    "Release",
    "ReleasedTable",
    "Response",
    "Sealed",
    "Sitting",
    "Snapshot",
    "TextAnswer",
    "Wave",
]
