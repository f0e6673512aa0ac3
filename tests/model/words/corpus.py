"""All sentences and reports that the reader of words is tried on."""

from tests.model.words import provinces, reports, sentences

SENTENCES = (*sentences.SENTENCES, *provinces.HABITS)
REPORTS = (*reports.REPORTS, *provinces.PROVINCES)
