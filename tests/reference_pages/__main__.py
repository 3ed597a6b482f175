"""Write the reference: ``python -m tests.reference_pages [--write DIR]``; without a folder, say which pages differ."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.reference_pages.pages import COMMITTED, pages


def main() -> int:
    """Write the pages into a folder, or compare those of the repository; 1 where one differs."""
    parser = argparse.ArgumentParser(prog="python -m tests.reference_pages", description=__doc__)
    parser.add_argument("--write", type=Path, metavar="DIR", help="write the pages into this folder")
    asked = parser.parse_args()
    made = pages()
    if asked.write:
        asked.write.mkdir(parents=True, exist_ok=True)
        for name, text in made.items():
            (asked.write / name).write_text(text, encoding="utf-8")
        return 0
    differ = [name for name, text in made.items() if text != _committed(name)]
    sys.stdout.writelines(f"{name} is not what the code says; run: make reference\n" for name in differ)
    return 1 if differ else 0


def _committed(name: str) -> str:
    place = COMMITTED / name
    return place.read_text(encoding="utf-8") if place.exists() else ""


if __name__ == "__main__":
    sys.exit(main())
