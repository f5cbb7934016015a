"""Kinds of question, what they measure and kinds of no answer, as an office says them."""

from django.utils.translation import gettext_lazy as _

KINDS = {
    "single": _("Single choice"),
    "multiple": _("Multiple choice"),
    "register": _("Choice from a register"),
    "ranking": _("Ranking"),
    "likert": _("Scale"),
    "matrix": _("Scale, several statements"),
    "dual_matrix": _("Two scales, several statements"),
    "dynamic_matrix": _("Scale, the program's own objectives"),
    "nps": _("Recommendation, 0 to 10"),
    "number": _("Number"),
    "period": _("Year or month"),
    "text": _("Free text"),
    "prefilled": _("Known beforehand, shown"),
    "note": _("Note"),
    "consent": _("Consent"),
    "contact": _("E-mail address"),
}

MEASURES = {
    "nominal": _("categories without order"),
    "ordinal": _("ordered categories"),
    "interval": _("equal steps"),
    "nps": _("net promoter score"),
    "multiple": _("several answers"),
    "ranking": _("order"),
    "number": _("number"),
    "period": _("point in time"),
    "text": _("text"),
}

MISSING = {
    "na": _("not applicable: leaves every base"),
    "refused": _("refused: stays in the base, leaves means"),
    "dk": _("does not know: stays in the base, leaves means"),
}
