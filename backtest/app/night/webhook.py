"""The line of a night posted to an address of the operator's; what becomes of it never changes how the night ended.

The address is a secret: whoever has it can write into the group. It comes from the environment alone, and of it nothing
but scheme and host is ever said.
"""

from __future__ import annotations

import os
import threading
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.client import HTTPException, HTTPMessage
from typing import IO
from urllib.error import HTTPError
from urllib.parse import unquote, urlsplit, urlunsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from backtest.app.batch import Tell
from backtest.app.night.webhook_body import SERVICES, Service, message, refusal
from data_sources.errors import OptionError, UserError
from data_sources.language.asked import asked_language
from data_sources.language.text import NOTHING, Language, Text, both, said
from data_sources.passwords import MASK
from data_sources.plain_text import one_line

VARIABLE = "BACKTEST_WEBHOOK"
SECONDS = 10.0
"""How long a night waits for the answer, all of it."""
LONGEST_ANSWER = 10_000
LONGEST_REASON = 200
SHORTEST_SECRET = 4
"""Characters of a part of the address that is masked wherever it turns up."""


@dataclass(frozen=True)
class Webhook:
    """A service and the address to post to, which is not part of its ``repr``."""

    kind: str
    address: str = field(repr=False)

    @property
    def service(self) -> Service:
        """How it is spoken to."""
        return SERVICES[self.kind]

    @property
    def shown(self) -> str:
        """The address as it may be said."""
        found = urlsplit(self.address)
        return f"{found.scheme}://{found.hostname or MASK}/{MASK}"


def asked_webhook(kind: str | None, warn: Tell) -> Webhook | None:
    """Return the webhook that was asked for, None for none.

    A missing or useless address is warned of at once and posted to never: the night goes on. Raises OptionError for a
    kind that there is not.
    """
    if kind is None:
        return None
    if kind not in SERVICES:
        there = ", ".join(SERVICES)
        raise OptionError(both(f"--webhook {kind!r}: there are {there}", f"--webhook {kind!r}：可选 {there}"))
    address = os.environ.get(VARIABLE, "").strip()
    if fault := _fault(address):
        warn(
            both(
                f"the webhook hears nothing of this night: {VARIABLE} {fault}; "
                f"set it to the address of the {kind} group",
                f"本次夜间任务不推送：{VARIABLE} {fault.zh}；请设为 {kind} 群机器人的地址",
            )
        )
        return None
    return Webhook(kind, address)


def post_summary(webhook: Webhook, summary: Text, warn: Tell) -> None:
    """Post the line of a night, in the language that the environment asks for; one warning when it cannot be."""
    outcome = [f"no answer within {SECONDS:g} s"]

    def work() -> None:
        outcome[0] = _posted(webhook, message(webhook.service, said(summary, _language())))

    # A thread of its own: a server that answers a byte a minute would hold the night up for ever.
    sender = threading.Thread(target=work, daemon=True)
    try:
        sender.start()
        sender.join(SECONDS)
    except RuntimeError as fault:
        outcome[0] = str(fault)
    if outcome[0]:
        why = _masked(outcome[0], webhook)
        warn(
            both(
                f"the webhook at {webhook.shown} did not take the line of the night: {why}",
                f"推送地址 {webhook.shown} 未接收本次夜间任务的消息：{why}",
            )
        )


def _posted(webhook: Webhook, body: bytes) -> str:
    """Post once; return why it was not taken, "" when it was."""
    service = webhook.service
    # http alone, see ``_fault``
    request = Request(_bare(webhook.address), body, _headers(webhook), method="POST")  # noqa: S310
    try:
        with build_opener(_NoRedirect).open(request, timeout=SECONDS) as answer:
            return refusal(service, answer.read(LONGEST_ANSWER))
    except HTTPError as error:
        with error:
            return f"it answered {error.code} {error.reason}"
    except (OSError, HTTPException, ValueError) as error:
        reason = getattr(error, "reason", error)
        return f"{type(error).__name__}: {reason}"


def _headers(webhook: Webhook) -> dict[str, str]:
    """The headers of a post; a user and a password of the address go into one, since the library sends neither."""
    found, headers = urlsplit(webhook.address), {"Content-Type": webhook.service.content_type}
    if found.username is None:
        return headers
    pair = f"{unquote(found.username)}:{unquote(found.password or '')}"
    return headers | {"Authorization": f"Basic {b64encode(pair.encode()).decode()}"}


def _bare(address: str) -> str:
    found = urlsplit(address)
    return urlunsplit(found._replace(netloc=found.netloc.rpartition("@")[2], fragment=""))


class _NoRedirect(HTTPRedirectHandler):
    """A post that is sent on would arrive elsewhere, and without its body."""

    def redirect_request(  # noqa: PLR0917 - as the library calls it
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        """Follow nothing: the answer is an error with its code."""


def _fault(address: str) -> Text:
    """Say why an address cannot be posted to, without a word of it; "" for one that can be."""
    if not address:
        return both("is not set", "未设置")
    try:
        found = urlsplit(address)
        host, _ = found.hostname, found.port
    except ValueError:
        return both("is no address", "不是网址")
    if found.scheme not in ("http", "https") or not host:
        return both(
            "is no address that begins with http:// or https:// and a host",
            "不是以 http:// 或 https:// 加主机名开头的网址",
        )
    if not address.isprintable() or " " in address:
        return both("has spaces or control characters in it", "含有空格或控制字符")
    return NOTHING


def _masked(text: str, webhook: Webhook) -> str:
    """Return words of a server or a library without any part of the address that is a secret."""
    for part in sorted(_secrets(webhook.address), key=len, reverse=True):
        text = text.replace(part, MASK)
    return one_line(text, LONGEST_REASON)


def _secrets(address: str) -> Iterator[str]:
    found = urlsplit(address)
    parts = [found.username or "", found.password or "", *found.path.split("/"), found.path, found.query]
    parts += [value for pair in found.query.split("&") for value in pair.split("=")[1:]]
    parts += [address, found.fragment, found.netloc if "@" in found.netloc else ""]
    for part in parts:
        yield from (each for each in {part, unquote(part)} if len(each) >= SHORTEST_SECRET)


def _language() -> Language:
    try:
        return asked_language(None, os.environ)
    except UserError:
        return "en"
