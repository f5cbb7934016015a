from .graduate import Graduate, Graduation
from .pages import DepartmentIndexPage, DepartmentPage, DepartmentSubPage
from .representative import Representative
from .unit import Department, Faculty, Level, Program

__all__ = [
    "Department",
    "DepartmentIndexPage",
    "DepartmentPage",
    "DepartmentSubPage",
    "Faculty",
    "Graduate",
    "Graduation",
    "Level",
    "Program",
    "Representative",
]
