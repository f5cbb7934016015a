"""LimeSurvey's survey structure (.lss), old and new, as a document. What is carried over, and how: docs/methods/limesurvey.md."""

from .reading import read

__all__ = ["read"]
