"""设置: the settings of the organ and of this computer in one dialog, with the catalogue of rules."""
