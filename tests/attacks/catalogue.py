"""The attacks that are here: every module of this folder that has a function ``attack``."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.attacks.survival import Survival

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Attack:
    """``title`` is the first line of the module's docstring, ``claim`` the rest: what must hold."""

    name: str
    title: str
    claim: str
    quick: bool
    run: Callable[[Path], Survival]


def attacks(names: tuple[str, ...] = ()) -> list[Attack]:
    """Return the attacks by name, all of them without names; ValueError for a name that is none."""
    found = [each for path in sorted(FOLDER.glob("*.py")) if (each := _attack(path))]
    if unknown := set(names) - {each.name for each in found}:
        raise ValueError(f"no attack {', '.join(sorted(unknown))}; there are {', '.join(each.name for each in found)}")
    return [each for each in found if not names or each.name in names]


def _attack(path: Path) -> Attack | None:
    if "\ndef attack(work: Path) -> Survival:" not in path.read_text(encoding="utf-8"):
        return None
    module = importlib.import_module(f"tests.attacks.{path.stem}")
    title, _, claim = (inspect.getdoc(module) or "").partition("\n")
    return Attack(
        path.stem, title.rstrip("."), " ".join(claim.split()), bool(getattr(module, "QUICK", False)), module.attack
    )
