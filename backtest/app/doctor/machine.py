"""The machine itself: proxy variables, kept machine code, what its kernel can refuse to a file of one's own."""

from __future__ import annotations

import os
import re

from backtest.engine.compiled import cache_folder, wanted_version
from data_sources.errors import InputError
from data_sources.health_check import HealthCheck
from strategies.own.process.landlock import PORTS_FROM, version
from strategies.own.process.seccomp import can_filter

PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")

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


def check_compiled_code() -> HealthCheck:
    """Whether the engine's machine code is kept between runs."""
    try:
        wanted = wanted_version()
    except InputError as fault:
        return HealthCheck("compiled code", "fail", str(fault), "unset BACKTEST_COMPILE")
    if wanted == "never":
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


def check_refusals() -> HealthCheck:
    """Whether the kernel refuses files to rules of one's own that read them by code in C, unannounced by Python."""
    has = version()
    if not has:
        return HealthCheck(
            "files of rules", "warn",
            "no Landlock on this machine: a file of your own could read files through packages in C, such as pyarrow, "
            "and its audit would not see it",
            "audit on Linux 5.13 or later with landlock among the security modules (boot with lsm=landlock,...)",
        )  # fmt: skip
    if not can_filter():
        return HealthCheck(
            "files of rules", "warn",
            "system calls cannot be filtered on this machine: a file of your own could ask other processes through "
            "packages in C, such as psycopg, and its audit would not see it",
            "audit on Linux for x86_64 or aarch64 with seccomp",
        )  # fmt: skip
    ports = "files, TCP ports" if has >= PORTS_FROM else "files"
    said = f"the kernel refuses {ports} and other processes to rules, also in C (Landlock {has}, seccomp)"
    return HealthCheck("files of rules", "ok", said)
