"""XLSForm, both ways: the spreadsheet that ODK, KoboToolbox and their relatives make forms of.

What travels and what does not stands in docs/methods/xlsform.md.
"""

from .reading import read
from .writing import write

__all__ = ["read", "write"]
