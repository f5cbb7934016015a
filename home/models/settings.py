from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


@register_setting(icon="mail")
class ContactSettings(BaseSiteSetting):
    """How to reach the coordinatorship: printed in the footer and on the contact page."""

    address_tr = models.TextField(_("postal address (Turkish)"), blank=True)
    address_en = models.TextField(_("postal address (English)"), blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True, help_text=_("With country code, for example +90 …"))
    platform_url = models.URLField(_("address of the Alumni Platform"), blank=True)

    panels = [
        MultiFieldPanel(
            [FieldPanel("address_tr"), FieldPanel("address_en"), FieldPanel("email"), FieldPanel("phone")], heading=_("Contact")
        ),
        FieldPanel("platform_url"),
    ]

    class Meta:
        verbose_name = _("contact details")

    @property
    def address(self) -> str:
        return self.address_en if get_language() == "en" and self.address_en else self.address_tr
