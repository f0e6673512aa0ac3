"""Program start, the main window, single instance, crash reports and background maintenance."""
