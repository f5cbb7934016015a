"""The registers of the survey office in the Wagtail admin."""


def register_all() -> None:
    """Hang every register under the menu "Surveys"."""
