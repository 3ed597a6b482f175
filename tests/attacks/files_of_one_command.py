"""Two files in one command, and one file again and again.

The first keeps its whole market wherever a process can keep something; the second trades on what it finds there. It
finds nothing, and trades as it does alone. A file that changed, or a module beside it, is audited anew; one that did not
change is not.
"""

from __future__ import annotations

import json
from pathlib import Path

from tests.attacks.child import run
from tests.attacks.markets import sample_store
from tests.attacks.survival import Count, Survival

QUICK = True
KEEPS = """
import builtins, sys
import numpy as np
def weights(history):
    builtins.kept = np.kept = sys.kept = history
    return {history.panel.sessions[40]: {history.panel.symbols[0]: 0.5}}
"""
FINDS = """
import builtins, sys
import numpy as np
import beside
def weights(history):
    found = getattr(builtins, "kept", None) or getattr(np, "kept", None) or getattr(sys, "kept", None)
    return {history.panel.sessions[40]: {history.panel.symbols[1 if found else 0]: beside.SHARE}}
"""


def attack(work: Path) -> Survival:
    """Run both together, the second alone, and the second again with another module beside it."""
    count, store = Count(), sample_store(work / "market.db")
    (work / "keeps.py").write_text(KEEPS)
    (work / "finds.py").write_text(FINDS)
    (work / "beside.py").write_text("SHARE = 0.5\n")
    both = run("run", "./keeps.py", "./finds.py", "--out", "both", "--json", cwd=work, store=store)
    alone = run("run", "./finds.py", "--out", "alone", "--json", cwd=work, store=store)
    count.holds("both files in one command", exit_code_0=both.code == 0, alone_too=alone.code == 0)
    same = (work / "both/finds/fills.csv").read_bytes() == (work / "alone/fills.csv").read_bytes()
    count.holds("the second file behind the first", trades_as_alone=same)
    for name, out in (("both", both), ("alone", alone)):
        seen = [each["look_ahead"]["standing"] for each in json.loads(out.out)["runs"]]
        count.holds(f"the audits of {name}", passed=set(seen) == {"passed"})
    (work / "beside.py").write_text("import missing\n")
    broken = run("run", "./finds.py", "--out", "alone", cwd=work, store=store)
    count.holds("a module beside it that changed", is_read_again=broken.code == 1)
    return count.survival()
