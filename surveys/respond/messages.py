"""What is said about an answer that cannot stand, in the respondent's language: what happened, and what to do."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from surveys.questions import Problem


def explain(problem: Problem) -> str:
    """One sentence; the codes are those of surveys.questions."""
    p = problem.params
    match problem.code:
        case "required":
            return _("Please answer this question.")
        case "unknown_option":
            return _("“%(given)s” is not one of the options. Please choose again.") % p
        case "too_many":
            return ngettext("Please leave at most %(maximum)s choice.", "Please leave at most %(maximum)s choices.", p["maximum"]) % p
        case "exclusive":
            return _("One of your choices cannot stand beside the others. Please leave either it or the others.")
        case "not_a_number":
            return _("“%(given)s” is not a number. Please write digits, for example 12.") % p
        case "out_of_range":
            return _("Please give a number from %(minimum)s to %(maximum)s.") % p
        case "too_many_decimals":
            return _("Please give a whole number.") if p["decimals"] == 0 else _("Please give at most %(decimals)s decimals.") % p
        case "too_long":
            return _("Your text has %(length)s characters. Please shorten it to %(maximum)s.") % p
        case "not_an_email":
            return _("“%(given)s” is not an e-mail address. Please write one like ayse@example.com.") % p
        case _:
            return _("This answer could not be understood. Please check it.")
