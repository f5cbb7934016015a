"""{% chart figure %}: a drawing with its sentence and its table twin, the same on every page that shows results."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from surveys.charts import Figure, Whose, swatch

register = template.Library()


@register.inclusion_tag("surveys/charts/figure.html")
def chart(figure: Figure, heading: bool = True) -> dict[str, object]:
    """`heading`: print title and sentence above; without it they are there for screen readers only."""
    return {"figure": figure, "heading": heading}


@register.filter
def drawing(figure: Figure) -> SafeString:
    """The SVG as markup: surveys.charts escapes every text it is given."""
    return mark_safe(figure.svg)


@register.filter
def markup(svg: str) -> SafeString:
    """A small drawing of surveys.charts that stands without a frame, in a table."""
    return mark_safe(svg)


@register.filter
def mark_of(whose: Whose) -> SafeString:
    """The mark that stands for own, faculty, university or earlier in every chart."""
    return mark_safe(swatch(whose))
