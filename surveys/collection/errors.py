"""Why a respondent's request was refused. Each has a message of its own on the respondent's screen (respond.messages)."""


class CollectionError(Exception):
    pass


class UnknownToken(CollectionError):
    """Mistyped, or never ours."""


class WithdrawnToken(CollectionError):
    """It was ours once: the invitation was withdrawn or given a new link."""


class WaveNotOpen(CollectionError):
    """Not yet open, closed, or past its closing time for someone who had not begun."""


class AlreadyAnswered(CollectionError):
    """This invitation has been answered; what was said before stands."""


class Withdrawn(CollectionError):
    """The invitation was withdrawn while its questionnaire was being filled in."""
