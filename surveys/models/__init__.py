from .approval import SecondPersonTask
from .audit import AuditEntry
from .bank import Competency, Construct, Domain, Facet, ListedOption, OptionList, Outcome, OutcomeSet
from .benchmark import Benchmark
from .comparison import Comparison
from .concern import Concern
from .cycle import Cycle
from .delivery import Delivery
from .employer import EmployerContact, Organisation, OrganisationNumber
from .exploring import SavedView
from .export import Export
from .followup import FollowUp
from .frame import FrameStratum
from .imported import ImportedFile
from .invitation import Invitation
from .ledger import CodeEntry
from .notice import Notice
from .objectives import Objective, ObjectiveSet, WaveObjectives
from .page import ResultsPage
from .published import PublishedGroup
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
    "Benchmark",
    "CodeEntry",
    "Comparison",
    "Competency",
    "Concern",
    "Construct",
    "Cycle",
    "Delivery",
    "Domain",
    "EmployerContact",
    "Export",
    "Facet",
    "FollowUp",
    "FrameStratum",
    "ImportedFile",
    "Invitation",
    "ListedOption",
    "Notice",
    "Objective",
    "ObjectiveSet",
    "OptionList",
    "Organisation",
    "OrganisationNumber",
    "Outcome",
    "OutcomeSet",
    "PublishedGroup",
    "Questionnaire",
    "QuestionnaireVersion",
    "Release",
    "ReleasedTable",
    "Response",
    "ResultsPage",
    "SavedView",
    "Sealed",
    "SecondPersonTask",
    "Sitting",
    "Snapshot",
    "TextAnswer",
    "Wave",
    "WaveObjectives",
]
