"""Pages of a site as files for a mail: what they are called, and that none is lost to another of its name."""

from __future__ import annotations

from pathlib import Path

from backtest.app.site.mail import mail_name, write_mail


def test_a_page_in_a_folder_is_called_as_its_folder() -> None:
    assert mail_name("index.html") == "index.html"
    assert mail_name("scorecard/index.html") == "scorecard.html"
    assert mail_name("rate_power/report.html") == "rate_power.html"
    assert mail_name("own/momentum/report.html") == "own_momentum.html"


def test_what_leads_out_of_a_page_is_left_out_of_its_file(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "report.html").write_text('<p>See <a href="../index.html">all</a> of them.</p>')
    mail = write_mail(tmp_path, ["one/report.html"])
    assert (mail / "one.html").read_text() == "<p>See all of them.</p>"
