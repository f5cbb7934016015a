"""The item bank in the Wagtail admin."""

from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from .usage import KINDS, BankPolicy
from .viewsets import ItemBank


def register_all() -> None:
    """The menu "Item bank" with its snippets. Policies first: Wagtail makes its own of a model that has none yet."""
    for model in KINDS:
        register_permission_policy(model, BankPolicy(model))
    register_snippet(ItemBank)
