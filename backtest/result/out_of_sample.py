"""What of a run nobody could have chosen with its outcome in view: its names, its rules."""

from __future__ import annotations

from backtest.result.result import Result

DIARY = "the paper diary is the only part that is out of sample in both"


def out_of_sample_sentence(result: Result) -> str:
    """Say since when names and rules are out of sample; empty for a run that nothing dates and for the paper diary.

    Names are since the day of the report that states the thesis (of the first report when none does). Rules are only
    since the day of their last edit: whoever edited them knew all prices up to then.
    """
    dated = result.stated or (result.publications[0] if result.publications else None)
    if dated is None or dated.kind == "diary":
        return ""
    if result.rules_written is None:
        return f"Its names are out of sample since {dated.known_from}."
    if result.rules_written <= dated.known_from:
        return f"Its names and its rules are out of sample since {dated.known_from}."
    return (
        f"Its names are out of sample since {dated.known_from}, its rules only since {result.rules_written}, when they "
        f"were written; {DIARY}."
    )
