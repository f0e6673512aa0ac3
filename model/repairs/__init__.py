"""The smallest corrections of broken equations, ranked by plausibility."""
