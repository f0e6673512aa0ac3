"""All sentences and reports that the reader of words is tried on."""

from tests.model.words import habits, provinces, reports, sentences

SENTENCES = (*sentences.SENTENCES, *habits.HABITS)
REPORTS = (*reports.REPORTS, *provinces.PROVINCES)
