"""What surrounds the process that answers: its environment, which is the same on every machine."""

from __future__ import annotations

ZONE = "CST-8"
"""Shanghai, eight hours ahead of UTC and without summer time, as POSIX writes it; needs no file of zones."""
ONE_THREAD = {f"{library}_NUM_THREADS": "1" for library in ("OPENBLAS", "OMP", "MKL", "NUMEXPR")}
ENVIRONMENT = {
    "TZ": ZONE,
    "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONIOENCODING": "utf-8",
    **ONE_THREAD,
}
