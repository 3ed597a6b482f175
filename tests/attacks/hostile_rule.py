"""A user's file that fails in every way a Python file can, or harms the process it runs in.

The command ends by itself with the exit code of its work, says one line without a character that a terminal obeys,
prints no traceback, and with `--json` stdout is one document.
"""

from __future__ import annotations

import json
from pathlib import Path

from tests.attacks.child import python
from tests.attacks.survival import Count, Survival
from tests.data_sources.market_folder import write_market

QUICK = False
ALLOWED = "{date(2024, 1, 2): {'600000.SH': 0.5}}"
HEAD = "import atexit, os, sys, threading, time, warnings\nfrom datetime import date\nimport numpy as np\n"
OBEYED = "\x00\x07\r\x1b\x7f\x9b\u202e\u2028"

# What the rule does first, and the exit code of a run of it without an audit.
HARMS: dict[str, tuple[str, int]] = {
    "returns None": ("return None", 1),
    "dates a decision NaT": ("return {np.datetime64('NaT'): {'600000.SH': 0.5}}", 1),
    "dates a row NaT": ("return np.array(['NaT'], 'datetime64[D]'), np.zeros((1, 2))", 1),
    "raises a BaseException": ("class Own(BaseException): pass\nraise Own('bye')", 1),
    "raises GeneratorExit": ("raise GeneratorExit", 1),
    "raises KeyboardInterrupt": ("raise KeyboardInterrupt", 1),
    "raises StopIteration": ("raise StopIteration", 1),
    "raises a group": ("raise BaseExceptionGroup('many', [KeyboardInterrupt(), ValueError('x')])", 1),
    "exits with 0": ("sys.exit(0)", 1),
    "ends the process with 0": ("os._exit(0)", 1),
    "recurses": ("def deeper(n): return deeper(n + 1)\nreturn deeper(0)", 1),
    "wants all memory": ("return [0] * 10 ** 13", 1),
    "raises what cannot be written": (
        "class Mute(Exception):\n    def __str__(self): raise ValueError('inner')\nraise Mute", 1,
    ),
    "says five megabytes": ("raise ValueError('x' * 5_000_000)", 1),
    "says five megabytes of lines": ("raise ValueError('x\\n' * 2_500_000)", 1),
    "speaks to the terminal": (r"raise ValueError('\x1b]0;t\x07 \r \x9b2J \u202e \u2028 \ud800 \x00')", 1),
    "leaves a thread": ("threading.Thread(target=time.sleep, args=(1000,)).start()\nreturn ALLOWED", 0),
    "leaves a daemon": ("threading.Thread(target=time.sleep, args=(1000,), daemon=True).start()\nreturn ALLOWED", 0),
    "ends by a hook": ("atexit.register(os._exit, 7)\nreturn ALLOWED", 0),
    "prints by a hook": ("atexit.register(print, 'late')\nreturn ALLOWED", 0),
    "fails in a hook": ("atexit.register(int, 'x')\nreturn ALLOWED", 0),
    "hangs in a hook": ("atexit.register(time.sleep, 1000)\nreturn ALLOWED", 0),
    "closes stdout": ("sys.stdout.close()\nreturn ALLOWED", 0),
    "closes stderr": ("sys.stderr.close()\nreturn ALLOWED", 0),
    "closes the first streams": ("sys.__stdout__.close(); sys.__stderr__.close()\nreturn ALLOWED", 0),
    "closes number 1": ("os.close(1)\nreturn ALLOWED", 0),
    "closes number 2": ("os.close(2)\nreturn ALLOWED", 0),
    "takes the streams away": ("sys.stdout = sys.stderr = None\nreturn ALLOWED", 0),
    "prints in every way": ("print('a'); sys.__stdout__.write('b'); os.write(1, b'c')\nreturn ALLOWED", 0),
    "prints ten megabytes": ("print('x' * 10_000_000)\nreturn ALLOWED", 0),
    "makes warnings errors": ("warnings.simplefilter('error')\nreturn ALLOWED", 0),
    "makes rounding an error": ("np.seterr(all='raise')\nreturn ALLOWED", 0),
    "goes to another folder": ("os.chdir('/')\nreturn ALLOWED", 0),
    "forks": ("os.fork()\nreturn ALLOWED", 1),
    "fails in a thread": ("threading.Thread(target=int, args=('x',)).start()\nreturn ALLOWED", 0),
    "takes the hook of errors away": ("sys.excepthook = None\nraise ValueError('x')", 1),
}  # fmt: skip


def attack(work: Path) -> Survival:
    """Run each file once."""
    count = Count()
    store = work / "market.db"
    python("-m", "backtest", "import", write_market(work / "data"), cwd=work, store=store)
    for number, (harm, (body, code)) in enumerate(HARMS.items()):
        lines = "".join(f"    {line}\n" for line in body.replace("ALLOWED", ALLOWED).splitlines())
        (work / f"rule{number}.py").write_text(f"{HEAD}def weights(history):\n{lines}", encoding="utf-8")
        words = ("-m", "backtest", "run", f"./rule{number}.py", "--no-audit", "--json", "--out", f"out{number}")
        ran = python(*words, cwd=work, store=store)
        errors = [line for line in ran.err.splitlines() if line.startswith("error: ")]
        count.holds(
            f"a rule that {harm}",
            exit_code=ran.code == code,
            one_line_when_it_fails=len(errors) == (1 if code else 0),
            short=all(len(line) < 1_000 for line in errors),
            no_traceback="Traceback" not in ran.err + ran.out,
            nothing_that_a_terminal_obeys=not any(char in "".join(errors) + ran.out for char in OBEYED),
            stdout_is_one_document=_is_document(ran.out) or code == 130,
            files_in_their_folder=code != 0 or (work / f"out{number}" / "manifest.json").is_file(),
        )
    return count.survival()


def _is_document(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except ValueError:
        return False
