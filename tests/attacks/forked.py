"""A command in a fork of this process, which has everything loaded: an attempt takes a second and not ten.

The child is killed, refused and limited as one that was started anew would be. What this process remembers of folders
it has written is known to the child too, so ``warm_up`` writes in a folder of its own.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Mapping
from pathlib import Path

from tests.attacks.child import Spoiling, spoil
from tests.cli.command import Ran

if sys.platform != "win32":
    import resource

WARM = ("edge_ai",)


def warm_up(work: Path, store: Path, *, night: bool = True) -> None:
    """Load in this process what a night, or a run, loads; in a folder below ``work``."""
    from backtest.app.night import runs  # noqa: PLC0415 - heavy, and only these attacks need it
    from tests.cli.command import backtest  # noqa: PLC0415 - as above

    folder = work / "warm"
    if not night:
        assert backtest("run", "edge_ai", "--out", folder / "run", store=store).code == 0
        return
    before = vars(runs)["STRATEGIES"]
    vars(runs)["STRATEGIES"] = {name: before[name] for name in WARM}
    try:
        assert backtest("nightly", "--no-refresh", "--out", folder / "site", store=store).code in (0, 3)
    finally:
        vars(runs)["STRATEGIES"] = before


def forked(
    *words: str | Path,
    cwd: Path,
    spoiling: Spoiling | None = None,
    store: Path | None = None,
    limits: Mapping[str, int] | None = None,
) -> Ran:
    """Run a command of ``backtest`` in a fork, with limits of the system by their names (``RLIMIT_FSIZE``).

    ``RLIMIT_AS`` is what it may take beyond what this process has. The code of a killed one is minus the
    signal.
    """
    out, err = cwd / ".out", cwd / ".err"
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child == 0:
        code = 70
        try:
            _begin(cwd, out, err, store)
            code = _command(words, spoiling or Spoiling(), limits or {})
        except BaseException:  # noqa: BLE001 - nothing of this process goes on in the child
            traceback.print_exc()
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    said = [path.read_text(encoding="utf-8", errors="replace") if path.exists() else "" for path in (out, err)]
    for path in (out, err):
        path.unlink(missing_ok=True)
    return Ran(os.waitstatus_to_exitcode(status), said[0], said[1])


def _begin(cwd: Path, out: Path, err: Path, store: Path | None) -> None:
    os.chdir(cwd)
    os.environ["NO_COLOR"], os.environ["COLUMNS"] = "1", "200"
    if store:
        os.environ["BACKTEST_DATABASE_URL"] = f"sqlite:///{store}"
    for path, number, name in ((out, 1, "stdout"), (err, 2, "stderr")):
        opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(opened, number)
        os.close(opened)
        setattr(sys, name, os.fdopen(os.dup(number), "w", encoding="utf-8"))


def _command(words: tuple[str | Path, ...], spoiling: Spoiling, limits: Mapping[str, int]) -> int:
    from backtest.cli.start import main  # noqa: PLC0415 - heavy, and loaded already

    made = spoil(spoiling)
    for name, most in limits.items():
        more = _taken() if name == "RLIMIT_AS" else 0
        resource.setrlimit(getattr(resource, name), (most + more, most + more))
    sys.argv = ["backtest", *map(str, words)]
    code: object = 0
    try:
        main()
    except SystemExit as end:
        code = end.code
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
    if spoiling.count_to:
        Path(spoiling.count_to).write_text(str(made[0]), encoding="utf-8")
    return code if isinstance(code, int) else 1 if code else 0


def _taken() -> int:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    return pages * os.sysconf("SC_PAGE_SIZE")
