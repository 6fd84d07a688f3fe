"""A schedule in one plain sentence, in French or English. Pure: it knows no Django."""

from events.sentences.composing import nth_weekday, rule_phrase, schedule_sentence
from events.sentences.words import Language

__all__ = ["Language", "nth_weekday", "rule_phrase", "schedule_sentence"]
