"""What other parts show on a department's microsite (its stories, its released results), without this app knowing them.

Registered in the higher app's AppConfig.ready():

    department_panels.add("stories", stories_panel, order=20)

A panel is called with department, page and request by name. It returns safe HTML that begins with its own <h2>,
or an empty string where there is nothing to show.
"""

from typing import TYPE_CHECKING, Protocol

from django.http import HttpRequest
from django.utils.safestring import SafeString

if TYPE_CHECKING:
    from .models import Department, DepartmentPage


class Panel(Protocol):
    def __call__(self, *, department: "Department", page: "DepartmentPage", request: HttpRequest) -> str: ...


class PanelRegistry:
    def __init__(self) -> None:
        self._panels: dict[str, tuple[int, Panel]] = {}

    def add(self, name: str, panel: Panel, *, order: int) -> None:
        """`order`: smaller comes first. The same name replaces."""
        self._panels[name] = (order, panel)

    def render(self, *, department: "Department", page: "DepartmentPage", request: HttpRequest) -> list[tuple[str, SafeString]]:
        """(name, markup) of every panel that has something to say."""
        in_order = sorted(self._panels.items(), key=lambda item: (item[1][0], item[0]))
        rendered = [(name, panel(department=department, page=page, request=request)) for name, (_, panel) in in_order]
        return [(name, SafeString(markup)) for name, markup in rendered if markup]


department_panels = PanelRegistry()
