"""Every quick attack does no harm."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.attacks.catalogue import Attack, attacks


@pytest.mark.parametrize("attack", [each for each in attacks() if each.quick], ids=lambda each: each.name)
def test_all_survives(attack: Attack, tmp_path: Path) -> None:
    ended = attack.run(tmp_path)
    assert not ended.said
    assert ended.whole


@pytest.mark.parametrize("attack", attacks(), ids=lambda each: each.name)
def test_says_what_is_attacked_and_what_must_hold(attack: Attack) -> None:
    assert attack.title
    assert attack.claim
