"""What a service reads as a message: the line of a night in the form of each, and whether its answer took it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass

JSON, PLAIN = "application/json; charset=utf-8", "text/plain; charset=utf-8"
MORE = "…"


@dataclass(frozen=True)
class Service:
    """How a service is spoken to.

    ``body`` writes a line of at most ``longest`` bytes of UTF-8 as it reads it. ``codes`` are the fields of its answer
    in which another number than 0 says that it refused, under whatever HTTP status; ``words`` is where it says why.
    """

    body: Callable[[str], bytes]
    longest: int
    content_type: str = JSON
    codes: tuple[str, ...] = ()
    words: str = ""


def message(service: Service, line: str) -> bytes:
    """Return the body of a post; a line that is too long is cut and ends with an ellipsis."""
    return service.body(cut_bytes(line, service.longest))


def refusal(service: Service, answer: bytes) -> str:
    """Return why a service refused what it answered with a good status, "" when it took it.

    An answer in another form than the documented one is no refusal.
    """
    try:
        found = json.loads(answer)
    except (ValueError, RecursionError):
        return ""
    if not service.codes or not isinstance(found, dict):
        return ""
    code = next((found[name] for name in service.codes if name in found), 0)
    return "" if code in (0, "0") else f"{code} {found.get(service.words, '')}".strip()


def cut_bytes(text: str, longest: int) -> str:
    """Return text of at most so many bytes of UTF-8, no character cut in two."""
    data = text.encode("utf-8", "replace")
    if len(data) <= longest:
        return data.decode("utf-8")
    return data[: longest - len(MORE.encode())].decode("utf-8", "ignore") + MORE


def _wecom(line: str) -> bytes:
    return _json({"msgtype": "text", "text": {"content": line}})


def _feishu(line: str) -> bytes:
    return _json({"msg_type": "text", "content": {"text": line}})


def _slack(line: str) -> bytes:
    # Slack's own escapes: these three characters begin links and mentions.
    return _json({"text": line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")})


def _json(document: Mapping[str, object]) -> bytes:
    return json.dumps(document, ensure_ascii=False).encode()


SERVICES: Mapping[str, Service] = {
    # WeCom, 企业微信群机器人 (developer.work.weixin.qq.com/document/path/91770): a text has at most 2,048 bytes; the
    # status is 200 also for what it refuses, and errcode says it.
    "wecom": Service(_wecom, 2048, codes=("errcode",), words="errmsg"),
    # Feishu, 飞书自定义机器人 (open.feishu.cn/document/client-docs/bot-v3/add-custom-bot): a request has at most 20 KB;
    # code says whether it was taken, or StatusCode of the older form.
    "feishu": Service(_feishu, 3_000, codes=("code", "StatusCode"), words="msg"),
    # Slack's incoming webhooks (api.slack.com/messaging/webhooks): the status says all; texts above 4,000 characters
    # are better not sent.
    "slack": Service(_slack, 3_000),
    # Whatever takes a line of text.
    "plain": Service(lambda line: line.encode(), 10_000, PLAIN),
}
