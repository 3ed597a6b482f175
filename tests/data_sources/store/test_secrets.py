"""A database password is never shown: not in a URL, not in an error, not in what a store says about itself."""

from __future__ import annotations

import json
import logging
import traceback
from datetime import datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import make_url

from data_sources.errors import StoreError
from data_sources.importing import import_folder
from data_sources.store import connect_store, open_store, publish, read_facts, shown, store_summary
from data_sources.store.address import store_errors
from data_sources.store.writer_lock import writer_lock
from tests.data_sources.market_folder import write_market
from tests.data_sources.postgres import PASSWORD

SECRET = "s3cret@w/rd"  # noqa: S105 - with characters that a URL spells otherwise
SPELLED = "s3cret%40w%2Frd"

FAILING = {
    "no such server": f"postgresql://quant:{SPELLED}@127.0.0.1:1/market",
    "no such host": f"postgresql://quant:{SPELLED}@no-such-host.invalid/market",
    "no port": f"postgresql://quant:{SPELLED}@:no-port/x",
    "no such database": f"nosuch://quant:{SPELLED}@server/market",
    "no such driver": f"postgresql+nosuch://quant:{SPELLED}@server/market",
    "driver not installed": f"mysql+pymysql://quant:{SPELLED}@server/market",
    "unknown option": f"postgresql://quant:{SPELLED}@127.0.0.1:1/market?bogus=1",
    "wrong option": f"postgresql://quant:{SPELLED}@127.0.0.1:1/market?connect_timeout=soon",
    "password as an option": f"postgresql://127.0.0.1:1/market?user=quant&password={SPELLED}",
    "key password": f"postgresql://127.0.0.1:1/market?sslpassword={SPELLED}",
    "unreadable": f"postgresql//quant:{SPELLED}@server/market://",
    "option of sqlite": f"sqlite:///FOLDER/none.db?password={SPELLED}",
}


@pytest.mark.parametrize("text", FAILING.values(), ids=FAILING)
def test_a_url_that_fails_does_so_in_one_line_without_its_password(
    text: str, tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    if text.startswith("postgresql:"):
        pytest.importorskip("psycopg", reason="the extra 'postgres' is not installed")
    folder = write_market(tmp_path / "small")
    with caplog.at_level(logging.DEBUG), pytest.raises(StoreError) as failed:
        import_folder(folder, open_store(text.replace("FOLDER", str(tmp_path)), create=True))
    assert "\n" not in str(failed.value)
    told = "".join(traceback.format_exception(failed.value)) + caplog.text + "".join(capfd.readouterr())
    # The chain of causes, which --debug would show, keeps quiet too; the test's own lines hold only the spelled one.
    assert SECRET not in told
    assert SPELLED not in told


def test_a_driver_that_repeats_the_password_is_interrupted() -> None:
    url = make_url(f"postgresql://quant:{SPELLED}@server/market")
    for spelling in (SECRET, SPELLED):
        with pytest.raises(StoreError) as failed, store_errors(url):
            raise sa.exc.OperationalError("connect", {}, OSError(f"cannot connect with password={spelling} today"))
        assert str(failed.value).endswith("cannot connect with password=*** today")
        assert SECRET not in "".join(traceback.format_exception(failed.value))


def test_a_shown_url_masks_every_password() -> None:
    assert shown(make_url("postgresql+psycopg://quant:secret@server/market")) == (
        "postgresql+psycopg://quant:***@server/market"
    )
    masked = shown(make_url("postgresql://server/market?password=secret&sslmode=require&sslpassword=other"))
    assert "secret" not in masked
    assert "other" not in masked
    assert "sslmode=require" in masked
    assert shown(make_url("sqlite:///var/market.db")) == "sqlite:///var/market.db"


@pytest.mark.postgres
@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_a_store_on_a_server_says_nothing_of_its_password(filled: str, caplog: pytest.LogCaptureFixture) -> None:
    if make_url(filled).password != PASSWORD:
        pytest.skip("the server of BACKTEST_TEST_POSTGRES has a password of its own")
    engine = open_store(filled, create=True)
    with caplog.at_level(logging.DEBUG):
        said = [json.dumps(store_summary(engine).document(), default=str), repr(engine), repr(read_facts(engine))]
        here = make_url(filled)
        wrong, missing = here.set(password=f"{PASSWORD}-wrong"), here.set(database="none")
        nowhere = connect_store(missing.render_as_string(hide_password=False))
        for attempt in (
            lambda: open_store(wrong.render_as_string(hide_password=False)),
            lambda: open_store(missing.render_as_string(hide_password=False)),
            lambda: publish(nowhere, {}, (), "nothing", datetime(2026, 1, 1)),  # noqa: DTZ001
        ):
            with pytest.raises(StoreError, match="cannot be used: ") as failed:
                attempt()
            said += traceback.format_exception(failed.value)
        with writer_lock(engine, "refresh"), engine.connect() as connection:
            said += connection.exec_driver_sql("SELECT application_name FROM pg_stat_activity").scalars().all()
    assert PASSWORD not in "".join(map(str, said)) + caplog.text
