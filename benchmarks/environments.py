"""The peers' own environments, made on demand below ``var/bench-peers``."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "var" / "bench-peers"
REQUIREMENTS = Path(__file__).with_name("requirements-peers.txt")
INSTALL_LIMIT = 900.0


@cache
def python_of(peer: str) -> Path | str:
    """The interpreter of a peer's environment, or the sentence that says why there is none."""
    wanted = requirements()[peer]
    home = FOLDER / peer
    ready, python = home / ".ready", home / "bin" / "python"
    if ready.exists() and ready.read_text(encoding="utf-8") == "\n".join(wanted):
        return python
    sys.stderr.write(f"installing {peer} ...\n")
    try:
        subprocess.run([sys.executable, "-m", "venv", str(home)], check=True, capture_output=True)  # noqa: S603 - our own
        command = [str(python), "-m", "pip", "install", "--quiet", *wanted]
        subprocess.run(command, check=True, capture_output=True, text=True, timeout=INSTALL_LIMIT)  # noqa: S603
    except subprocess.SubprocessError as error:
        said = str(getattr(error, "stderr", "") or error).strip().splitlines()
        return f"{peer} could not be installed: {said[-1] if said else error}"
    ready.write_text("\n".join(wanted), encoding="utf-8")
    return python


@cache
def requirements() -> dict[str, tuple[str, ...]]:
    """The pinned distributions of each peer."""
    found: dict[str, list[str]] = {}
    for line in REQUIREMENTS.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            found[line.strip("[]")] = latest = []
        elif line and not line.startswith("#"):
            latest.append(line)
    return {peer: tuple(lines) for peer, lines in found.items()}
