"""A folder served over real sockets: its pages with the right headers, and nothing that is not in it."""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

import pytest

import backtest
from backtest.app.serve import Served
from backtest.app.serving import handler, server
from data_sources.errors import OptionError, UserError

PAGE = "<!doctype html><title>首页</title>"
OUTSIDE = "a secret of the machine"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A site beside a secret, with a hidden file and links that lead out of it and within it."""
    (tmp_path / "secret.txt").write_text(OUTSIDE)
    site = tmp_path / "site"
    (site / "rate_power").mkdir(parents=True)
    (site / "empty").mkdir()
    (site / "index.html").write_text(PAGE, encoding="utf-8")
    (site / "rate_power" / "index.html").write_text("a run")
    (site / "rate_power" / "equity.csv").write_text("date,equity\n")
    (site / "a page 中文.html").write_text("named in Chinese")
    (site / ".hidden").write_text(OUTSIDE)
    (site / ".git").mkdir()
    (site / ".git" / "config").write_text(OUTSIDE)
    (site / "out.txt").symlink_to(tmp_path / "secret.txt")
    (site / "out").symlink_to(tmp_path)
    (site / "within.html").symlink_to(site / "index.html")
    (site / "loop").symlink_to(site / "loop")
    os.mkfifo(site / "pipe.txt")
    return site


@pytest.fixture
def served(folder: Path) -> Iterator[Served]:
    with backtest.serve(folder, port=0) as found:
        yield found


def exchange(port: int, request: bytes) -> Answer:
    """Send bytes as they are and read until the server closes."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        connection.sendall(request)
        parts = []
        while part := connection.recv(1 << 16):
            parts.append(part)
    head, _, body = b"".join(parts).partition(b"\r\n\r\n")
    first, *lines = head.decode().split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines)
    return Answer(int(first.split()[1]), headers, body)


def get(served: Served, path: str, method: str = "GET", **headers: str) -> Answer:
    named = {"Host": f"127.0.0.1:{served.port}", **{name.replace("_", "-"): value for name, value in headers.items()}}
    lines = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    return exchange(served.port, f"{method} {path} HTTP/1.1\r\n{lines}\r\n".encode())


def test_a_page_comes_whole_with_its_headers(served: Served) -> None:
    answer = get(served, "/")
    assert answer.status == 200
    assert answer.body.decode() == PAGE
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Content-Length"] == str(len(PAGE.encode()))
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert answer.headers["Connection"] == "close"
    assert answer.headers["Server"].strip() == "backtest"


def test_head_says_the_same_and_sends_nothing(served: Served) -> None:
    whole, head = get(served, "/"), get(served, "/", "HEAD")
    assert (head.status, head.body) == (200, b"")
    for name in ("Content-Length", "Content-Type", "ETag", "Last-Modified"):
        assert head.headers[name] == whole.headers[name]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/rate_power/equity.csv", "text/csv; charset=utf-8"),
        ("/a%20page%20%E4%B8%AD%E6%96%87.html", "text/html; charset=utf-8"),
        ("/within.html", "text/html; charset=utf-8"),
        ("/?lang=zh#top", "text/html; charset=utf-8"),
        ("/rate_power/", "text/html; charset=utf-8"),
    ],
)
def test_files_have_their_kind(served: Served, path: str, kind: str) -> None:
    answer = get(served, path)
    assert (answer.status, answer.headers["Content-Type"]) == (200, kind)


def test_a_folder_without_its_slash_leads_to_the_one_with_it(served: Served) -> None:
    answer = get(served, "/rate_power")
    assert (answer.status, answer.headers["Location"]) == (301, "/rate_power/")


def test_what_a_browser_has_is_not_sent_again(served: Served, folder: Path) -> None:
    first = get(served, "/")
    again = get(served, "/", If_None_Match=f'"other", W/{first.headers["ETag"]}')
    assert (again.status, again.body) == (304, b"")
    assert "Content-Length" not in again.headers
    assert again.headers["ETag"] == first.headers["ETag"]
    assert get(served, "/", If_Modified_Since=first.headers["Last-Modified"]).status == 304
    assert get(served, "/", If_Modified_Since="yesterday").status == 200
    # The tag decides where both are asked.
    both = {"If_None_Match": '"other"', "If_Modified_Since": first.headers["Last-Modified"]}
    assert get(served, "/", **both).status == 200
    (folder / "index.html").write_text("a new night")
    assert get(served, "/", If_None_Match=first.headers["ETag"]).body == b"a new night"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT", "get", "SPY"])
