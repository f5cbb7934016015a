"""What the survey engine adds to the Wagtail admin: the registers, and the results of those who may see them."""

from surveys.staff import hooks_results, rights  # noqa: F401  (importing them hangs up their own hooks)
from surveys.staff.registers import register_all

register_all()
