from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.options import ModelAdminGroup, modeladmin_register

from .registers.assignments import AssignmentRegister
from .registers.people import GraduateRegister, RepresentativeRegister
from .registers.units import DepartmentRegister, FacultyRegister, ProgramRegister


@modeladmin_register
class InstitutionRegisters(ModelAdminGroup):
    menu_label = _("Institution")
    menu_icon = "site"
    menu_order = 250
    items = (FacultyRegister, DepartmentRegister, ProgramRegister, RepresentativeRegister, GraduateRegister, AssignmentRegister)
