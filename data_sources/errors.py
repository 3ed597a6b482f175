"""The errors a user can cause or must act on; each is one line that says where to look."""

from __future__ import annotations

import re

# Parameters whose flag on the command line is another word.
PARAMETER_OF = {"from": "start", "to": "end", "set": "parameters"}


class UserError(Exception):
    """What was asked, what there is, and what to do next, in one line.

    The command line prints it as it stands and exits with 1; anything else that escapes is a fault of ours. A ``Text``
    is printed in the reader's language.
    """

    @property
    def words(self) -> str:
        """The sentence for a terminal: as it was given, a ``Text`` where both languages were."""
        return self.args[0] if self.args and isinstance(self.args[0], str) else str(self)


class InputError(UserError):
    """A fact or a weight that the execution rules call an error; the line names the row."""


class OptionError(InputError):
    """Options that do not go together.

    The sentence is written with the flags that the command line prints (``--from``). As text it names the parameters
    of the functions in Python (``start``).
    """

    @property
    def with_flags(self) -> str:
        """The sentence as it is written, a ``Text`` where both languages were."""
        return self.words

    def __str__(self) -> str:
        """Return the sentence with the names of parameters."""
        return re.sub(r"(?<!\S)--([a-z][a-z-]*)", _parameter, self.with_flags)


def _parameter(flag: re.Match[str]) -> str:
    return PARAMETER_OF.get(flag[1], flag[1].replace("-", "_"))


class StoreError(UserError):
    """The market store is missing, empty, locked, or of another version."""


class NoSuchSnapshot(StoreError):  # noqa: N818 - what happened, as it is said
    """The market store is sound and has no snapshot of that name or day."""


class ResourceError(UserError):
    """The machine did not give what was needed: memory, room, open files, the right to write.

    It is never the fault of a strategy, and the same command may well succeed once the machine gives it.
    """


class WriteFailed(ResourceError):  # noqa: N818 - what happened, as it is said
    """A file or folder could not be written; what was there before still is.

    ``code`` is the ``errno`` of the operating system, None where it gave none.
    """

    def __init__(self, sentence: str, code: int | None = None) -> None:
        super().__init__(sentence)
        self.code = code
