"""The representative's page over a release that stands: the whole request with the admin's frame, in milliseconds of processor time."""

import time
from statistics import median

LIMIT = 50
TIMES = 9


def measure(code: str) -> None:
    """code   of a program with a released wave"""
    from django.conf import settings
    from django.core.cache import cache
    from django.test import Client
    from django.utils import timezone

    from departments.groups import derive_groups
    from departments.models import Program
    from home.models import Assignment, Role, User

    settings.ALLOWED_HOSTS = ["*"]
    department = Program.objects.select_related("department").get(code=code).department
    user, _ = User.objects.get_or_create(username=f"bench-{code}")
    today = timezone.localdate()
    facts = {"role": Role.REPRESENTATIVE, "unit_level": "department", "unit_code": department.code}
    Assignment.objects.get_or_create(user=user, since=today, **facts)
    derive_groups(user=user, today=today)
    client = Client()
    client.force_login(user)
    path = f"/admin/results/{code}/"

    def milliseconds(address: str, *, afresh: bool = False) -> float:
        spent = []
        for _ in range(TIMES):
            if afresh:
                cache.clear()
            start = time.process_time()
            answer = client.get(address)
            spent.append(1000 * (time.process_time() - start))
            if answer.status_code != 200:
                raise RuntimeError(f"{address}: {answer.status_code}")
        return median(spent)

    milliseconds(path)
    built, kept, frame = milliseconds(path, afresh=True), milliseconds(path), milliseconds("/admin/account/")
    print(
        f"{'':13}representative's page, ms: {built:.0f} built, {kept:.0f} kept ({kept / LIMIT:.2f} x the limit of {LIMIT}); "
        f"a page of the admin without results: {frame:.0f}",
        flush=True,
    )
