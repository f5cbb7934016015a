from .pages import StoryIndexPage, StoryPage

__all__ = ["StoryIndexPage", "StoryPage"]
