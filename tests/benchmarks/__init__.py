"""What should be fast, measured against a floor in the same run. Not part of the test suite."""
