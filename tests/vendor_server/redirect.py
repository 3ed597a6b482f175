"""The redirection: whatever host a library asks for, the call goes to the loopback server and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import curl_cffi
import pytest
import requests

from tests.vendor_server.server import HOST_HEADER, VendorServer


@contextmanager
def redirected(server: VendorServer) -> Iterator[VendorServer]:
    """Rewrite every call of requests, below its sessions, and every one of curl_cffi."""
    send, request = requests.adapters.HTTPAdapter.send, curl_cffi.Session.request

    def send_here(
        adapter: requests.adapters.HTTPAdapter,
        prepared: requests.PreparedRequest,
        **options: Any,  # noqa: ANN401
    ) -> requests.Response:
        url, host = _here(server, str(prepared.url))
        prepared.url = url
        prepared.headers[HOST_HEADER] = host
        prepared.headers.pop("Host", None)
        return send(adapter, prepared, **{**options, "proxies": {}})

    def request_here(session: Any, method: Any, url: str, *arguments: Any, **options: Any) -> Any:  # noqa: ANN401
        url, host = _here(server, url)
        options["headers"] = {**dict(options.get("headers") or {}), HOST_HEADER: host}
        return request(session, method, url, *arguments, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(requests.adapters.HTTPAdapter, "send", send_here)
        patch.setattr(curl_cffi.Session, "request", request_here)
        yield server


def _here(server: VendorServer, url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return urlunsplit(("http", f"127.0.0.1:{server.port}", parts.path, parts.query, "")), parts.netloc
