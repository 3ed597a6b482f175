"""The errors a user can cause or must act on; each is one line that says where to look."""

from __future__ import annotations


class UserError(Exception):
    """What was asked, what there is, and what to do next, in one line.

    The command line prints it as it stands and exits with 1; anything else that escapes is a fault of ours.
    """


class InputError(UserError):
    """A fact or a weight that the execution rules call an error; the line names the row."""


class StoreError(UserError):
    """The market store is missing, empty, locked, or of another version."""
