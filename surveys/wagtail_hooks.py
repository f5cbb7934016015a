"""What the survey engine adds to the Wagtail admin: the registers, and the results of those who may see them."""

from importlib import import_module
from importlib.util import find_spec

from surveys.staff.registers import register_all

register_all()

if find_spec("surveys.staff.hooks_results"):
    import_module("surveys.staff.hooks_results")
