"""All sentences and reports that the reader of words is tried on."""

from tests.model.narrative.words import habits, provinces, published, reports, sentences

SENTENCES = (*sentences.SENTENCES, *habits.HABITS, *published.PUBLISHED)
REPORTS = (*reports.REPORTS, *provinces.PROVINCES)
