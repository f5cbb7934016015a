"""Wagtail groups, derived from assignments: what a role may do with pages, images and documents.

A membership is a copy of a right, renewed at login and by the worker. Rights over results, registers and exports
are never read from it but live from Assignment. Groups that do not begin with PREFIX are nobody's business here.

Apps above this one say what a role may do with models of theirs through the Wagtail hook "role_permissions": a function
without arguments that returns {Role: ["app_label.codename", ...]}. An app named there by any role is wholly ruled by it.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import product

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from wagtail import hooks
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from home.models import Assignment, Role, User
from home.rights import roles_of

from .models import DepartmentPage

PREFIX = "MİK · "
NAMES = {  # kept in the database, therefore in the first language of the product
    Role.COORDINATOR: "Koordinatör",
    Role.DEPUTY: "Koordinatör yardımcısı",
    Role.EDITOR: "Editör",
    Role.REPRESENTATIVE: "Mezun temsilcisi",
    Role.DEAN: "Dekanlık",
    Role.RECTORATE: "Rektörlük",
    Role.ANALYST: "Analist",
}
_APPROVE = ("add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page")
_PROPOSE = ("add_page", "change_page")
_PAGES = {Role.COORDINATOR: _APPROVE, Role.DEPUTY: _APPROVE, Role.EDITOR: _PROPOSE}
_KEEP_FILES = ("add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document")
_USE_FILES = ("add_image", "choose_image", "add_document", "choose_document")
_FILES = {Role.COORDINATOR: _KEEP_FILES, Role.DEPUTY: _KEEP_FILES, Role.EDITOR: _USE_FILES, Role.REPRESENTATIVE: _USE_FILES}
_SITE = dict.fromkeys((Role.COORDINATOR, Role.DEPUTY), ("add_redirect", "change_redirect", "delete_redirect"))


@transaction.atomic
def derive_groups(*, user: User, today: date) -> list[Group]:
    """Make the person's memberships what the assignments of that day say; returns the groups, by name."""
    wanted = {group.pk: group for assignment in roles_of(user, today=today) for group in _groups_of(assignment)}
    user.groups.remove(*user.groups.filter(name__startswith=PREFIX).exclude(pk__in=wanted))
    user.groups.add(*wanted)
    return sorted(wanted.values(), key=lambda group: group.name)


def derive_every_group(*, today: date) -> int:
    """`derive_groups` for all who hold an assignment or still a membership; returns how many people that were."""
    people = User.objects.filter(
        Q(pk__in=Assignment.objects.current(today=today).values("user")) | Q(groups__name__startswith=PREFIX)
    ).distinct()
    for user in people:
        derive_groups(user=user, today=today)
    return len(people)


def group_name(role: Role, unit_code: str = "") -> str:
    """The name of a role's group; with a department's code, of the group of its microsite."""
    return PREFIX + NAMES[role] + (f" · {unit_code}" if unit_code else "")


def hooked_permissions(role: Role) -> dict[str, set[str]]:
    """Codenames by app label, as the hook "role_permissions" gives them; empty for an app that gives this role nothing."""
    granted: dict[str, set[str]] = {}
    for hook in hooks.get_hooks("role_permissions"):
        given: Mapping[Role, Iterable[str]] = hook()
        for holder, names in given.items():
            for name in names:
                app, _dot, codename = name.partition(".")
                codenames = granted.setdefault(app, set())
                if holder == role:
                    codenames.add(codename)
    return granted


def _groups_of(assignment: Assignment) -> list[Group]:
    role = Role(assignment.role)
    group, _created = Group.objects.get_or_create(name=group_name(role))
    _grant(group, "wagtailadmin", ["access_admin"])
    _grant(group, "wagtailredirects", _SITE.get(role, ()))
    for app, codenames in hooked_permissions(role).items():
        _grant(group, app, codenames)
    _grant_files(group, _FILES.get(role, ()))
    if role in _PAGES:
        _grant_pages(group, Page.objects.filter(depth=1), _PAGES[role])
    if role != Role.REPRESENTATIVE:
        return [group]
    microsite, _created = Group.objects.get_or_create(name=group_name(role, assignment.unit_code))
    _grant_pages(microsite, DepartmentPage.objects.filter(department__code=assignment.unit_code), _PROPOSE)
    return [group, microsite]


def _grant(group: Group, app: str, codenames: Iterable[str]) -> None:
    ours = Permission.objects.filter(content_type__app_label=app)
    group.permissions.remove(*group.permissions.filter(content_type__app_label=app).exclude(codename__in=codenames))
    group.permissions.add(*ours.filter(codename__in=codenames))


def _grant_files(group: Group, codenames: Iterable[str]) -> None:
    files = Permission.objects.filter(content_type__app_label__in=["wagtailimages", "wagtaildocs"], codename__in=codenames)
    for root, permission in product(Collection.objects.filter(depth=1), files):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def _grant_pages(group: Group, pages: Iterable[Page], codenames: Iterable[str]) -> None:
    permissions = Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=codenames)
    wanted = {(page.pk, permission.pk) for page in pages for permission in permissions}
    held = {(granted.page_id, granted.permission_id): granted for granted in GroupPagePermission.objects.filter(group=group)}
    for key in held.keys() - wanted:
        held[key].delete()
    for page, permission in wanted - held.keys():
        GroupPagePermission.objects.create(group=group, page_id=page, permission_id=permission)
