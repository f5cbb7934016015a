from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class Benchmark(models.Model):
    """A national figure beside which a program's may be read, with its year and its source."""

    indicator = models.CharField(_("indicator"), max_length=8, help_text=_("K01 to K14, as in the list of indicators."))
    year = models.PositiveSmallIntegerField(_("year"), validators=[MinValueValidator(1990), MaxValueValidator(2100)])
    value = models.DecimalField(_("value"), max_digits=8, decimal_places=2)
    level = models.CharField(_("degree level"), max_length=16, blank=True, help_text=_("Empty where the figure is for all levels."))
    about_tr = models.CharField(_("what it is about (Turkish)"), max_length=200)
    about_en = models.CharField(_("what it is about (English)"), max_length=200)
    source = models.CharField(_("source"), max_length=200)
    address = models.URLField(_("address"), blank=True)

    class Meta:
        verbose_name = _("national benchmark")
        verbose_name_plural = _("national benchmarks")
        ordering = ["indicator", "-year", "level"]
        constraints = [models.UniqueConstraint(fields=["indicator", "year", "level", "source"], name="surveys_benchmark_once")]

    def __str__(self) -> str:
        return f"{self.indicator} {self.year}: {self.value}"
