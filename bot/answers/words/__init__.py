"""Every word that a person reads and that is no answer: labels, forms, sentences of status, notices, the Home tab.

Both platforms draw these same words. `{person}` stands where a platform draws its own mention.
"""

from bot.answers.words import forms, home, labels, notices, statuses

__all__ = ["forms", "home", "labels", "notices", "statuses"]
