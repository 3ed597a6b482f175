"""Attacks on the tool by someone who wishes it ill: one module each, ``attack(work)`` says what survived.

A module's docstring says in its first line what is attacked, and below it what must hold. ``python -m tests.attacks``
runs them all in fresh folders and prints a table; a module with ``QUICK = True`` is a test of ``pytest`` as well.
"""
