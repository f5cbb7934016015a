"""Addresses of Turkish titles: ı, ğ and ş must not fall out of a slug."""

from django.utils.text import slugify

from .collation import fold


def turkish_slug(text: str) -> str:
    """Ağrı Çalışması -> agri-calismasi."""
    return slugify(fold(text))
