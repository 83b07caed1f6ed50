"""Every word that a person reads and that is no answer.

Labels, forms, sentences of status, notices, the Home tab, and what a catalogue of apps says of us.
Both platforms draw these same words. `{person}` stands where a platform draws its own mention.
"""

from bot.answers.words import forms, home, introduction, labels, notices, statuses

__all__ = ["forms", "home", "introduction", "labels", "notices", "statuses"]
