from django.contrib.auth.models import AbstractUser


class User(AbstractUser):  # type: ignore[django-manager-missing]  # Wagtail's image manager carries no types
    """Staff of the university. Graduates and employers never have an account."""

    def __str__(self) -> str:
        return self.get_full_name() or self.username
