"""The commit of a checkout, read from git's own files: a branch, after ``git gc``, in a worktree, without a branch."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from backtest.result.checkout import Checkout, checkout, commit_of

COMMIT = "0123456789abcdef0123456789abcdef01234567"
OTHER = "fedcba9876543210fedcba9876543210fedcba98"


def written(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


def test_a_branch_has_a_file_of_its_own(tmp_path: Path) -> None:
    written(tmp_path / ".git/HEAD", "ref: refs/heads/main\n")
    written(tmp_path / ".git/refs/heads/main", f"{COMMIT}\n")
    assert commit_of(tmp_path) == COMMIT


def test_after_gc_it_is_a_line_of_packed_refs(tmp_path: Path) -> None:
    written(tmp_path / ".git/HEAD", "ref: refs/heads/main\n")
    packed = f"# pack-refs with: peeled\n{OTHER} refs/heads/mainly\n{COMMIT} refs/heads/main\n^{OTHER}\n"
    written(tmp_path / ".git/packed-refs", packed)
    assert commit_of(tmp_path) == COMMIT


def test_a_worktree_names_its_folder_and_shares_the_branches(tmp_path: Path) -> None:
    git = tmp_path / "main/.git"
    written(git / "worktrees/side/HEAD", "ref: refs/heads/side\n")
    written(git / "worktrees/side/commondir", "../..\n")
    written(git / "packed-refs", f"{COMMIT} refs/heads/side\n")
    written(tmp_path / "side/.git", f"gitdir: {git / 'worktrees/side'}\n")
    assert commit_of(tmp_path / "side") == COMMIT


def test_a_commit_without_a_branch_and_no_repository_at_all(tmp_path: Path) -> None:
    written(tmp_path / "detached/.git/HEAD", f"{COMMIT}\n")
    assert commit_of(tmp_path / "detached") == COMMIT
    assert checkout(tmp_path / "installed") == Checkout(None, None)


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_a_changed_or_new_file_of_the_program_is_dirty_and_a_result_is_not(tmp_path: Path) -> None:
    def git(*words: str) -> None:
        me = ("-c", "user.name=nobody", "-c", "user.email=nobody@localhost")
        subprocess.run(["git", "-C", tmp_path, *me, *words], check=True, capture_output=True)  # noqa: S603, S607

    def dirty() -> bool | None:
        checkout.cache_clear()
        return checkout(tmp_path).dirty

    for package in ("backtest", "data_sources", "strategies", "reports"):
        written(tmp_path / package / "module.py", "")
    git("init", "--quiet")
    git("add", ".")
    git("commit", "--quiet", "--message", "all")
    git("gc", "--quiet")
    written(tmp_path / "results/equity.csv", "date\n")
    assert (dirty(), len(commit_of(tmp_path) or "")) == (False, 40)
    written(tmp_path / "strategies/mine.py", "")
    assert dirty() is True
