"""The topics of the help: texts of the resources, and those made from the rules and the guidance."""
