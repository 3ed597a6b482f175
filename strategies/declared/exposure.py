"""What the dial of a gate is called."""

from __future__ import annotations


def exposure_name(number: int) -> str:
    """Return the parameter of the gate of that number, counted from 1: what is invested while it is closed."""
    return f"exposure_{number}"
