"""``backtest nightly``: a reader sees one whole site or another, and last night's when tonight fails."""

from __future__ import annotations

import errno
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from backtest.app.night import diary, news, pages, publication
from backtest.app.night import runs as nightly_runs
from backtest.app.night import work as nightly_work
from backtest.app.night.refresh import Refreshed, RefreshOrder
from backtest.app.run import load_market
from backtest.app.site.card import add_card
from backtest.app.site.content import SiteContent
from data_sources.calendar import clock
from data_sources.errors import UserError
from data_sources.importing import import_facts
from data_sources.language.text import same
from data_sources.sample_market import sample_facts
from data_sources.store import opened_store
from data_sources.tables.facts import IndexSeries
from reports.site.tabs import NIGHTS
from strategies.contract.strategy import Decisions, History, Settings, Strategy
from strategies.library.library import shipped_library
from strategies.registry import STRATEGIES
from strategies.standing.sign_state import SignState
from tests.cli.command import Ran, backtest
from tests.cli.links import dead_links
from tests.made_documents import BASKET, document, made_folder

Night = Callable[..., Ran]


@pytest.fixture(autouse=True)
def one_strategy(monkeypatch: pytest.MonkeyPatch) -> None:
    """A night of one strategy, on Wednesday: each more costs a second, so only who looks at two asks for them."""
    monkeypatch.setattr(nightly_runs, "STRATEGIES", {"edge_ai": STRATEGIES["edge_ai"]})
    at(monkeypatch, "2026-07-01 10:00")


@pytest.fixture
def two_strategies(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nightly_runs, "STRATEGIES", {name: STRATEGIES[name] for name in ("storage_cycle", "edge_ai")})


