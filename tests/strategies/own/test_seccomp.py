"""The filter of system calls, first as the kernel would follow it, then as the kernel does."""

from __future__ import annotations

import socket
import struct
import subprocess
import sys
from errno import ENOSYS, EPERM
from pathlib import Path

import pytest

from data_sources.errors import UserError
from strategies.contract.strategy import decide
from strategies.own.file_rule import load_strategy
from strategies.own.process.seccomp import ARCHITECTURES, can_filter, program
from strategies.own.process.system_calls import REFUSED
from tests.cli.command import surroundings
from tests.strategies.own.planted import planted_market

ALLOWED, REFUSED_HERE, NOT_THERE = "allowed", EPERM, ENOSYS
CLONE = {"x86_64": 56, "aarch64": 220}
READ = {"x86_64": 0, "aarch64": 63}
CLONE3 = 435
OTHER_MACHINE = 0x40000003
"""How the kernel names 32-bit x86, whose numbers are others."""
THREAD, CHILD = 0x3D0F00, 0x1200011
"""What the C library asks for when it makes a thread, and for a process."""

MEETS_THE_KERNEL = """
import os, socket, threading
from concurrent.futures import ThreadPoolExecutor
import numpy as np
from strategies.own.process.seccomp import filter_calls
filter_calls()
calls = {"fork": os.fork, "socket": lambda: socket.socket(socket.AF_UNIX), "utime": lambda: os.utime(".")}
for name, call in calls.items():
    try:
        call()
    except OSError as fault:
        print(name, fault.errno)
print(sum(ThreadPoolExecutor(2).map(abs, range(10))), float((np.ones((300, 300)) @ np.ones((300, 300)))[0, 0]))
"""


def followed(code: bytes, architecture: int, number: int, flags: int = 0) -> str | int:
    """Follow a filter as seccomp(2) and linux/filter.h say; written from them alone."""
    data = struct.pack("=iIQQ", number, architecture, 0, flags)
    lines = list(struct.iter_unpack("=HBBI", code))
    place, held = 0, 0
    while True:
        what, if_so, if_not, value = lines[place]
        place += 1
        if what == 0x06:
            return ALLOWED if value == 0x7FFF0000 else value & 0xFFFF
        if what == 0x20:
            held = struct.unpack_from("=I", data, value)[0]
            continue
        holds = {0x15: held == value, 0x35: held >= value, 0x45: bool(held & value)}[what]
        place += if_so if holds else if_not


@pytest.mark.parametrize("machine", ARCHITECTURES)
def test_every_call_of_the_table_is_refused_and_others_are_not(machine: str) -> None:
    column, architecture = ARCHITECTURES[machine]
    code = program(machine)
    refused = [number for numbers in REFUSED.values() if (number := numbers[column]) is not None]
    assert len(refused) == len(set(refused)) > 60
    assert {followed(code, architecture, number) for number in refused} == {REFUSED_HERE}
    others = set(range(500)) - {*refused, CLONE[machine], CLONE3}
    assert {followed(code, architecture, number) for number in others} == {ALLOWED}
    assert READ[machine] in others


@pytest.mark.parametrize("machine", ARCHITECTURES)
def test_threads_may_be_made_and_processes_may_not(machine: str) -> None:
    _, architecture = ARCHITECTURES[machine]
    code = program(machine)
    # The first argument stands at byte 16, behind the number, the machine and the place of the call.
    assert followed(code, architecture, CLONE[machine], THREAD) == ALLOWED
    assert followed(code, architecture, CLONE[machine], CHILD) == REFUSED_HERE
    assert followed(code, architecture, CLONE3) == NOT_THERE


def test_calls_by_another_machines_numbers_are_refused() -> None:
    code = program("x86_64")
    assert followed(code, OTHER_MACHINE, READ["x86_64"]) == REFUSED_HERE
    assert followed(code, ARCHITECTURES["x86_64"][1], 0x40000000 | READ["x86_64"]) == REFUSED_HERE


@pytest.mark.skipif(not can_filter(), reason="this machine cannot filter system calls")
def test_the_kernel_follows_it_and_honest_work_goes_on() -> None:
    ran = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", MEETS_THE_KERNEL], env=surroundings(), capture_output=True, check=False, text=True
    )
    # 0 + 1 + ... + 9 = 45, and a row of 300 ones with a column of them is 300.
    assert ran.stdout.split("\n") == ["fork 1", "socket 1", "utime 1", "45 300.0", ""], ran.stderr


@pytest.mark.skipif(not can_filter(), reason="this machine cannot filter system calls")
def test_a_rule_cannot_ask_a_server_at_a_path_through_a_package_in_c(tmp_path: Path) -> None:
    rule = tmp_path / "rule.py"
    rule.write_text(
        f"import psycopg\ndef weights(history):\n    psycopg.connect('host={tmp_path} connect_timeout=2')\n"
    )
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / ".s.PGSQL.5432"))
        server.listen()
        with pytest.raises(UserError, match="OperationalError"):
            decide(load_strategy(rule), planted_market())
        server.settimeout(0.0)
        # Whoever had called would be waiting here.
        with pytest.raises(BlockingIOError):
            server.accept()
