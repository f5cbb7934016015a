from .approval import SecondPersonTask
from .audit import AuditEntry
from .bank import Competency, Construct, Domain, Facet, ListedOption, OptionList, Outcome, OutcomeSet
from .comparison import Comparison
from .concern import Concern
from .cycle import Cycle
from .delivery import Delivery
from .employer import EmployerContact, Organisation, OrganisationNumber
from .followup import FollowUp
from .frame import FrameStratum
from .imported import ImportedFile
from .invitation import Invitation
from .ledger import CodeEntry
from .objectives import Objective, ObjectiveSet, WaveObjectives
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
    "CodeEntry",
    "Comparison",
    "Competency",
    "Concern",
    "Construct",
    "Cycle",
    "Delivery",
    "Domain",
    "EmployerContact",
    "Facet",
    "FollowUp",
    "FrameStratum",
    "ImportedFile",
    "Invitation",
    "ListedOption",
    "Objective",
    "ObjectiveSet",
    "OptionList",
    "Organisation",
    "OrganisationNumber",
    "Outcome",
    "OutcomeSet",
    "Questionnaire",
    "QuestionnaireVersion",
    "Release",
    "ReleasedTable",
    "Response",
    "Sealed",
    "SecondPersonTask",
    "Sitting",
    "Snapshot",
    "TextAnswer",
    "Wave",
    "WaveObjectives",
]
