from .assignment import Assignment, Role, UnitLevel
from .image import SiteImage, SiteRendition
from .pages import HomePage, RelatedLink, SitePage, StandardPage
from .settings import ContactSettings
from .user import User

__all__ = [
    "Assignment",
    "ContactSettings",
    "HomePage",
    "RelatedLink",
    "Role",
    "SiteImage",
    "SitePage",
    "SiteRendition",
    "StandardPage",
    "UnitLevel",
    "User",
]
