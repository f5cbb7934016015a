"""Forms of the registers: units to choose from stand in Turkish order, and say which faculty they belong to."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.forms.models import ModelChoiceField, ModelChoiceIterator
from django.utils.text import capfirst
from wagtail.admin.forms import WagtailAdminModelForm

from home.collation import sort_key

from ..models import Department, Faculty, Program

_PATHS: dict[Any, list[str]] = {Faculty: [], Department: ["faculty"], Program: ["department__faculty"]}


class _InTurkishOrder(ModelChoiceIterator):
    def __iter__(self) -> Iterator[Any]:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        yield from sorted((self.choice(unit) for unit in self.queryset), key=lambda choice: sort_key(choice[1]))


class UnitChoice(ModelChoiceField):
    """For forms outside the registers; the queryset is one of faculties, departments or programs."""

    iterator = _InTurkishOrder

    def __init__(self, queryset: QuerySet, **kwargs: Any) -> None:
        super().__init__(queryset.select_related(*_PATHS[queryset.model]), **kwargs)

    def label_from_instance(self, unit: Faculty | Department | Program) -> str:
        return _label(unit)


class RegisterForm(WagtailAdminModelForm):
    """The same name occurs in two faculties: a department never stands in a list without its faculty."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.label = capfirst(field.label)
            units = getattr(field, "queryset", None)
            if units is not None and units.model in _PATHS:
                vars(field).update(label_from_instance=_label, iterator=_InTurkishOrder)
                field.queryset = units.select_related(*_PATHS[units.model])


class AppointingForm(RegisterForm):
    """Terms are weighed against each other by the verb, which ends a former one and says which date contradicts."""

    def _get_validation_exclusions(self) -> set[str]:
        return {field.name for field in self._meta.model._meta.fields}


def _label(unit: Faculty | Department | Program) -> str:
    if isinstance(unit, Department):
        return f"{unit.name} ({unit.faculty.name})"
    if isinstance(unit, Program):
        return f"{unit.name}, {unit.get_level_display()} ({unit.department.faculty.name})"
    return unit.name
