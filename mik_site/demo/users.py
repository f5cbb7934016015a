"""The demo's users (design 10), a deputy, since nobody approves what they wrote themselves, and the
named analyst, who alone may explore individual answers.

Their password is shown on the console and on the login page of the demo only.
"""

from datetime import date

from departments.models import Department
from departments.terms import appoint_representative
from home.models import Assignment, Role, UnitLevel, User

PASSWORD = "demo"  # noqa: S105  (the demo's, published on its login page)
DEPARTMENT, FACULTY = "İnşaat Mühendisliği", "Mühendislik Fakültesi"
_UNIVERSITY_WIDE = {
    "koordinator": (Role.COORDINATOR, "Deniz", "Koordinatör (örnek)"),
    "yardimci": (Role.DEPUTY, "Derya", "Yardımcı (örnek)"),
    "editor": (Role.EDITOR, "Ekin", "Editör (örnek)"),
    "rektorluk": (Role.RECTORATE, "Rektörlük", "(örnek)"),
    "analist": (Role.ANALYST, "Asu", "Analist (örnek)"),
}


def create_users(*, today: date) -> dict[str, User]:
    """The users with their roles, from the first day of last year on."""
    since = date(today.year - 1, 1, 1)
    users = {}
    for name, (role, given, family) in _UNIVERSITY_WIDE.items():
        users[name] = _user(name, given, family)
        Assignment.objects.create(user=users[name], role=role, unit_level=UnitLevel.UNIVERSITY, since=since)
    users["temsilci"] = _user("temsilci", "Umut", "Temsilci (örnek)")
    department = Department.objects.get(name_tr=DEPARTMENT, faculty__name_tr=FACULTY)
    appoint_representative(department=department, user=users["temsilci"], name="Umut Temsilci (örnek)", since=since)
    return users


def _user(name: str, given: str, family: str) -> User:
    return User.objects.create_user(username=name, password=PASSWORD, email=f"{name}@mik.example", first_name=given, last_name=family)
