"""Answers in the order of their items, however they come; what a user can cause comes as an answer too."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import closing

from backtest.app.executors.task import Answer, Execute, Shared, Task
from data_sources.errors import UserError


def in_order(
    execute: Execute, task: Task[Shared, int, tuple[int, Answer]], numbers: Sequence[int]
) -> Generator[Answer, None, None]:
    """Give what was answered for each number, each as soon as those before it were given.

    The task answers with the number and what was found. Whoever closes the generator ends what is still computed.
    """
    early: dict[int, Answer] = {}
    with closing(execute(task, numbers)) as made:
        for number in numbers:
            while number not in early:
                early.update(next(made))
            yield early.pop(number)


def tried(work: Callable[[], Answer]) -> Answer | UserError:
    """Return what work gives or the UserError that it raises: a worker's answer, which stops none of the others."""
    try:
        return work()
    except UserError as fault:
        return fault


def or_raise(answer: Answer | UserError) -> Answer:
    """Return what ``tried`` gave; raise it where it is a fault."""
    if isinstance(answer, UserError):
        raise answer
    return answer
