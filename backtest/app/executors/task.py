"""Work that is the same wherever it is done: what all items share, and a function with no effect but its answers."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from data_sources.language.text import NOTHING, Text

Shared = TypeVar("Shared")
Item = TypeVar("Item")
Answer = TypeVar("Answer")


class NeedsStore(Exception):  # noqa: N818 - what happened; never seen by a user
    """Items that only the machine with the store can compute; a node leaves them to it."""


class NodeLacks(Exception):  # noqa: N818 - what happened
    """What a node would need and has not, in one line with the name of the node."""

    def __init__(self, words: Text) -> None:
        super().__init__(words)
        self.words = words


def unchanged(shared: Shared) -> Shared:
    """Return what all items share as it came."""
    return shared


def nothing_to_ready() -> None:
    """Do nothing before processes begin as copies of this one."""


@dataclass(frozen=True)
class Task(Generic[Shared, Item, Answer]):
    """What is to be done with items, a piece of neighbours at a time.

    A piece may be begun again, by another process or on another machine, when the first one is lost: ``work`` has no
    effect but its answers, and they are the same wherever it is done.

    Parameters
    ----------
    work
        Takes what all share and the items of a piece, and returns an answer for each, in order. A function of a module.
    shared
        What all items share, such as the market. Another machine gets it without the address of a store.
    called
        The items of a piece behind their number, such as ``both("sets", "组")``.
    kept
        What became of the answers so far, where work ends in a fault; "" where nothing did.
    tried
        So many items are done in this process first: they tell whether more processes repay.
    largest
        Items of a piece at most: so many are done again when a process ends.
    ready
        Called once before other processes begin as copies of this one.
    arrived
        What a process of another machine makes of what came. Raises NodeLacks.
    """

    work: Callable[[Shared, Sequence[Item]], list[Answer]]
    shared: Shared
    called: Text
    kept: Text = NOTHING
    tried: int = 1
    largest: int = 1
    ready: Callable[[], None] = nothing_to_ready
    arrived: Callable[[Shared], Shared] = unchanged


class Execute(Protocol):
    """Gives the answers for items, a piece at a time, whichever is done first; they are the same wherever computed.

    Whoever closes the generator ends what is still computed.
    """

    def __call__(
        self, task: Task[Shared, Item, Answer], items: Sequence[Item], /
    ) -> Generator[list[Answer], None, None]:
        """Raise ResourceError for a piece that is lost too often, and for a cluster that cannot be used."""
