"""The lock installs on every Python and machine that its packages have files for, not only where it was made."""

import re
from pathlib import Path

LOCK = Path(__file__).parents[2] / "requirements.lock"

# Their authors published the source alone, one file that every Python builds for itself.
ONE_FILE = {"jsonpath", "peewee"}


def test_every_package_has_the_hashes_of_more_than_one_file() -> None:
    """One hash is the wheel of one Python: with that of 3.11 alone the first command failed on 3.12 and 3.13."""
    packages = re.split(r"(?m)^(?=\w)", LOCK.read_text(encoding="utf-8"))
    hashes = {each.split("==")[0]: each.count("--hash=sha256:") for each in packages if each}

    assert len(hashes) > 100
    assert {name for name, count in hashes.items() if count < 2} == ONE_FILE


def test_no_package_is_named_by_an_address() -> None:
    assert "://" not in LOCK.read_text(encoding="utf-8")
