"""What a questionnaire is written in: sections of questions, one block a kind. definition.drafts fills and reads them."""

from .structure import AfterBlock, OptionListBlock, QuestionsBlock, SectionBlock, TermsBlock

__all__ = ["AfterBlock", "OptionListBlock", "QuestionsBlock", "SectionBlock", "TermsBlock"]
