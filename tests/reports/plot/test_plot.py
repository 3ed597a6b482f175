"""The plot of a run: a figure that shows itself, an SVG without matplotlib, Chinese only where a font can write it."""

from __future__ import annotations

import sys
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest

from backtest.app.run_result import Run, held
from data_sources.errors import UserError
from reports.plot import figure
from reports.plot.figure import PlotFigure
from reports.plot.picture import Picture
from tests.reports.made_results import tiny_result

RUN: Run = held(tiny_result())


def drawn_figure(lang: str = "en") -> PlotFigure:
    found = RUN.plot(lang=lang)  # type: ignore[arg-type]
    assert isinstance(found, PlotFigure)
    return found


def drawn_picture(monkeypatch: pytest.MonkeyPatch, lang: str = "en") -> Picture:
    monkeypatch.setitem(sys.modules, "reports.plot.figure", None)
    found = RUN.plot(lang=lang)  # type: ignore[arg-type]
    assert isinstance(found, Picture)
    return found


def test_a_figure_has_growth_of_100_above_the_falls() -> None:
    growth, falls = drawn_figure().axes
    own = growth.lines[1].get_ydata()
    # 99,990 and 106,069 of 100,000; the index at 4,080 of 4,000.
    assert [float(own[k]) for k in (0, 1, -1)] == pytest.approx([100.0, 99.99, 106.069])  # type: ignore[index, arg-type]
    assert float(growth.lines[0].get_ydata()[-1]) == pytest.approx(102.0)  # type: ignore[index, arg-type]
    # 103,990 is the highest up to then; the day after it has 104,069, above it.
    assert float(falls.lines[1].get_ydata()[1]) == pytest.approx(-0.0001)  # type: ignore[index, arg-type]
    assert growth.get_ylabel() == "100 = close of 2025-01-24"
    assert [line.get_label() for line in growth.lines] == ["CSI 300 (000300.SH)", "rate_power"]


def test_a_notebook_shows_a_figure_as_it_is() -> None:
    assert drawn_figure()._repr_png_().startswith(b"\x89PNG")


def test_chinese_stands_only_where_a_font_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figure, "chinese_font", lambda: None)
    assert drawn_figure("zh").axes[1].get_ylabel() == "Below the highest value so far"
    monkeypatch.setattr(figure, "chinese_font", lambda: "DejaVu Sans")
    assert drawn_figure("zh").axes[1].get_ylabel() == "距前期高点"


def test_without_matplotlib_it_is_an_svg_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    picture = drawn_picture(monkeypatch)
    root = ET.fromstring(picture._repr_svg_())  # noqa: S314 - written a line above
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    words = "".join(root.itertext())
    assert "rate_power" in words
    assert "100 = close of 2025-01-24" in words
    assert "收盘" not in words
    assert "收盘" in drawn_picture(monkeypatch, "zh").svg
    assert picture.save(tmp_path / "plot.svg").read_text(encoding="utf-8") == picture.svg
    assert repr(picture).startswith("<Picture: ")


def test_a_path_that_triples_is_drawn_on_a_logarithmic_axis() -> None:
    ledger = replace(RUN.ledger, cash=RUN.ledger.cash * [1, 1, 2, 3, 4, 5])
    growth, _ = replace(RUN, ledger=ledger).plot(lang="en").axes  # type: ignore[union-attr]
    assert growth.get_yscale() == "log"


def test_nothing_to_plot_and_no_such_language_are_one_line() -> None:
    ledger = replace(RUN.ledger, sessions=RUN.ledger.sessions[:1])
    with pytest.raises(UserError, match="rate_power has no session after 2025-01-24, so there is nothing to plot"):
        replace(RUN, ledger=ledger).plot()
    with pytest.raises(UserError, match="fr"):
        RUN.plot(lang="fr")  # type: ignore[arg-type]
