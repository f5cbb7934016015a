from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail import hooks
from wagtail.models import GroupPagePermission, Page

from departments.groups import derive_every_group, derive_groups, group_name
from departments.models import DepartmentPage
from home.models import Role, User
from tests.factories.institution import a_department, a_faculty, a_user

pytestmark = pytest.mark.django_db
TODAY = date(2026, 5, 4)


def may(user, permission) -> bool:
    return User.objects.get(pk=user.pk).has_perm(permission)  # a fresh one: permissions are remembered per object


@pytest.mark.parametrize("role", list(Role))
def test_everybody_in_office_enters_the_admin(role):
    units = {Role.REPRESENTATIVE: a_department, Role.DEAN: a_faculty}
    user = a_user(role=role, unit=units[role]() if role in units else None)
    derive_groups(user=user, today=TODAY)
    assert may(user, "wagtailadmin.access_admin")


def test_nobody_enters_without_a_current_assignment():
    user = a_user(role=Role.COORDINATOR, until=date(2026, 5, 3))

    derive_groups(user=user, today=date(2026, 5, 3))
    assert may(user, "wagtailadmin.access_admin")
    assert derive_groups(user=user, today=TODAY) == []
    assert not may(user, "wagtailadmin.access_admin")


def test_groups_given_by_hand_stay():
    user = a_user(role=Role.EDITOR)
    by_hand = Group.objects.create(name="Arşiv")
    user.groups.add(by_hand)
    derive_groups(user=user, today=TODAY)
    derive_groups(user=user, today=date(2020, 1, 1))
    assert list(user.groups.all()) == [by_hand]


def test_only_the_coordinatorship_publishes():
    def on_pages(role):
        derive_groups(user=a_user(role=role), today=TODAY)
        granted = GroupPagePermission.objects.filter(group__name=group_name(role), page__depth=1)
        return sorted(granted.values_list("permission__codename", flat=True))

    approvers = ["add_page", "bulk_delete_page", "change_page", "lock_page", "publish_page", "unlock_page"]
    assert [on_pages(role) for role in (Role.COORDINATOR, Role.DEPUTY, Role.EDITOR, Role.RECTORATE)] == [
        approvers,
        approvers,
        ["add_page", "change_page"],
        [],
    ]


def test_a_representative_joins_the_group_of_the_departments_microsite():
    user = a_user(role=Role.REPRESENTATIVE, unit=a_department(code="D012"))
    assert [group.name for group in derive_groups(user=user, today=TODAY)] == ["MİK · Mezun temsilcisi", "MİK · Mezun temsilcisi · D012"]


def test_a_representative_proposes_on_their_own_microsite_and_nowhere_else():
    own, other = a_department(code="D012"), a_department(code="D013")
    root = Page.get_first_root_node()
    mine, theirs = (
        root.add_child(instance=DepartmentPage(title=unit.code, slug=unit.code.lower(), department=unit, introduction="…"))
        for unit in (own, other)
    )
    user = a_user(role=Role.REPRESENTATIVE, unit=own)
    derive_groups(user=user, today=TODAY)

    rights = [page.permissions_for_user(User.objects.get(pk=user.pk)) for page in (mine, theirs, root)]
    assert [(right.can_edit(), right.can_add_subpage(), right.can_publish()) for right in rights] == [
        (True, True, False),
        (False, False, False),
        (False, False, False),
    ]


def test_deriving_twice_changes_nothing():
    user = a_user(role=Role.COORDINATOR)

    def state():
        group = derive_groups(user=user, today=TODAY)[0]
        return [
            *group.permissions.values_list("pk"),
            *group.page_permissions.values_list("pk"),
            *group.collection_permissions.values_list("pk"),
        ]

    assert state() == state()


def test_the_worker_renews_everybody_who_holds_or_held_a_role():
    coming, leaving, stranger = a_user(role=Role.EDITOR), a_user(role=Role.EDITOR, until=date(2026, 5, 3)), a_user()
    derive_groups(user=leaving, today=date(2026, 5, 3))

    assert derive_every_group(today=TODAY) == 2
    assert [user.groups.count() for user in (coming, leaving, stranger)] == [1, 0, 0]


def test_groups_are_renewed_at_login(client):
    user = a_user(role=Role.RECTORATE, since=timezone.localdate())
    client.force_login(user)
    assert client.get("/admin/").status_code == 200


def test_login_without_a_role_does_not_open_the_admin(client):
    client.force_login(a_user())
    assert client.get("/admin/").status_code == 302


def test_an_app_above_says_through_a_hook_what_a_role_may_do_and_takes_it_back():
    user = a_user(role=Role.ANALYST)

    def held():
        return sorted(derive_groups(user=user, today=TODAY)[0].permissions.values_list("codename", flat=True))

    before = held()
    with hooks.register_temporarily("role_permissions", lambda: {Role.ANALYST: ["departments.add_faculty", "departments.view_faculty"]}):
        assert held() == sorted([*before, "add_faculty", "view_faculty"])
        assert held() == sorted([*before, "add_faculty", "view_faculty"])
    with hooks.register_temporarily("role_permissions", lambda: {Role.ANALYST: ["departments.view_faculty"]}):
        assert held() == sorted([*before, "view_faculty"])
    with hooks.register_temporarily("role_permissions", lambda: {Role.EDITOR: ["departments.view_faculty"]}):
        assert held() == before


QUESTIONNAIRE = ("add", "change", "lock", "unlock", "view")
BANK = ("competency", "construct", "domain", "facet", "optionlist", "outcomeset")


@pytest.mark.parametrize(
    ("role", "questionnaire", "bank"),
    [
        (Role.COORDINATOR, QUESTIONNAIRE, ("add", "change", "delete", "view")),
        (Role.DEPUTY, QUESTIONNAIRE, ("add", "change", "delete", "view")),
        (Role.EDITOR, QUESTIONNAIRE, ("add", "change", "view")),
        (Role.ANALYST, ("view",), ()),
        (Role.RECTORATE, ("view",), ()),
        (Role.DEAN, ("view",), ()),
        (Role.REPRESENTATIVE, ("view",), ()),
    ],
)
def test_what_each_role_may_do_with_questionnaires_and_the_item_bank(role, questionnaire, bank):
    units = {Role.REPRESENTATIVE: a_department, Role.DEAN: a_faculty}
    group, *_microsite = derive_groups(user=a_user(role=role, unit=units[role]() if role in units else None), today=TODAY)
    held = set(group.permissions.filter(content_type__app_label="surveys").values_list("codename", flat=True))
    held -= {f"{verb}_benchmark" for verb in ("add", "change", "delete", "view")}  # tests/staff/test_benchmarks.py
    assert held == {f"{verb}_questionnaire" for verb in questionnaire} | {f"{verb}_{model}" for verb in bank for model in BANK}
