"""Mending what is kept of a graduate by hand. Import, matching and merging come with the register of graduates."""

from django.db import transaction

from ..models import Graduate


@transaction.atomic
def mend_graduate(*, graduate: Graduate, given_name: str, family_name: str, email: str, language: str) -> Graduate:
    graduate.given_name, graduate.family_name = given_name, family_name
    graduate.email, graduate.language = email, language
    graduate.full_clean()
    graduate.save()
    return graduate
