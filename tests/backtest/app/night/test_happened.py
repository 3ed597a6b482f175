"""Falsifiers that happened, as a night tells them.

- Those that have happened by the night's data, by document, thesis and condition.
- Said once: by the first night that knows of it; on the first night of all their number alone.
- They stand in the line of the night and are no lack of it.
"""

import json
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from backtest.app.night.happened import Happened, falsifiers_by, happened_of, news_of, stamped
from backtest.app.night.notice import FILE, PAGE, tell_readers
from backtest.app.night.site_folder import site_folder
from backtest.market.panel import Panel
from data_sources.language.text import same
from data_sources.tables.signals import Signals
from reports.page import Look
from strategies.documents.document import Report
from strategies.documents.sign import Sign
from strategies.library.library import Library
from tests.backtest.app.night.test_outcome import NIGHT
from tests.strategies.rules.market import make_panel, signal
from tests.strategies.scorecard.small import CSI_300, SESSIONS, small_report

ORDERS = (
    signal("orders", "2025-03-31", "2025-05-06", 90.0),
    signal("orders", "2025-06-30", "2025-08-05", 70.0),
)
PANEL = make_panel(SESSIONS, {"600000.SH": [10.0] * len(SESSIONS)}, CSI_300, signals=ORDERS)
SAID = (
    "falsifier of 004.ai_cloud_side happened on 2025-08-05; orders was 70 in 2025-06, known 2025-08-05: "
    "Orders fall below 80"
)


def happened(library: Library, panel: Panel, day: date) -> Happened:
    """The falsifiers that have happened by a day."""
    return happened_of(falsifiers_by(library, panel, day))


def document() -> Report:
    """Report 004 with two falsifiers in figures, and signs that are no such falsifier."""
    source = small_report(("600000.SH",))
    signs = (
        Sign(same("Orders fall below 95."), "orders < 95"),
        Sign(same("Orders fall below 80."), "orders < 80"),
        Sign(same("Else")),
    )
    thesis = replace(source.theses[0], falsifiers=signs, confirms=(Sign(same("There are orders"), "orders > 0"),))
    return replace(source, theses=(thesis,))


LIBRARY = Library((document(),), Signals.of())


def test_what_has_happened_is_news_once() -> None:
    spring, autumn = (happened(LIBRARY, PANEL, date(2025, *day)) for day in ((6, 30), (9, 30)))
    assert stamped(spring) == {"004.ai_cloud_side: orders < 95": "2025-05-06"}
    assert news_of(autumn, {"falsifiers": stamped(spring)}) == (SAID,)
    assert news_of(autumn, {"falsifiers": stamped(autumn)}) == ()


def test_a_series_of_the_users_own_is_read() -> None:
    library = replace(LIBRARY, signals=Signals.of(ORDERS))
    panel = make_panel(SESSIONS, {"600000.SH": [10.0] * len(SESSIONS)}, CSI_300)
    assert happened(LIBRARY, panel, date(2025, 9, 30)) == {}
    assert stamped(happened(library, panel, date(2025, 6, 30))) == {"004.ai_cloud_side: orders < 95": "2025-05-06"}


def test_the_first_night_says_how_many_there_are() -> None:
    spring, autumn = (happened(LIBRARY, PANEL, date(2025, *day)) for day in ((6, 30), (9, 30)))
    assert news_of(spring, {}) == ("1 falsifier has happened by now (backtest list theses)",)
    assert news_of(autumn, {"notes": []}) == ("2 falsifiers have happened by now (backtest list theses)",)
    assert news_of({}, {}) == ()


def test_the_page_of_a_night_looks_as_the_pages_beside_it(tmp_path: Path) -> None:
    failed = replace(NIGHT, outcome="failed", error="the disk is full")
    at = datetime.fromisoformat("2025-10-01 18:30")
    tell_readers(site_folder(tmp_path / "site"), failed, at, tmp_path, Look("zh", "green"))
    page = (tmp_path / PAGE).read_text()
    assert all(
        said in page for said in ('lang="zh-Hans"', 'data-lang="zh"', 'data-colours="green"', "the disk is full")
    )


def test_they_stand_in_the_line_and_are_no_lack_of_the_night(tmp_path: Path) -> None:
    night = replace(NIGHT, happened=(SAID,))
    assert f"2 TOO EARLY, {SAID}, 7 diary rows" in night.summary
    assert night.document()["happened"] == (SAID,)
    tell_readers(site_folder(tmp_path / "site"), night, None, folder=tmp_path)
    assert json.loads((tmp_path / FILE).read_text())["outcome"] == "done"
    assert json.loads((tmp_path / FILE).read_text())["happened"] == [SAID]
    assert f"F{SAID[1:]}." in (tmp_path / PAGE).read_text()
