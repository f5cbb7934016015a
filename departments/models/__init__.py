from .graduate import Graduate, Graduation
from .representative import Representative
from .unit import Department, Faculty, Level, Program

__all__ = ["Department", "Faculty", "Graduate", "Graduation", "Level", "Program", "Representative"]
