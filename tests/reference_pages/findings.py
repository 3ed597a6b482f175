"""The page of findings: each rule of the data checks with what its findings come from and what mends them."""

from __future__ import annotations

from data_sources.quality.causes import Cause, all_causes
from data_sources.tables.finding import SEVERITIES
from tests.reference_pages.markdown import block, code, contents, page, table

INTRODUCTION = """\
What the data checks of `import` and `refresh` can find. A finding names its rule, file and line; `severe` ones refuse
the rows that they are about, `warning` and `note` ones are published with them and shown. A finding that only follows
from another one is not told beside it."""
EXAMPLES = (
    "backtest findings --open                      # those that hold in the store",
    "backtest findings --rule unit_proof           # one rule, explained",
    "backtest import my-data --accept unit_proof   # publish in spite of it; every verdict on these facts says so",
)
JUDGEMENTS, ERRORS = "Judgements", "Errors"


def findings_page() -> str:
    """The whole page."""
    causes = all_causes()
    judged = {rule: cause for rule, cause in causes.items() if cause.accept}
    wrong = {rule: cause for rule, cause in causes.items() if not cause.accept}
    severities = ", ".join(f"`{each}` ({words.zh})" for each, words in SEVERITIES.items())
    return page(
        "Findings",
        INTRODUCTION,
        f"Severities: {severities}. There are {len(causes)} rules.",
        block("sh", EXAMPLES),
        contents([JUDGEMENTS, ERRORS]),
        f"## {JUDGEMENTS}",
        "A judge can err about a tiny market or an old penny share; `--accept RULE` publishes rows that are right.",
        _table(judged),
        f"## {ERRORS}",
        "By the execution rules these are wrong, or nothing could be read: they cannot be accepted.",
        _table(wrong),
    )


def _table(causes: dict[str, Cause]) -> str:
    rows = [(code(rule), cause.cause, cause.mend) for rule, cause in causes.items()]
    return table(("rule", "where its findings come from", "what mends them"), rows)
