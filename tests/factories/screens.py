"""What a reader of a program's screen is shown, without the browser."""

from surveys.reports.dashboard import program_dashboard, read_program
from surveys.reports.periods import released_periods


def screen(program, key="", language="tr", texts=None):
    periods = released_periods()
    return program_dashboard(program=program, periods=periods, period=periods.find(key), language=language, texts=texts)


def reading(program, key="", language="tr"):
    periods = released_periods()
    return read_program(program=program, periods=periods, period=periods.find(key), language=language)


def section(dashboard, key):
    return next((found for found in dashboard.sections if found.key == key), None)
