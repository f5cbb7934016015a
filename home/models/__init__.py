from .assignment import Assignment, Role, UnitLevel
from .image import SiteImage, SiteRendition
from .user import User

__all__ = ["Assignment", "Role", "SiteImage", "SiteRendition", "UnitLevel", "User"]