def test_only_reading_is_allowed(served: Served, folder: Path, method: str) -> None:
    answer = get(served, "/", method, Content_Length="5")
    assert answer.status == 405
    assert answer.headers["Allow"] == "GET, HEAD"
    assert (folder / "index.html").read_text(encoding="utf-8") == PAGE


def test_a_body_that_nobody_wants_does_not_take_the_answer_away(served: Served) -> None:
    head = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 500000\r\n\r\n"
    assert exchange(served.port, head + b"x" * 500_000).status == 405


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/rate_power/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/%2E%2E%2Fsecret.txt",
        "/..%2fsecret.txt",
        "/..%5csecret.txt",
        "/%252e%252e/secret.txt",
        "/..%c0%afsecret.txt",
        "/%c0%ae%c0%ae/secret.txt",
        "//secret.txt",
        "/.//index.html",
        "/./index.html",
        "/out.txt",
        "/out/secret.txt",
        "/out/",
        "/loop",
        "/.hidden",
        "/%2ehidden",
        "/.git/config",
        "/pipe.txt",
        "/index.html/",
        "/index.html%00.txt",
        "/index.html%0d%0aX-Evil:1",
        "/empty/",
        "/nowhere",
        "/C:/secret.txt",
        f"/{'a' * 4_000}",
        f"/{'a/' * 3_000}",
        "secret.txt",
        "http://127.0.0.1/index.html",
        "*",
    ],
)
def test_nothing_outside_hidden_or_listed_is_shown(served: Served, path: str) -> None:
    answer = get(served, path)
    assert answer.status in (400, 404)
    assert OUTSIDE.encode() not in answer.body
    assert b"index.html" not in answer.body
    assert "X-Evil" not in answer.headers


def test_a_redirect_never_leads_to_another_host(served: Served, folder: Path) -> None:
    (folder / "example.org").mkdir()
    assert get(served, "//example.org").headers["Location"] == "/example.org/"
    assert get(served, "/example.org").headers["Location"] == "/example.org/"


def test_an_absolute_path_in_an_address_stays_below_the_folder(served: Served, tmp_path: Path) -> None:
    assert get(served, f"//{tmp_path}/secret.txt").status == 404
    assert get(served, f"/{tmp_path}/secret.txt".replace("//", "/")).status == 404


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", ""])
def test_a_page_of_elsewhere_whose_name_leads_here_is_refused(served: Served, host: str) -> None:
    assert get(served, "/", Host=host).status == 421


@pytest.mark.parametrize("host", ["localhost", "localhost:1", "127.0.0.1"])
def test_this_machine_may_be_called_by_its_names(served: Served, host: str) -> None:
    assert get(served, "/", Host=host).status == 200


def test_a_file_that_may_not_be_read_is_forbidden(served: Served, folder: Path) -> None:
    (folder / "index.html").chmod(0)
    # Root may read everything.
    assert get(served, "/").status == (200 if os.geteuid() == 0 else 403)


def test_a_site_that_moves_is_followed(folder: Path, tmp_path: Path) -> None:
    link, second = tmp_path / "link", tmp_path / "second"
    second.mkdir()
    (second / "index.html").write_text("the next night")
    link.symlink_to(folder)
    with backtest.serve(link, port=0) as served:
        assert get(served, "/").body.decode() == PAGE
        link.unlink()
        link.symlink_to(second)
        assert get(served, "/").body == b"the next night"
        link.unlink()
        assert get(served, "/").status == 404


