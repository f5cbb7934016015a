"""What is said about an answer that cannot stand, in the respondent's language: what happened, and what to do."""

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from surveys.questions import Problem
from surveys.questions.period import in_words


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
        case "ranked_twice":
            return _("The same option stands in more than one place. Please give each option one place only.")
        case "gap_in_ranking":
            return _("A place in between is empty. Please fill the places from the first on, without a gap.")
        case "not_a_year":
            return _("“%(given)s” is not a year. Please write it with four digits, for example 2024.") % p
        case "not_a_month":
            return _("Please give both the month and the year, the year with four digits, for example 2024.")
        case "year_out_of_range":
            return _("Please give a year from %(earliest)s to %(latest)s.") % p
        case "month_out_of_range":
            ends = {name: in_words(end, "en" if get_language() == "en" else "tr") for name, end in p.items()}
            return _("Please give a month from %(earliest)s to %(latest)s.") % ends
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
