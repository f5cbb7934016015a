"""A browser's part in a benchmark: fetch the page, take its CSRF token and cookies, post the answers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPResponse
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from .servers import Server

_CSRF = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')


class Refused(Exception):
    """The server answered with something else than the client expected."""


@dataclass(slots=True)
class Client:
    """One respondent's browser: cookies of its own, a connection a request (sync workers keep none alive)."""

    server: Server
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, *, expect: int = 200) -> bytes:
        return self._send("GET", path, None, expect)[1]

    def post(self, path: str, data: Mapping[str, str], page: bytes, *, expect: int = 302) -> str:
        """Posts with the CSRF token found in `page`; the address it is sent on to."""
        found = _CSRF.search(page)
        token = {"csrfmiddlewaretoken": found.group(1).decode()} if found else {}
        response, _ = self._send("POST", path, urlencode({**token, **data}), expect)
        return response.getheader("Location") or ""

    def _send(self, method: str, path: str, body: str | None, expect: int) -> tuple[HTTPResponse, bytes]:
        connection = self.server.connect()
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())} if self.cookies else {}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, body, headers)
        response = connection.getresponse()
        content = response.read()
        connection.close()
        for value in response.headers.get_all("Set-Cookie") or ():
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(value).items()}
        if response.status != expect:
            raise Refused(f"{method} {path}: {response.status}, expected {expect}")
        return response, content
