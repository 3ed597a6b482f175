"""Run attacks and say what survived: ``python -m tests.attacks [NAME ...] [--write FILE]``."""

from __future__ import annotations

import argparse
import sys
import tempfile
import traceback
from pathlib import Path

from tests.attacks.catalogue import Attack, attacks
from tests.attacks.page import page, table
from tests.attacks.survival import Survival


def main() -> int:
    """Run the attacks that were asked for; 1 when one did not survive whole."""
    parser = argparse.ArgumentParser(prog="python -m tests.attacks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="modules of this folder; all without a name")
    parser.add_argument("--quick", action="store_true", help="only those that take a few seconds")
    parser.add_argument("--list", action="store_true", help="name them, run none")
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the page there")
    asked = parser.parse_args()
    try:
        chosen = [each for each in attacks(tuple(asked.names)) if each.quick or not asked.quick]
    except ValueError as fault:
        parser.error(str(fault))
    if asked.list:
        sys.stdout.writelines(f"{each.name}: {each.title}\n" for each in chosen)
        return 0
    ended = [(each, _carried_out(each)) for each in chosen]
    sys.stdout.write(f"\n{table(ended)}\n")
    if asked.write:
        asked.write.write_text(page(ended), encoding="utf-8")
    return 0 if all(survival.whole for _, survival in ended) else 1


def _carried_out(attack: Attack) -> Survival:
    with tempfile.TemporaryDirectory(prefix=f"attack-{attack.name}-") as folder:
        try:
            ended = attack.run(Path(folder))
        except Exception as fault:  # noqa: BLE001 - the other attacks are still to be run
            traceback.print_exc()
            ended = Survival(1, 0, (f"the attack itself broke: {fault!r}",))
    sys.stderr.write(f"{attack.name}: {ended.survived} of {ended.tried} survived\n")
    sys.stderr.writelines(f"  {sentence}\n" for sentence in ended.said)
    return ended


if __name__ == "__main__":
    sys.exit(main())
