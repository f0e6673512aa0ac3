"""Sentences and whole reports as offices write them, in our own words, with what they say of the tables."""
