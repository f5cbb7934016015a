"""{% chart figure %}: a drawing with its sentence and its table twin, the same on every page that shows results."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from surveys.charts import Figure

register = template.Library()


@register.inclusion_tag("surveys/charts/figure.html")
def chart(figure: Figure, heading: bool = True) -> dict[str, object]:
    """`heading`: print the title above; without it the title stays in the drawing and in the table's caption."""
    return {"figure": figure, "heading": heading}


@register.filter
def drawing(figure: Figure) -> SafeString:
    """The SVG as markup: surveys.charts escapes every text it is given."""
    return mark_safe(figure.svg)
