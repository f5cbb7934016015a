from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """Staff of the university. Graduates and employers never have an account."""
