"""What the survey engine adds to the Wagtail admin: the registers, and the results of those who may see them."""

from functools import partial

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from surveys.respond.preview import render_preview
from surveys.staff import bank as item_bank
from surveys.staff import hooks_explorer, hooks_exports, hooks_results, rights  # noqa: F401  (importing them hangs up their own hooks)
from surveys.staff.benchmarks import NationalBenchmarks
from surveys.staff.design import simulation
from surveys.staff.registers import register_all

register_all()
item_bank.register_all()
register_snippet(NationalBenchmarks)
hooks.register("register_admin_urls", partial(simulation.urls, render_preview))
