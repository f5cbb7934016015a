"""Who names an entry of the bank, asked once a request however many entries are on screen; and what follows from it."""

from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _
from wagtail.permission_policies import ModelPermissionPolicy

from surveys.definition.bank_usage import BankUses, EntryUses, Kind
from surveys.models import Competency, Construct, Domain, Facet, OptionList, OutcomeSet

KINDS: dict[type[Model], Kind] = {
    OptionList: "list",
    Competency: "competency",
    Domain: "domain",
    Construct: "construct",
    Facet: "facet",
    OutcomeSet: "outcome_set",
}


def uses_for(user: Any) -> BankUses:
    """The request's user object lives as long as the request."""
    kept = user.__dict__.get("_bank_uses")
    if kept is None:
        kept = user.__dict__["_bank_uses"] = BankUses()
    return kept


def uses_of(entry: Any, user: Any) -> EntryUses:
    return uses_for(user).of(KINDS[type(entry)], entry.code) if entry.pk else EntryUses()


def users_of(uses: EntryUses) -> str:
    """ "MYM, IMA" or, where only the bank itself refers to it, the competencies."""
    return ", ".join([use.questionnaire for use in uses.questionnaires] or uses.competencies)


def refusal(entry: Any, uses: EntryUses) -> str:
    """Why it cannot be deleted."""
    facts = {"entry": entry, "codes": users_of(uses)}
    if any(use.versions for use in uses.questionnaires):
        return _("%(entry)s cannot be deleted: published versions of %(codes)s name it.") % facts
    if uses.questionnaires:
        return _("%(entry)s cannot be deleted: the drafts of %(codes)s name it. Take it out of them first.") % facts
    return _("%(entry)s cannot be deleted: the competencies %(codes)s refer to it. Change them first.") % facts


class BankPolicy(ModelPermissionPolicy):
    """By groups, as for any model; but nobody deletes what is in use."""

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        if not super().user_has_permission_for_instance(user, action, instance):
            return False
        return action != "delete" or not uses_of(instance, user)
