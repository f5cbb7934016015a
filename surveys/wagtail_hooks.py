"""What the survey engine adds to the Wagtail admin: the registers, and the results of those who may see them."""

from surveys.staff import hooks_results  # noqa: F401  (importing it hangs up its own hooks)
from surveys.staff.registers import register_all

register_all()