def test_a_huge_request_is_refused_and_the_next_one_answered(served: Served) -> None:
    assert exchange(served.port, b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\n\r\n").status == 414
    many = b"".join(b"X-%d: 1\r\n" % k for k in range(500))
    assert exchange(served.port, b"GET / HTTP/1.1\r\n" + many + b"\r\n").status == 431
    assert exchange(served.port, b"GET / HTTP/1.1\r\nX: " + b"a" * 100_000 + b"\r\n\r\n").status == 431
    assert exchange(served.port, b"\x16\x03\x01\x02\x00\r\n\r\n").status == 400
    # Of the time before versions: the words alone are a request, and they get the headers of today.
    assert exchange(served.port, b"GET /\r\n\r\n").status == 200
    assert get(served, "/").status == 200


def test_a_slow_client_is_left_and_keeps_nobody_waiting(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handler.Handler, "timeout", 0.3)
    with backtest.serve(folder, port=0) as served, socket.create_connection(("127.0.0.1", served.port)) as slow:
        slow.sendall(b"GET / HT")
        assert get(served, "/").status == 200
        slow.settimeout(10)
        assert slow.recv(100) == b""


def test_one_that_drips_is_closed_all_the_same(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each byte comes in time, the request never does."""
    monkeypatch.setattr(server, "SECONDS", 0.5)
    with (
        backtest.serve(folder, port=0) as served,
        socket.create_connection(("127.0.0.1", served.port)) as slow,
        pytest.raises(OSError),  # noqa: PT011 - a broken pipe or a reset, as the system likes
    ):
        drip(slow)


def drip(slow: socket.socket) -> None:
    """Send a byte at a time for twenty seconds."""
    for _ in range(400):
        slow.sendall(b"x")
        time.sleep(0.05)


def test_connections_beyond_the_most_are_closed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "MOST", 2)
    with backtest.serve(folder, port=0) as served:
        held = [socket.create_connection(("127.0.0.1", served.port)) for _ in range(2)]
        time.sleep(0.3)
        with socket.create_connection(("127.0.0.1", served.port), timeout=10) as third:
            assert third.recv(100) == b""
        for each in held:
            each.close()
        end = time.monotonic() + 10
        while time.monotonic() < end:
            try:
                if get(served, "/").status == 200:
                    return
            except (OSError, IndexError):
                time.sleep(0.05)
        pytest.fail("the places of those that left are not free again")


def test_many_at_once_are_answered(served: Served) -> None:
    seen: list[int] = []
    go = Event()

    def ask() -> None:
        go.wait()
        seen.append(get(served, "/").status)

    threads = [Thread(target=ask) for _ in range(20)]
    for thread in threads:
        thread.start()
    go.set()
    for thread in threads:
        thread.join()
    assert seen == [200] * 20


def test_it_listens_on_loopback_alone(served: Served) -> None:
    assert served.address == f"http://127.0.0.1:{served.port}/"
    # Another address of loopback is another address.
    with pytest.raises(OSError), socket.create_connection(("127.0.0.2", served.port), timeout=2):  # noqa: PT011
        pass


def test_a_taken_port_names_the_next_one_that_is_free(served: Served, folder: Path) -> None:
    with pytest.raises(
        UserError, match=rf"port {served.port} is taken; (\d+) is free: backtest serve .* --port \1$"
    ) as told:
        backtest.serve(folder, port=served.port)
    free = int(str(told.value).rpartition(" ")[2])
    assert free > served.port
    with backtest.serve(folder, port=free) as second:
        assert get(second, "/").status == 200


def test_a_closed_server_leaves_its_port(folder: Path) -> None:
    with backtest.serve(folder, port=0) as served:
        port = served.port
    with backtest.serve(folder, port=port) as again:
        assert again.port == port


def test_a_run_folder_is_shown_by_its_page(tmp_path: Path) -> None:
    (tmp_path / "report.html").write_text("a run")
    with backtest.serve(tmp_path, port=0) as served:
        assert served.address.endswith("/report.html")
        assert served.page


@pytest.mark.parametrize("port", [-1, 65_536, True, "80"])
def test_what_is_no_port_is_refused(folder: Path, port: int) -> None:
    with pytest.raises(OptionError, match="is no port"):
        backtest.serve(folder, port=port)


def test_a_folder_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="nowhere is not there; name a folder with pages"):
        backtest.serve(tmp_path / "nowhere")
    (tmp_path / "page.html").write_text("")
    with pytest.raises(UserError, match=r"page.html is a file; name a folder"):
        backtest.serve(tmp_path / "page.html")
