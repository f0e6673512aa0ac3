"""The batch page: many files checked in the background, the units that they are of, their summary."""
