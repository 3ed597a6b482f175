"""Execute a notebook in this folder: ``python -m tests.notebooks.execution FILE``; a line of JSON for each cell.

The cells run in IPython's own shell, one after the other in one namespace, as a kernel runs them; a line says what the
cell printed, and of its last expression the kinds of display that a notebook would be offered. It ends at the first
cell that fails, with its fault and exit code 1.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output


@dataclass(frozen=True)
class Executed:
    """A cell: its source, what it printed, and what it displays by kind (``text/html``); nothing for a statement."""

    source: str
    printed: str
    shown: dict[str, str]
    fault: str = ""


def main() -> int:
    """Execute the notebook that is named."""
    cells = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))["cells"]
    shell = InteractiveShell.instance(colors="nocolor")
    for cell in (each for each in cells if each["cell_type"] == "code"):
        done = _executed(shell, "".join(cell["source"]))
        sys.stdout.write(json.dumps(asdict(done)) + "\n")
        if done.fault:
            return 1
    return 0


def _executed(shell: Any, source: str) -> Executed:  # noqa: ANN401 - IPython's own
    with capture_output(display=False) as captured:
        outcome = shell.run_cell(source, store_history=True)
    fault = outcome.error_before_exec or outcome.error_in_exec
    shown: dict[str, Any] = {}
    if not fault and outcome.result is not None:
        shown, _ = shell.display_formatter.format(outcome.result)
    return Executed(
        source, captured.stdout, {kind: str(text) for kind, text in shown.items()}, repr(fault) if fault else ""
    )


if __name__ == "__main__":
    sys.exit(main())
