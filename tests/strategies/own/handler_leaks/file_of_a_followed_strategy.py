"""Follows a file of weights that looks ahead."""

from pathlib import Path

from strategies.own.following import followed


def make_handler(history):
    return followed(history, Path(__file__).with_name("_looks_ahead.py"))
