"""Which of the methods that a report describes a computation stands for."""

from __future__ import annotations

from strategies.methods.method import Method


def systems_of(method: Method) -> tuple[str, ...]:
    """Return the ids of the report's methods that it computes."""
    return method.systems or (method.name,)
