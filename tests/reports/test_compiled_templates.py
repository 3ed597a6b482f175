"""Compiled templates on disk: what is sound is used, whatever else lies there never is, and nothing needs them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from reports.compiled_templates import CompiledTemplates

GREETING = "{% if polite %}Dear {% endif %}{{ name }}"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the cache of a user, which is not there yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "a-share-thesis-backtester" / f"templates-{sys.implementation.cache_tag}"


def written(text: str = GREETING, settings: str = "plain") -> str:
    environment = Environment(  # noqa: S701 - no page
        loader=DictLoader({"greeting": text}), bytecode_cache=CompiledTemplates(settings)
    )
    return environment.get_template("greeting").render(polite=True, name="Ms Wu")


def compilations(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Each template that is compiled from now on."""
    seen: list[str] = []
    compile_: Callable[..., object] = Environment.compile

    def noted(self: Environment, source: str, *more: object) -> object:
        seen.append(source)
        return compile_(self, source, *more)

    monkeypatch.setattr(Environment, "compile", noted)
    return seen


def test_a_template_is_compiled_once_for_all_processes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert written() == "Dear Ms Wu"
    assert [path.suffix for path in folder.iterdir()] == [".code"]
    compiled = compilations(monkeypatch)
    assert written() == "Dear Ms Wu"
    assert compiled == []


def test_another_text_and_other_settings_are_compiled_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    written()
    compiled = compilations(monkeypatch)
    assert written("Hello {{ name }}") == "Hello Ms Wu"
    assert written("Hello {{ name }}", settings="other") == "Hello Ms Wu"
    assert compiled == ["Hello {{ name }}"] * 2


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:0],
        lambda data: data[:40],
        lambda data: data[:-1],
        lambda data: data[:-1] + bytes([data[-1] ^ 1]),
        lambda data: bytes(len(data)),
        lambda data: data[::-1],
    ],
)
def test_a_damaged_file_is_compiled_anew_and_mended(
    folder: Path, damage: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    written()
    (kept,) = folder.iterdir()
    sound = kept.read_bytes()
    kept.write_bytes(damage(sound))
    compiled = compilations(monkeypatch)
    assert written() == "Dear Ms Wu"
    assert compiled == [GREETING]
    assert kept.read_bytes() == sound


def test_code_of_one_template_is_not_taken_for_another(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written("Hello {{ name }}")
    (kept,) = folder.iterdir()
    other = kept.read_bytes()
    written()
    kept.write_bytes(other)
    compiled = compilations(monkeypatch)
    assert written() == "Dear Ms Wu"
    assert compiled == [GREETING]


def test_where_nothing_can_be_written_nothing_is_kept(folder: Path) -> None:
    folder.parent.parent.mkdir(parents=True)
    folder.parent.write_text("a file where the folder should be")
    assert written() == "Dear Ms Wu"
    assert folder.parent.is_file()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_write_bits_is_left_alone(folder: Path) -> None:
    folder.mkdir(parents=True)
    folder.chmod(0o500)
    assert written() == "Dear Ms Wu"
    assert list(folder.iterdir()) == []


def test_a_folder_in_the_place_of_a_file_is_left_alone(folder: Path) -> None:
    written()
    (kept,) = folder.iterdir()
    kept.unlink()
    kept.mkdir()
    assert written() == "Dear Ms Wu"


def test_a_user_without_a_home_has_no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME")

    def homeless() -> Path:
        raise RuntimeError("no home")

    monkeypatch.setattr(Path, "home", homeless)
    assert written() == "Dear Ms Wu"


def test_processes_at_the_same_time_do_not_disturb_each_other(folder: Path) -> None:
    script = "from tests.reports.test_compiled_templates import written; print({written() for _ in range(50)})"
    started = [
        subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)  # noqa: S603 - ours
        for _ in range(4)
    ]
    assert [process.communicate()[0] for process in started] == ["{'Dear Ms Wu'}\n"] * 4
    assert len(list(folder.iterdir())) == 1
