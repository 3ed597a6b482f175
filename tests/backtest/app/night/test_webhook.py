"""The webhook of a night, against a server on this machine: each service's own form, and no failure but one warning.

- The documented body of each service, cut to what it takes, no character in two.
- A service that is slow, answers 500, closes the connection, sends on or refuses in its own words is one warning.
- No part of the address that is a secret is ever said.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest

from backtest.app.night import webhook
from backtest.app.night.webhook import VARIABLE, Webhook, asked_webhook, post_summary
from backtest.app.night.webhook_body import SERVICES, cut_bytes, message
from data_sources.errors import OptionError
from data_sources.language.text import both

LINE = both("night of 2026-07-01: done, <2> strategies & more", "2026-07-01 夜间任务：完成")
SECRET = "c0ffee-5ec2e7"  # noqa: S105 - the key that must not be seen
Answer = Callable[[BaseHTTPRequestHandler], None]


class Server:
    """A server that answers every post in one way and remembers what it was sent."""

    def __init__(self, answer: Answer) -> None:
        self.got: list[tuple[str, str, bytes]] = []
        got = self.got

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                got.append((self.path, self.headers["Content-Type"], body))
                answer(self)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self.http = HTTPServer(("127.0.0.1", 0), Handler)
        self.thread = threading.Thread(target=self.http.serve_forever, args=(0.01,), daemon=True)
        self.thread.start()

    def hook(self, kind: str) -> Webhook:
        return Webhook(kind, f"http://127.0.0.1:{self.http.server_port}/send/{SECRET}?key={SECRET}")


def says(status: int, body: bytes = b"", **headers: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Answer], Server]]:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY", "BACKTEST_LANG", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")
    made: list[Server] = []

    def begin(answer: Answer) -> Server:
        made.append(Server(answer))
        return made[-1]

    yield begin
    for each in made:
        each.http.shutdown()
        each.http.server_close()


def posted(hook: Webhook) -> list[str]:
    warned: list[str] = []
    post_summary(hook, LINE, warned.append)
    return warned


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("wecom", {"msgtype": "text", "text": {"content": str(LINE)}}),
        ("feishu", {"msg_type": "text", "content": {"text": str(LINE)}}),
        ("slack", {"text": "night of 2026-07-01: done, &lt;2&gt; strategies &amp; more"}),
    ],
)
def test_each_service_gets_the_body_it_documents(
    serve: Callable[[Answer], Server], kind: str, body: dict[str, Any]
) -> None:
    server = serve(says(200, b'{"errcode": 0, "code": 0}'))
    assert posted(server.hook(kind)) == []
    ((path, content_type, data),) = server.got
    assert (path, content_type) == (f"/send/{SECRET}?key={SECRET}", "application/json; charset=utf-8")
    assert json.loads(data) == body


def test_plain_is_the_line_alone_and_speaks_the_language_of_the_environment(
    serve: Callable[[Answer], Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    server = serve(says(204))
    assert posted(server.hook("plain")) == []
    monkeypatch.setenv("BACKTEST_LANG", "zh")
    assert posted(server.hook("plain")) == []
    # A language that there is not is no reason to be silent.
    monkeypatch.setenv("BACKTEST_LANG", "xx")
    assert posted(server.hook("plain")) == []
    assert [data.decode() for _, _, data in server.got] == [str(LINE), LINE.zh, str(LINE)]
    assert server.got[0][1] == "text/plain; charset=utf-8"


def drops(handler: BaseHTTPRequestHandler) -> None:
    handler.connection.close()


@pytest.mark.parametrize(
    ("kind", "answer", "why"),
    [
        ("plain", says(500), "it answered 500 Internal Server Error"),
        ("slack", says(404, b"no_service"), "it answered 404 Not Found"),
        ("plain", says(302, Location="http://127.0.0.1:9/elsewhere"), "it answered 302 Found"),
        ("plain", drops, "RemoteDisconnected"),
        ("wecom", says(200, b'{"errcode": 93000, "errmsg": "invalid webhook url"}'), "93000 invalid webhook url"),
        ("feishu", says(200, b'{"code": 19024, "msg": "Key Words Not Found"}'), "19024 Key Words Not Found"),
        ("feishu", says(200, b'{"StatusCode": 9499, "msg": "Bad Request"}'), "9499 Bad Request"),
        ("wecom", says(200, f'{{"errcode": 1, "errmsg": "no {SECRET} here"}}'.encode()), "1 no *** here"),
    ],
)
def test_what_is_not_taken_is_one_warning_without_the_key(
    serve: Callable[[Answer], Server], kind: str, answer: Answer, why: str
) -> None:
    server = serve(answer)
    (warned,) = posted(server.hook(kind))
    assert warned.startswith("the webhook at http://127.0.0.1/*** did not take the line of the night: ")
    assert why in warned
    assert SECRET not in warned
    assert "\n" not in warned
    # It is posted once: a message that arrived after all would stand there twice.
    assert len(server.got) == 1


@pytest.mark.parametrize("body", [b"ok", b"[]", b"\xff", b'{"errmsg": "no code"}'])
def test_an_answer_of_another_form_with_a_good_status_is_no_refusal(
    serve: Callable[[Answer], Server], body: bytes
) -> None:
    assert posted(serve(says(200, body)).hook("wecom")) == []


def test_a_server_that_answers_a_byte_now_and_then_is_left_after_a_while(
    serve: Callable[[Answer], Server], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook, "SECONDS", 0.3)
    done = threading.Event()

    def drips(handler: BaseHTTPRequestHandler) -> None:
        for byte in b"HTTP/1.0 200 OK\r\n":
            if done.wait(0.1):
                return
            handler.wfile.write(bytes((byte,)))

    began = time.monotonic()
    (warned,) = posted(serve(drips).hook("plain"))
    assert time.monotonic() - began < 2
    done.set()
    assert warned.endswith("no answer within 0.3 s")


def test_nobody_at_the_address_is_one_warning() -> None:
    # Port 9 of this machine (discard) answers nobody.
    (warned,) = posted(Webhook("slack", f"http://user:{SECRET}@127.0.0.1:9/services/{SECRET}"))
    assert "refused" in warned
    assert SECRET not in warned


def test_user_and_password_of_an_address_go_into_a_header(serve: Callable[[Answer], Server]) -> None:
    heard: list[str | None] = []

    def answer(handler: BaseHTTPRequestHandler) -> None:
        heard.append(handler.headers["Authorization"])
        says(200)(handler)

    port = serve(answer).http.server_port
    assert posted(Webhook("plain", f"http://user:pass@127.0.0.1:{port}/topic")) == []
    # The Base64 of "user:pass".
    assert heard == ["Basic dXNlcjpwYXNz"]


@pytest.mark.parametrize(
    "address",
    ["", "file:///etc/passwd", f"qyapi.example/{SECRET}", f"http://[::1/{SECRET}", f"https://a b/{SECRET}", "https://"],
)
def test_a_useless_address_is_warned_of_at_once_and_never_posted_to(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, address)
    warned: list[str] = []
    assert asked_webhook("feishu", warned.append) is None
    assert len(warned) == 1
    assert VARIABLE in warned[0]
    assert SECRET not in warned[0]


def test_nothing_is_posted_unless_asked_for_and_a_kind_that_there_is_not_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(VARIABLE, f"https://open.example/{SECRET}")
    warned: list[str] = []
    assert asked_webhook(None, warned.append) is None
    found = asked_webhook("feishu", warned.append)
    assert found is not None
    assert SECRET not in repr(found)
    assert warned == []
    with pytest.raises(OptionError, match="there are wecom, feishu, slack, plain"):
        asked_webhook("pigeon", warned.append)


def test_a_line_that_is_too_long_is_cut_between_characters() -> None:
    # 夜 is three bytes, as the ellipsis is: eight bytes take one of each, for two and the ellipsis were nine.
    assert cut_bytes("夜夜夜", 9) == "夜夜夜"
    assert cut_bytes("夜夜夜", 8) == "夜…"
    content = json.loads(message(SERVICES["wecom"], "夜" * 1000))["text"]["content"]
    # 2,048 bytes take 681 characters and the ellipsis: 681 x 3 + 3 = 2,046.
    assert content == "夜" * 681 + "…"
    assert len(content.encode()) <= 2048
