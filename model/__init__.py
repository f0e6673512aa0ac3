"""What a report is and whether it adds up; the standard library only (``model.importing`` apart)."""
