"""The client of language-tool-python, made to read annotated text and to give up a server that is silent for long.

The only module that imports the library, which is GPL-3.0-only and comes with the extra
``languagetool`` alone; ``languagetool`` imports it when the settings choose that engine.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import requests
from language_tool_python import LanguageTool
from language_tool_python.download_lt import LTP_DOWNLOAD_VERSION, LocalLanguageTool

from claimlint.engines.annotated import Part
from claimlint.errors import EngineError, UnknownLanguageError

_CONNECT_SECONDS = 4.0
_FIRST_SECONDS = 120.0
"""For the first text a server loads the language: 5 s for English when idle, 40 for German when busy."""
_READ_SECONDS = 30.0
"""For every later one; a page takes a tenth of a second."""
_LONGEST_WAIT = 10.0
"""Seconds that are waited for a server that asks to be left alone for a moment."""
_PASSING = (429, 502, 503, 504)
_HINT = "Start the server, or correct `spelling.languagetool.url`."
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


class Client(LanguageTool):
    """A server at a URL that is asked about one language in some categories.

    Raises EngineError when no LanguageTool answers there, or it does not know the language.
    """

    def __init__(self, url: str, language: str, categories: Iterable[str]) -> None:
        # What a log shows must not hold a password.
        self.shown = re.sub(r"//[^/@]*@", "//", url)
        self._patience = _FIRST_SECONDS
        base = url.rstrip("/").removesuffix("/v2") + "/"
        # "auto" is a language to the library whatever the server has, so the variant is checked here.
        super().__init__("auto", remote_server=base)
        self.language = _variant(language, self._get_languages(), self.shown)
        self.enabled_categories = set(categories)
        self.enabled_rules_only = True

    @cached_property
    def software(self) -> dict[str, Any]:
        """What the server says of itself: name, version, date of its build and more; raises EngineError."""
        found = self._check([Part("Tea.", "Tea.", True)]).get("software")
        return found if isinstance(found, dict) else {}

    def ask(self, parts: Iterable[Part]) -> list[dict[str, Any]]:
        """Return the server's matches for annotated text; offsets in UTF-16 units; raises EngineError."""
        matches: list[dict[str, Any]] = self._check(parts)["matches"]
        return matches

    def _check(self, parts: Iterable[Part]) -> dict[str, Any]:
        params = self._create_params("")
        del params["text"]
        params["data"] = json.dumps({"annotation": [part.annotation() for part in parts]})
        answer = self._query_server(urljoin(self.url, "check"), params, method="post")
        if not isinstance(answer, dict) or not _are_matches(answer.get("matches")):
            raise EngineError(f"what answers at {self.shown} is no LanguageTool server: it sent no matches.")
        self._patience = _READ_SECONDS
        return answer

    def _get_languages(self) -> set[str]:
        found = self._query_server(urljoin(self.url, "languages"))
        if not isinstance(found, list) or not all(isinstance(item, dict) and "longCode" in item for item in found):
            raise EngineError(
                f"what answers at {self.shown} is no LanguageTool server: it lists no languages. Correct the URL."
            )
        return {code for item in found for code in (item.get("code"), item["longCode"]) if code} | {"auto"}

    def _query_server(self, url: str, params: Any = None, num_tries: int = 2, method: str = "get") -> Any:
        """Return what a server answers; unlike the library's, it minds the status and does not wait for minutes."""
        response = self._send(method, url, params)
        if response.status_code in _PASSING and num_tries > 1:
            time.sleep(_wait(response.headers.get("Retry-After", "")))
            response = self._send(method, url, params)
        if response.is_redirect:
            message = f"LanguageTool at {self.shown} has moved to {response.headers['Location'][:200]!r}."
            raise EngineError(f"{message} Correct `spelling.languagetool.url`.")
        if response.status_code != 200:
            said = " ".join(response.text.split())[:200]
            hint = " Ask less of it: fewer `--jobs`, or a server of your own." if response.status_code == 429 else ""
            raise EngineError(f"LanguageTool at {self.shown} answered HTTP {response.status_code}: {said}{hint}")
        try:
            return response.json()
        except ValueError as error:
            said = " ".join(response.text.split())[:60]
            message = f"what answers at {self.shown} is no LanguageTool server: it sent {said!r}. Correct the URL."
            raise EngineError(message) from error

    def _send(self, method: str, url: str, params: Any) -> requests.Response:
        # A session a request, because worker processes must not share a connection.
        with requests.Session() as session:
            session.trust_env = urlsplit(url).hostname not in _LOOPBACK
            given = {"data": params} if method == "post" else {"params": params}
            try:
                # Another address is for the user to choose, who has chosen where articles are sent.
                return session.request(
                    method, url, timeout=(_CONNECT_SECONDS, self._patience), allow_redirects=False, **given
                )
            except requests.Timeout as error:
                raise EngineError(
                    f"LanguageTool at {self.shown} did not answer in time. See whether it runs."
                ) from error
            except (requests.RequestException, ValueError) as error:
                raise EngineError(
                    f"LanguageTool at {self.shown} cannot be reached: {_reason(error)}. {_HINT}"
                ) from error


def _are_matches(matches: Any) -> bool:
    """Tell whether what a server sent has everything that is read of it."""
    try:
        return isinstance(matches, list) and all(
            isinstance(item["offset"] + item["length"], int)
            and item["message"]
            and item["rule"]["id"]
            and item["rule"]["category"]["id"]
            and all(isinstance(other["value"], str) for other in item["replacements"])
            for item in matches
        )
    except (KeyError, TypeError):
        return False


def _wait(header: str) -> float:
    return min(float(header), _LONGEST_WAIT) if header.isdigit() else 1.0


def _reason(error: BaseException) -> str:
    """Return what lies at the bottom of a chain of wrapped errors, in a few words."""
    inner: BaseException | None = error
    while inner is not None:
        if isinstance(inner, OSError) and inner.strerror and inner.errno:
            return inner.strerror.lower()
        error, inner = inner, inner.__cause__ or inner.__context__
    return " ".join(str(error).split())[:160].rstrip(".")


def _variant(language: str, known: set[str], url: str) -> str:
    """Return the server's spelling of a variant; raises EngineError, because the library would take another one."""
    for code in known:
        if code.lower() == language.replace("_", "-").lower():
            return code
    kin = language.partition("-")[0].lower()
    near = sorted(code for code in known if code.partition("-")[0].lower() == kin) or sorted(set(known) - {"auto"})
    raise UnknownLanguageError(
        f"LanguageTool at {url} does not know the language {language!r} of `spelling.languagetool.language`."
        f" It has {', '.join(near)}."
    )


def download() -> Path:
    """Let the library fetch LanguageTool, unless it has it, and return its jar of the server; raises EngineError."""
    local = LocalLanguageTool.from_version_name(LTP_DOWNLOAD_VERSION)
    try:
        local.download()
        return Path(local.get_jar_path())
    # The library ends the process, with SystemExit, for a version of Java that it cannot read.
    except (Exception, SystemExit) as error:
        raise EngineError(
            f"LanguageTool {LTP_DOWNLOAD_VERSION} could not be downloaded: {_reason(error)}. Fetch it by other means"
            " and name its folder in `spelling.languagetool.path`, or a running server in `spelling.languagetool.url`."
        ) from error
