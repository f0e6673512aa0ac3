"""Single mutations of the modules that guard figures: does a test fail when such a module is wrong in one place?

Run by hand, never within the suite; see ``python -m tests.mutation --help``. A tool of our own, because mutmut does not
run on Windows (it forks) and cosmic-ray starts one process of the whole test run for each mutant; here the tests that
reach a mutated line are known and run first, which takes a second or two.
"""
