"""How the semiconductor index did against the CSI 300, as a difference and as a ratio."""

from __future__ import annotations

from strategies.methods.method import Check, Input, Method, Numbers
from strategies.methods.report_001.growth import growth

SYSTEM = ("relative_performance",)


def excess(index_return: float, benchmark_return: float) -> Numbers:
    """Excess return of two returns in percent: points of difference, and percent by ratio."""
    ratio = (1 + index_return / 100) / (1 + benchmark_return / 100)
    return {"difference": index_return - benchmark_return, "ratio": 100 * (ratio - 1)}


def index_return(start: float, end: float) -> Numbers:
    """Return of an index between two closes, percent."""
    return {"index_return": growth(start, end)}


def return_before(whole: float, tail: float) -> Numbers:
    """The return of the first part of a window from those of the whole and of its tail, all in percent."""
    return {"head": 100 * ((1 + whole / 100) / (1 + tail / 100) - 1)}


RELATIVE = Method(
    name="relative_performance",
    report="001",
    title="Semiconductor index against the CSI 300",
    formula="difference = index - benchmark; ratio = (1 + index) / (1 + benchmark) - 1",
    source="line 146",
    inputs=(
        Input(
            "index_return",
            40.21,
            "percent",
            "Shenwan semiconductor index, 2024-01-02 to 2025-03-19",
            "line 146",
            low=-100,
        ),
        Input("benchmark_return", 18.42, "percent", "CSI 300 over the same sessions", "line 146", low=-99),
    ),
    compute=excess,
    outputs={"difference": "percentage points", "ratio": "percent"},
    checks=(
        Check("difference", 21.79, 0.005, kind="derived", note="40.21 - 18.42"),
        Check("ratio", 18.40, 0.005, kind="derived", note="1.4021 / 1.1842 - 1"),
    ),
    systems=SYSTEM,
)

INDEX_RETURN = Method(
    name="index_return",
    report="001",
    title="Return of an index between two closes",
    formula="end / start - 1",
    source="line 146",
    inputs=(
        Input("start", 3_386.35, "points", "CSI 300 close of 2024-01-02; the report prints no level", low=0.01),
        Input("end", 4_010.17, "points", "CSI 300 close of 2025-03-19; the report prints no level"),
    ),
    compute=index_return,
    outputs={"index_return": "percent"},
    checks=(
        Check("from the close of 2024-01-02", 18.42, 0.005, output="index_return"),
        Check(
            "from the close of 2023-12-29",
            18.42,
            0.5,
            "not_reproduced",
            "16.88 from 3,431.11: the report's start of 2024 is the close of the first session",
            "index_return",
            {"start": 3_431.11},
        ),
    ),
    systems=SYSTEM,
    discrepancy="Start of the year means the close of its first session, not the last close of the year before.",
)

RETURN_BEFORE = Method(
    name="return_before",
    report="001",
    title="Return of 2024 from two windows with one end",
    formula="(1 + whole) / (1 + tail) - 1 (ours)",
    source="lines 146, 157",
    inputs=(
        Input("whole", 40.21, "percent", "semiconductor index, 2024-01-02 to 2025-03-19", "line 146", low=-100),
        Input("tail", 10.21, "percent", "semiconductor index, start of 2025 to 2025-03-19", "line 157", low=-99),
    ),
    compute=return_before,
    outputs={"head": "percent in the part of the window before the tail"},
    checks=(Check("head", 27.22, 0.005, kind="derived", note="1.4021 / 1.1021 - 1"),),
    systems=SYSTEM,
)

METHODS = (RELATIVE, INDEX_RETURN, RETURN_BEFORE)
