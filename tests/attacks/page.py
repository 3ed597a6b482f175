"""What was attacked and what survived, as docs/reliability.md: no figure in it is typed by hand."""

from __future__ import annotations

from tests.attacks.catalogue import Attack
from tests.attacks.survival import Survival

Ended = list[tuple[Attack, Survival]]

INTRODUCTION = """\
# Reliability

What is tried against this program by someone who wishes it ill, and what it survived. The page is written by
`make attacks`, which runs every script of `tests/attacks` in a fresh folder and counts: a row says what was attacked,
how many attempts there were, how many did no harm, and the command that tries it again. The quick ones are tests too.

Promised is that nothing is lost and nothing is faked in silence. A store, a site, a diary and a run folder are what
they were or what they should become, never a mixture, whenever a process is killed and whatever the disk refuses. What
is missing, old, changed or not proven is said in one line, on the page and in `--json`, with an exit code that is not 0.
Code that comes with a run folder is not executed without a yes.

Not promised: that a disk which lies about what it has flushed keeps what was written last; that a user who may write
the store, the diary and the copies of its chain cannot make all of them anew so that they agree; that code which you
have run or trusted is harmless, as it runs with your rights; and that an audit proves a rule blind to the future, for
it finds what it tries. A full disk and other limits are tried as root of Linux, and left out elsewhere.
"""


def table(ended: Ended) -> str:
    """Return a row for each attack that was run."""
    rows = [
        f"| {attack.title} | {survival.tried} | {survival.survived} | `python -m tests.attacks {attack.name}` |"
        for attack, survival in ended
    ]
    return "\n".join(("| attack | tried | survived | how to repeat |", "| --- | ---: | ---: | --- |", *rows))


def page(ended: Ended) -> str:
    """Return the whole page: the table, and below it what had to hold and what was measured or did not survive."""
    parts = [INTRODUCTION, "## Attacks", table(ended), "## What had to hold", *(_section(*each) for each in ended)]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _section(attack: Attack, survival: Survival) -> str:
    lines = [f"### {attack.name}", "", attack.claim]
    if survival.figures:
        lines += ["", *(f"- {name}: {figure}" for name, figure in survival.figures.items())]
    if survival.said:
        lines += ["", "Did not survive:", "", *(f"- {sentence}" for sentence in survival.said)]
    return "\n".join(lines)
