"""Screens as people have them. Nothing but the test's own server is ever asked."""

from tests.factories.browser import PHONE

__all__ = ["DESKTOP", "PHONE"]

DESKTOP = {"width": 1280, "height": 900}
