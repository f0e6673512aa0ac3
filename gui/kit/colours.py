"""Colours of the interface, for light and dark."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Colours:
    """One colour scheme. Every text on its background has a contrast of at least 4.5 : 1."""

    page: str
    surface: str
    text: str
    muted: str
    accent: str
    on_accent: str
    accent_tint: str
    error: str
    error_tint: str
    warning: str
    warning_tint: str
    good: str
    good_tint: str
    label: str
    total: str
    total_tint: str
    trace_left: str
    trace_right: str
    hatch: str
    grid_line: str
    card_line: str
    hover: str


LIGHT = Colours(
    page="#F4F6F9",
    surface="#FFFFFF",
    text="#1F2733",
    muted="#5A6575",
    accent="#1F4E8C",
    on_accent="#FFFFFF",
    accent_tint="#F1F5FC",
    error="#A61B1B",
    error_tint="#FDE4E4",
    warning="#7A4F00",
    warning_tint="#FFF1D6",
    good="#1C6B2B",
    good_tint="#E3F3E6",
    label="#F2F4F7",
    total="#163F75",
    total_tint="#EEF4FC",
    trace_left="#FFF4C2",
    trace_right="#DDEBFF",
    hatch="#DDE2EA",
    grid_line="#AAB4C2",
    card_line="#DDE2EA",
    hover="#E4ECF7",
)

DARK = Colours(
    page="#15191F",
    surface="#1D232B",
    text="#E6EAF0",
    muted="#A3AFBF",
    accent="#8AB8F5",
    on_accent="#15191F",
    accent_tint="#222D3B",
    error="#FFB4AB",
    error_tint="#4A1D1D",
    warning="#FFD58A",
    warning_tint="#43340F",
    good="#A5DDB0",
    good_tint="#173A20",
    label="#252C36",
    total="#CFE1FA",
    total_tint="#1F2F45",
    trace_left="#4A4212",
    trace_right="#1B3A5E",
    hatch="#2E3641",
    grid_line="#46505E",
    card_line="#2E3641",
    hover="#2A3442",
)