def at(monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    """Let the clock say a moment, UTC; the sample market's last session is Tuesday 2026-06-30."""
    now = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    monkeypatch.setattr(clock, "SYSTEM", replace(clock.SYSTEM, now=lambda: now))


def made_store(store: Path, moment: str, end: date = date(2026, 6, 30), start: date = date(2024, 1, 2)) -> Path:
    """A store of the sample market between two days, made at a moment, UTC."""
    with pytest.MonkeyPatch.context() as patch, opened_store(store, create=True) as engine:
        at(patch, moment)
        assert import_facts(sample_facts(start, end), engine).outcome == "done"
    return store


@pytest.fixture(scope="module")
def sample_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample market up to Tuesday 2026-06-30, stored at 17:00 in Shanghai of that day."""
    return made_store(tmp_path_factory.mktemp("store") / "market.db", "2026-06-30 09:00")


@pytest.fixture(scope="module")
def monday_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same a day earlier."""
    return made_store(tmp_path_factory.mktemp("store") / "monday.db", "2026-06-29 09:00", date(2026, 6, 29))


@pytest.fixture
def night(sample_store: Path, tmp_path: Path) -> Night:
    """One night on the sample market as it is, into ``site``."""

    def run(*words: str | Path, site: Path = tmp_path / "site") -> Ran:
        return backtest("nightly", "--out", site, *words, store=sample_store)

    return run


def files(site: Path) -> dict[str, bytes]:
    """Every file of a site by its path, but the tab of the nights, which grows by a line with each of them."""
    found = (path for path in sorted(site.rglob("*")) if path.is_file())
    return {str(path.relative_to(site)): path.read_bytes() for path in found if path.name != NIGHTS}


def refreshed(monkeypatch: pytest.MonkeyPatch, outcome: str, sentence: str) -> None:
    """Let the refresh end so, without a vendor."""
    monkeypatch.setattr(nightly_work, "refresh_store", lambda *_: Refreshed(outcome, sentence, {"outcome": outcome}))


def refuse(reason: str) -> None:
    raise UserError(reason)


def test_earnings_are_asked_for_only_where_they_are_wanted(night: Night, monkeypatch: pytest.MonkeyPatch) -> None:
    orders: list[tuple[bool, tuple[str, ...], tuple[str, ...]]] = []

    def refresh_store(_db: object, order: RefreshOrder, _hear: object) -> Refreshed:
        orders.append((order.earnings, order.sources, order.accept))
        return Refreshed("failed", "no vendor answers", {"outcome": "failed"})

    monkeypatch.setattr(nightly_work, "refresh_store", refresh_store)
    # Without a site yet the pages are made from the store as it is; with one they stay.
    assert night().code == 3
    assert night("--earnings", "--source", "akshare", "--accept", "row_floor").code == 1
    assert orders == [(False, (), ()), (True, ("akshare",), ("row_floor",))]


def failing(_history: History, _settings: Settings) -> Decisions:
    raise UserError("no value of the signal it needs")


def test_a_basket_of_the_users_own_has_its_page_beside_the_families(
    sample_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nightly_runs, "STRATEGIES", {})
    folder = made_folder(tmp_path / "private" / "mine")
    (folder / "006.toml").write_text(document() + BASKET, encoding="utf-8")
    words = ("nightly", "--no-refresh", "--reports", folder, "--out", tmp_path / "site", "--json")
    ran = backtest(*words, store=sample_store)
    assert ran.code == 0, ran.err
    night = ran.document
    assert (night["strategies"], night["missing"]) == (["006"], {})
    assert night["audited"]["006"].startswith("no look-ahead")
    run = tmp_path / "site" / "006"
    assert "Towns that were built in a hurry" in (run / "report.html").read_text(encoding="utf-8")
    # Readers see the name of the folder and not where it lies.
    manifest = (run / "manifest.json").read_text(encoding="utf-8")
    assert json.loads(manifest)["reports"]["path"] == "mine"
    assert "private" not in manifest


def test_a_falsifier_is_told_by_the_night_on_which_it_happens_and_by_no_other(
    monday_store: Path, sample_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fell = SignState(
        "906", "demand", "falsifier", same("Orders fall"), "yoy(orders) < 0", "ours", "happened", date(2026, 6, 30)
    )
    by_day = {date(2026, 6, 29): (), date(2026, 6, 30): (fell,)}
    monkeypatch.setattr(news, "falsifiers_by", lambda _reports, _panel, day: by_day[day])
    said = "falsifier of 906.demand happened on 2026-06-30: Orders fall"
    words = ("nightly", "--no-refresh", "--out", tmp_path / "site")
    at(monkeypatch, "2026-06-29 10:00")
    assert said not in backtest(*words, store=monday_store).out
    at(monkeypatch, "2026-06-30 10:00")
    ran = backtest(*words, store=sample_store)
    assert (ran.code, said in ran.out) == (0, True)
    assert said not in backtest(*words, store=sample_store).out


def test_the_front_page_leads_to_the_scorecard_of_the_night_and_back(night: Night, tmp_path: Path) -> None:
    assert night("--no-refresh").code == 0
    site = tmp_path / "site"
    assert '<a href="scorecard/index.html"><span lang=en>Calls</span>' in (site / "index.html").read_text()
    page = (site / "scorecard" / "index.html").read_text()
    assert '<a href="../index.html"' in page
    assert dead_links(site) == []
    assert "<title>SIMULATED: Scorecard, 2026-06-30</title>" in page
    links = set(re.findall('href="([^"#:]+)"', page))
    assert {"calls.csv", "reports.csv", "scorecard.json"} < links
    assert all((site / "scorecard" / link).is_file() for link in links)
    # A night without news makes the site again when its scorecard is gone.
    (site / "scorecard" / "index.html").unlink()
    assert " done, " in night("--no-refresh").out
    assert (site / "scorecard" / "index.html").is_file()


def test_a_night_without_a_scorecard_is_partly_done_and_says_why(
    night: Night, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "add_card", lambda *_: refuse("006 names 000999.XX, which is no index"))
    ran = night("--no-refresh")
    assert (ran.code, "partly" in ran.out) == (3, True)
    assert "without a page: scorecard (006 names 000999.XX, which is no index)" in ran.out
    index = (tmp_path / "site" / "index.html").read_text()
    assert "<strong>scorecard</strong>: 006 names 000999.XX, which is no index" in index
    assert "scorecard/index.html" not in index


def test_before_the_first_report_the_site_has_no_scorecard(sample_store: Path, tmp_path: Path) -> None:
    panel = load_market(sample_store)
    made_at = datetime(2025, 1, 1, tzinfo=UTC)
    content = SiteContent(panel, shipped_library(), sample_store, date(2024, 12, 31), made_at, (), None)
    assert add_card(tmp_path, content) == ""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("two_strategies")
def test_night_makes_pages_index_diary_and_one_line(night: Night, tmp_path: Path) -> None:
    ran = night("--no-refresh")
    assert ran.code == 0
    (line,) = ran.out.splitlines()
    assert line.startswith("night of 2026-07-01: done, 2 strategies on data of 2026-06-30 (s1-")
    site = tmp_path / "site"
    index = (site / "index.html").read_text()
    assert '<strong class="day">2026-06-30</strong>' in index
    assert "s1-" in index
    assert 'href="storage_cycle/report.html"' in index
    assert (site / "storage_cycle" / "fills.csv").exists()
    assert json.loads((site / "night.json").read_text())["outcome"] == "done"
    rows = [row.split(",") for row in (site / "diary.csv").read_text().splitlines()]
    assert rows[0] == [
        "date",
        "strategy",
        "decided_on",
        "symbol",
        "weight",
        "snapshot",
        "written_at",
        "late",
        "row",
        "hash",
    ]
    # The next session, of 2026-07-01, had begun.
    assert {tuple(row[6:8]) for row in rows[1:]} == {("2026-07-01T10:00:00Z", "yes")}
    assert " diary rows, late: the next session had begun; " in line
    assert (tmp_path / "site.diary.csv").read_bytes() == (site / "diary.csv").read_bytes()
    assert {(row[0], row[1]) for row in rows[1:]} == {("2026-06-30", "storage_cycle"), ("2026-06-30", "edge_ai")}
    manifest = json.loads((site / "edge_ai" / "manifest.json").read_text())
    assert manifest["command"] == "backtest run edge_ai --deep"
    page = (site / "edge_ai" / "report.html").read_text()
    assert "<span lang=en>One of several:</span>" in page
    assert "2 strategies ran together" in page
    assert "matched random lists" in page
    assert "2 strategies ran together" in index


def test_twice_the_same_night_changes_nothing(night: Night, tmp_path: Path) -> None:
    assert night("--no-refresh").code == 0
    site = tmp_path / "site"
    before, build = files(site), site.resolve()
    ran = night("--no-refresh", "--json")
    assert (ran.code, ran.document["outcome"], ran.document["diary_rows"]) == (0, "unchanged", 0)
    assert files(site) == before
    assert site.resolve() == build


@pytest.mark.usefixtures("two_strategies")
def test_what_the_diary_made_stands_on_its_page_and_on_the_index(night: Night, tmp_path: Path) -> None:
    # As if it had begun three weeks earlier with one name, and the strategy without a row had not.
    symbol = "688981.SH"
    cells = ("2026-06-09", "storage_cycle", "2026-05-29", symbol, "0.5", "s1-earlier", "2026-06-09T10:00:00Z")
    filled = ("2026-06-10", "storage_cycle", "2026-05-29", symbol, "0.9", "s1-earlier", "2026-06-19T10:00:00Z")
    rows = diary.chained([(*cells, "no", "1/1"), (*filled, "yes", "1/1")], diary.START)
    (tmp_path / "site.diary.csv").write_text(diary.Diary(tuple(rows)).text())
    assert night("--no-refresh").code == 0
    site = tmp_path / "site"
    page, other = ((site / name / "report.html").read_text() for name in ("storage_cycle", "edge_ai"))
    assert "Paper diary since 2026-06-09: " in page
    assert (
        " sessions to 2026-06-30; its weights were written down on their days; 1 day more was filled in after the next "
        "session had begun, which proves nothing, and so not traded."
    ) in page
    assert "aper diary since" not in other
    assert (site / "index.html").read_text().count("paper diary since 2026-06-09: ") == 1


def test_another_place_gets_the_same_bytes(night: Night, tmp_path: Path) -> None:
    assert night("--no-refresh").code == 0
    assert night("--no-refresh", site=tmp_path / "other").code == 0
    assert files(tmp_path / "site") == files(tmp_path / "other")


def test_failed_refresh_leaves_the_pages_and_says_so(
    night: Night, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert night("--no-refresh").code == 0
    site = tmp_path / "site"
    before = files(site)
    refreshed(monkeypatch, "failed", "The refresh was failed: every vendor refuses this address.")
    ran = night()
    assert ran.code == 1
    assert "every vendor refuses this address" in ran.error
    assert "the site of 2026-06-30 stays" in ran.error
    after = files(site)
    assert {name for name in after if after[name] != before.get(name)} == {"night.html", "night.json"}
    told = (site / "night.html").read_text()
    assert "Last night failed" in told
    assert "It failed at 2026-07-01 18:00 (Shanghai)" in told
    # The next good night takes the notice away again.
    assert night("--no-refresh").code == 0
    assert files(site) == before


def test_night_that_dies_while_it_builds_is_never_seen(
    night: Night, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert night("--no-refresh").code == 0
    site = tmp_path / "site"
    before = files(site)
    seen: list[bool] = []

    def dies(*_: object) -> tuple[str, int]:
        seen.append(files(site) == before)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(nightly_work, "fingerprint", lambda *_: "another")
    monkeypatch.setattr(publication, "add_night", dies)
    ran = night("--no-refresh")
    assert (ran.code, seen) == (1, [True])
    assert "No space left on device (" in ran.error
    assert files(site)["index.html"] == before["index.html"]
    assert [path.name for path in (tmp_path / ".site.builds").glob("*.part")] == []


def test_partly_refreshed_night_is_published_with_what_is_missing(
    night: Night, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refreshed(monkeypatch, "partly", "The refresh was partly done: missing: bars 600000.SH.")
    ran = night("--json")
    assert (ran.code, ran.document["outcome"]) == (3, "partly")
    assert "missing: bars 600000.SH." in (tmp_path / "site" / "index.html").read_text()
    before = files(tmp_path / "site")
    assert night().code == 3
    assert files(tmp_path / "site") == before


def test_strategy_that_fails_or_looks_ahead_has_no_page_and_the_others_have(
    night: Night, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = Strategy("broken", same("Broken"), failing)
    mine: Mapping[str, Strategy] = {"broken": broken, "storage_cycle": STRATEGIES["storage_cycle"]}
    monkeypatch.setattr(nightly_runs, "STRATEGIES", mine)
    ran = night("--no-refresh", "--json")
    assert (ran.code, ran.document["outcome"]) == (3, "partly")
    assert ran.document["missing"] == {"broken": "no value of the signal it needs"}
    index = (tmp_path / "site" / "index.html").read_text()
    assert "<strong>broken</strong>: no value of the signal it needs" in index
    assert not (tmp_path / "site" / "broken").exists()


def test_day_without_a_session_is_skipped_once_the_site_has_the_last_one(
    night: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Tuesday 2026-06-30 in the evening: the session is over. Then its Saturday, as if nothing had traded since.
    assert night("--no-refresh").code == 0
    monkeypatch.setattr(nightly_work, "session_due", lambda _: datetime(2026, 6, 30, tzinfo=UTC).date())
    at(monkeypatch, "2026-07-04 10:00")
    refreshed(monkeypatch, "failed", "nobody may be asked")
    ran = night("--json")
    assert (ran.code, ran.document["outcome"]) == (0, "skipped")
    # On Monday there is a session again.
    at(monkeypatch, "2026-07-06 10:00")
    assert night("--json").document["outcome"] == "failed"


def test_saturday_after_a_failed_friday_makes_up_for_it(night: Night, monkeypatch: pytest.MonkeyPatch) -> None:
    assert night("--no-refresh").code == 0
    # The site has 2026-06-30; by Saturday 2026-07-04 three more sessions are over.
    at(monkeypatch, "2026-07-04 10:00")
    assert night("--no-refresh", "--json").document["outcome"] == "unchanged"


def test_next_day_adds_to_the_diary_and_a_run_ends_where_its_bars_end(
    monday_store: Path, tmp_path: Path, night: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    # In the evenings of both days: neither is late.
    at(monkeypatch, "2026-06-29 10:00")
    assert backtest("nightly", "--no-refresh", "--out", site, store=monday_store).code == 0
    first = (site / "diary.csv").read_text()
    manifest = json.loads((site / "edge_ai" / "manifest.json").read_text())
    assert (manifest["options"]["end"], manifest["command"]) == (None, "backtest run edge_ai --deep")
    equity = (site / "edge_ai" / "equity.csv").read_text().splitlines()
    assert equity[-1].startswith("2026-06-29,")
    at(monkeypatch, "2026-06-30 10:00")
    assert night("--no-refresh").code == 0
    second = (site / "diary.csv").read_text()
    assert second.startswith(first)
    assert {row.split(",")[0] for row in first.splitlines()[1:]} == {"2026-06-29"}
    added = [row.split(",") for row in second[len(first) :].splitlines()]
    assert {(row[0], row[7]) for row in added} == {("2026-06-30", "no")}
    # Since yesterday's close there is one session.
    assert "Paper diary since 2026-06-29: " in (site / "edge_ai" / "report.html").read_text()
    assert backtest("diary", "verify", "--out", site).code == 0


def test_index_that_lacks_the_last_session_ends_the_pages_a_day_earlier_until_it_is_there(
    monday_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, words = tmp_path / "site", ("nightly", "--no-refresh", "--out", tmp_path / "site")
    at(monkeypatch, "2026-06-29 10:00")
    assert backtest(*words, store=monday_store).code == 0
    before = (site / "diary.csv").read_text()
    at(monkeypatch, "2026-06-30 10:00")
    # Bars of Tuesday, whose index file was missing: its level is that of Monday still.
    facts = sample_facts(date(2024, 1, 2), date(2026, 6, 30))
    shorter = {name: IndexSeries(name, each.date[:-1], each.close[:-1]) for name, each in facts.index.items()}
    with opened_store(tmp_path / "short.db", create=True) as engine:
        assert import_facts(replace(facts, index=shorter), engine).outcome == "done"
    ran = backtest(*words, store=tmp_path / "short.db")
    note = "000300.SH has no level after 2026-06-29, where the pages end; the bars go on."
    assert (ran.code, note in ran.out) == (3, True)
    assert note in (site / "index.html").read_text()
    assert {path.parent.name for path in site.glob("*/report.html")} == {"edge_ai"}
    manifest = json.loads((site / "edge_ai" / "manifest.json").read_text())
    assert manifest["command"] == "backtest run edge_ai --deep --to 2026-06-29"
    assert (site / "edge_ai" / "equity.csv").read_text().splitlines()[-1].startswith("2026-06-29,")
    assert (site / "diary.csv").read_text() == before
    with opened_store(tmp_path / "short.db", create=True) as engine:
        assert import_facts(facts, engine).outcome == "done"
    assert backtest(*words, store=tmp_path / "short.db").code == 0
    added = (site / "diary.csv").read_text().removeprefix(before).splitlines()
    assert {row.split(",")[0] for row in added} == {"2026-06-30"}


def test_total_return_that_lacks_the_last_session_is_named_and_the_runs_say_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, "2026-06-30 10:00")
    facts = sample_facts(date(2024, 1, 2), date(2026, 6, 30))
    total = facts.index["H00300.CSI"]
    shorter = {**facts.index, total.symbol: IndexSeries(total.symbol, total.date[:-1], total.close[:-1])}
    with opened_store(tmp_path / "short.db", create=True) as engine:
        assert import_facts(replace(facts, index=shorter), engine).outcome == "done"
    ran = backtest("nightly", "--no-refresh", "--json", "--out", tmp_path / "site", store=tmp_path / "short.db")
    note = "H00300.CSI has no level after 2026-06-29, so the runs are judged against 000300.SH, without its dividends."
    assert (ran.code, ran.document["notes"], note in ran.document["summary"]) == (3, [note], True)
    assert json.loads((tmp_path / "site/edge_ai/metrics.json").read_text())["benchmark"] == "000300.SH"


def test_older_store_is_refused_unless_told_so_and_never_adds_to_the_diary(
    monday_store: Path, tmp_path: Path, night: Night
) -> None:
    assert night("--no-refresh").code == 0
    site, written = tmp_path / "site", (tmp_path / "site.diary.csv").read_bytes()
    before = (site / "index.html").read_bytes()
    words = ("nightly", "--no-refresh", "--out", site)
    ran = backtest(*words, store=monday_store)
    assert ran.code == 1
    assert "data end on 2026-06-29, before the last day of the paper diary, 2026-06-30" in ran.error
    assert (site / "index.html").read_bytes() == before
    told = backtest(*words, "--older-store", "--json", store=monday_store)
    assert (told.code, told.document["outcome"], told.document["diary_rows"]) == (3, "partly", 0)
    assert "before the last day of the paper diary, 2026-06-30." in (site / "index.html").read_text()
    assert (tmp_path / "site.diary.csv").read_bytes() == (site / "diary.csv").read_bytes() == written
    # Back on the store of the site as it was.
    assert night("--no-refresh").code == 0


def test_store_whose_snapshot_is_older_is_refused_and_one_made_anew_is_not(tmp_path: Path, night: Night) -> None:
    assert night("--no-refresh").code == 0
    # Both lack the first session; one was made an hour before the store of the site, the other a day later.
    for moment, code in (("2026-06-30 08:00", 1), ("2026-07-01 09:00", 0)):
        other = made_store(tmp_path / f"{code}.db", moment, start=date(2024, 1, 3))
        ran = backtest("nightly", "--no-refresh", "--out", tmp_path / "site", store=other)
        assert ran.code == code
        assert ("the store's snapshot was made at 2026-06-30 08:00 UTC, before the" in ran.err) == (code == 1)


def real_store(store: Path) -> Path:
    """A store with the rows of the sample market, said to be real."""
    facts = replace(sample_facts(date(2024, 1, 2), date(2026, 6, 30)), simulated=False)
    with pytest.MonkeyPatch.context() as patch, opened_store(store, create=True) as engine:
        at(patch, "2026-06-30 09:00")
        assert import_facts(facts, engine).outcome == "done"
    return store


@pytest.mark.parametrize("stamped", [True, False])
def test_simulated_and_real_prices_never_share_a_site(
    sample_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stamped: bool
) -> None:
    stores = {"a SIMULATED market": sample_store, "real prices": real_store(tmp_path / "real.db")}
    at(monkeypatch, "2026-07-01 08:00")  # before the session of 07-01 is due
    for number, (first, second) in enumerate((tuple(stores), tuple(stores)[::-1])):
        words = ("nightly", "--no-refresh", "--older-store", "--out", site := tmp_path / f"site{number}")
        assert backtest(*words, store=stores[first]).code in (0, 3)
        stamp = json.loads((site / "site.json").read_text())
        assert stamp.pop("simulated") is (first != "real prices")
        if not stamped:
            (site / "site.json").write_text(json.dumps(stamp))
        before = (site / "index.html").read_bytes(), (tmp_path / f"site{number}.diary.csv").read_bytes()
        ran = backtest(*words, store=stores[second])
        assert ran.code == 1
        assert f"the store holds {second}, and the site {site} with its paper diary was made from {first}" in ran.error
        assert ((site / "index.html").read_bytes(), (tmp_path / f"site{number}.diary.csv").read_bytes()) == before
        # Without the link the diary still is of the other kind.
        site.unlink()
        assert backtest(*words, store=stores[second]).code == 1


def test_session_that_is_not_over_has_no_row_until_it_is(
    night: Night, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, "2026-06-30 06:00")
    ran = night("--no-refresh", "--json")
    assert (ran.code, ran.document["diary_rows"]) == (3, 0)
    assert "The session of 2026-06-30 is not over by this machine" in ran.document["summary"]
    assert not (tmp_path / "site.diary.csv").exists()
    at(monkeypatch, "2026-06-30 10:00")
    ran = night("--no-refresh", "--json")
    assert (ran.code, ran.document["diary_late"]) == (0, False)
    assert ran.document["diary_rows"] > 0


def test_lost_link_loses_nothing_and_a_lost_diary_is_refused_until_it_is_put_back(night: Night, tmp_path: Path) -> None:
    site, place = tmp_path / "site", tmp_path / "site.diary.csv"
    assert night("--no-refresh").code == 0
    written = place.read_bytes()
    site.unlink()
    assert night("--no-refresh").code == 0
    assert (site / "diary.csv").read_bytes() == place.read_bytes() == written
    place.unlink()
    for _ in range(2):
        ran = night("--no-refresh")
        assert ran.code == 1
        assert f"the paper diary {place} is gone and the builds know " in ran.error
        assert f"backtest diary restore --out {site}" in ran.error
    restored = backtest("diary", "restore", "--out", site)
    assert restored.code == 0
    assert place.read_bytes() == written
    assert night("--no-refresh").code == 0


def test_first_night_that_brings_nothing_makes_no_site(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    ran = backtest("nightly", "--source", empty, "--db", tmp_path / "new.db", "--out", tmp_path / "site")
    assert ran.code == 1
    assert ran.error.startswith("night of 2026-07-01: failed: ")
    assert ran.error.endswith("there is no site yet")
    assert not (tmp_path / "site").exists()


def test_folder_of_another_owner_is_left_alone(night: Night, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "letter.txt").write_text("dear")
    ran = night("--no-refresh", site=mine)
    assert ran.code == 1
    assert "holds files that no night has made" in ran.error
    assert [path.name for path in mine.iterdir()] == ["letter.txt"]


def test_the_line_of_the_night_carries_the_age_of_the_data(night: Night, monkeypatch: pytest.MonkeyPatch) -> None:
    # Bars end on Tuesday 2026-06-30. On Thursday evening Wednesday's session and Thursday's are over.
    at(monkeypatch, "2026-07-02 10:00")
    refreshed(monkeypatch, "partly", "The refresh was partly done: missing: bars: 2 symbols end on 2026-06-30.")
    ran = night()
    assert ran.code == 3
    assert ", 2 sessions old, " in ran.out
    assert "bars: 2 symbols end on 2026-06-30" in ran.out


@pytest.mark.usefixtures("two_strategies")
def test_write_that_fails_fails_the_night_and_the_next_one_makes_all_pages(
    night: Night, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert night("--no-refresh").code == 0
    site = tmp_path / "site"
    before = files(site)
    monkeypatch.setattr(nightly_work, "fingerprint", lambda *_: "another")
    real = Path.write_bytes

    def full(self: Path, data: bytes) -> int:
        # The second strategy's page does not fit any more.
        if "edge_ai" in str(self) and b"<html" in data[:1000]:
            raise OSError(errno.ENOSPC, "No space left on device", str(self))
        return real(self, data)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", full)
        ran = night("--no-refresh")
    assert ran.code == 1
    assert "report.html: No space left on device (" in ran.error
    assert " MB needed, " in ran.error
    assert "; the site takes " in ran.error
    assert ran.error.endswith("; the site of 2026-06-30 stays")
    after = files(site)
    assert {name for name in after if after[name] != before.get(name)} == {"night.html", "night.json"}
    told = (site / "night.html").read_text() + (site / "night.json").read_text()
    assert "No space left on device" in told
    assert str(tmp_path) not in told
    again = night("--no-refresh", "--json")
    assert (again.code, again.document["outcome"]) == (0, "done")
    assert {path.parent.name for path in site.glob("*/report.html")} == {"storage_cycle", "edge_ai"}


def test_a_library_that_gets_no_memory_while_the_pages_are_made_is_no_disk_that_fails(
    night: Night, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unloaded(*_: object, **__: object) -> None:
        unmapped = OSError("libllvmlite.so: failed to map segment from shared object")
        raise OSError("Could not find/load shared object file 'libllvmlite.so'") from unmapped

    monkeypatch.setattr(publication, "write_tabs", unloaded)
    ran = night("--no-refresh")
    assert ran.code == 1
    assert "failed: there is not enough memory to make the pages of a night" in ran.error
    assert "cannot write" not in ran.error
    assert not (tmp_path / "site").exists()


def test_night_whose_readers_cannot_be_told_says_why_it_failed_and_not_that(
    night: Night, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert night("--no-refresh").code == 0
    monkeypatch.setattr(nightly_work, "load_data", lambda *_: refuse("the store cannot be read"))
    real = Path.read_bytes

    def refused(self: Path) -> bytes:
        # Not one more file can be opened, the notice of the night neither.
        if self.name == "night.json":
            raise OSError(errno.EMFILE, "Too many open files", str(self))
        return real(self)

    monkeypatch.setattr(Path, "read_bytes", refused)
    ran = night("--no-refresh")
    assert ran.code == 1
    assert ran.error.endswith("failed: the store cannot be read; the site of 2026-06-30 stays")


def test_page_that_is_gone_is_made_again_though_nothing_changed(night: Night, tmp_path: Path) -> None:
    assert night("--no-refresh").code == 0
    before = files(tmp_path / "site")
    (tmp_path / "site" / "edge_ai" / "report.html").unlink()
    assert night("--no-refresh", "--json").document["outcome"] == "done"
    assert files(tmp_path / "site").keys() == before.keys()


def test_no_reader_sees_where_the_store_is_and_rerun_finds_it(sample_store: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert backtest("nightly", "--no-refresh", "--out", site, "--db", sample_store).code == 0
    for name, text in files(site).items():
        assert str(sample_store).encode() not in text, name
        assert str(tmp_path).encode() not in text, name
    ran = backtest("rerun", site / "edge_ai")
    assert ran.code == 0, ran.err
    assert "edge_ai: identical" in ran.out
