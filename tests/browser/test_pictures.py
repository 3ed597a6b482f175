"""The pictures of the READMEs: from the bar to the end of the first chart, small, in a language and a theme."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

from tests.browser.pictures import LARGEST, picture

pytestmark = pytest.mark.browser


def test_a_picture_is_small_and_follows_language_and_theme(browser: Browser, pages: Path) -> None:
    light, dark = (picture(browser, pages / "long.html", "en", theme) for theme in ("light", "dark"))
    chinese = picture(browser, pages / "long.html", "zh", "light")
    assert max(map(len, (light, dark, chinese))) <= LARGEST
    assert chinese != light
    ground = [Image.open(io.BytesIO(each)).convert("L").crop((2, 300, 3, 301)).tobytes()[0] for each in (light, dark)]
    # Near white and near black, of 255.
    assert ground[0] > 240
    assert ground[1] < 40
    width, height = Image.open(io.BytesIO(light)).size
    assert width == 1200
    # The first chart alone has 340 pixels; the one below it is not in the picture.
    assert 600 < height < 1100
