"""The machine itself: proxy variables, the version of akshare, kept machine code."""

from __future__ import annotations

import os
import re
from importlib import metadata

from backtest.app.doctor.health_check import HealthCheck
from backtest.engine.compiled import cache_folder

PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
DISTRIBUTION = "a-share-thesis-backtester"

# User and password in front of a proxy's host.
_CREDENTIALS = re.compile(r"(?<=//)[^@/]*@|^[^@/]*@")


def check_proxy() -> HealthCheck:
    """Whether calls to vendors take a way of their own; the vendors are in China and many proxies are not."""
    found = {name: value for each in PROXIES for name in (each, each.lower()) if (value := os.environ.get(name))}
    if not found:
        return HealthCheck("proxy", "ok", "no proxy variable is set")
    shown = ", ".join(f"{name}={_CREDENTIALS.sub('***@', value)}" for name, value in found.items())
    return HealthCheck(
        "proxy", "warn", f"{shown}: every vendor is asked through it",
        f"if vendors fail below: unset {' '.join(found)}, or name their hosts in NO_PROXY",
    )  # fmt: skip


def check_akshare() -> HealthCheck:
    """Whether the installed akshare is the one whose columns the adapters were written for."""
    try:
        installed = metadata.version("akshare")
    except metadata.PackageNotFoundError:
        return HealthCheck("akshare", "fail", "akshare is not installed", "install this program's dependencies again")
    pinned = _pinned()
    if pinned is None:
        return HealthCheck("akshare", "warn", f"{installed}; this program is not installed, so no version is pinned")
    if installed != pinned:
        return HealthCheck(
            "akshare", "warn", f"{installed} is installed, the adapters were written for {pinned}",
            f"pip install akshare=={pinned}",
        )  # fmt: skip
    return HealthCheck("akshare", "ok", f"{installed}, as pinned")


def _pinned() -> str | None:
    try:
        wanted = metadata.requires(DISTRIBUTION) or []
    except metadata.PackageNotFoundError:
        return None
    found = (re.fullmatch(r"akshare\s*==\s*([\w.]+).*", each) for each in wanted)
    return next((match[1] for match in found if match), None)


def check_compiled_code() -> HealthCheck:
    """Whether the engine's machine code is kept between runs."""
    if os.environ.get("BACKTEST_COMPILE") == "never":
        return HealthCheck(
            "compiled code", "warn", "BACKTEST_COMPILE=never keeps everything plain Python, large runs take long",
            "unset BACKTEST_COMPILE",
        )  # fmt: skip
    folder = cache_folder()
    kept = len(list(folder.rglob("*.nbi")))
    if kept:
        return HealthCheck("compiled code", "ok", f"{kept} functions are kept in {folder}")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        writable = os.access(folder, os.W_OK)
    except OSError:
        writable = False
    if not writable:
        return HealthCheck(
            "compiled code", "warn", f"{folder} cannot be written, so large runs compile each time",
            "set XDG_CACHE_HOME to a folder that can be written",
        )  # fmt: skip
    return HealthCheck("compiled code", "ok", "none is kept yet; the first large run makes it, once, in a minute or so")
