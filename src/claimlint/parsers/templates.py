"""Template tags in articles: shortcodes, partials, variables and template comments.

Hugo, Liquid and Nunjucks, Handlebars and WordPress here; components in
``components``. Each is found with bounded look-ahead, so that the time is linear,
and described as a ``Special``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from claimlint.late import regex
from claimlint.parsers.components import LOOK_AHEAD, Argument, component, described, expression
from claimlint.parsers.specials import Special, in_order
from claimlint.parsers.template_lines import lines_without_prose, stand_alone
from claimlint.parsers.wordpress import shortcode

_BLANK_LINE = regex(r"\n[ \t]*\n")
_WINDOW = 4000
"""A tag longer than this is no tag."""
_PATIENCE = 40
"""How often the length of the text may be looked through in vain for the end of components."""
_FENCE = (
    r"^[ >\t]{0,12}(?P<mark>```+(?=[^`\n]*$)|~~~+)[^\n]*+(?:\n(?![ >\t]{0,12}(?P=mark))[^\n]*+)*+"
    r"(?:\n[ >\t]{0,12}(?P=mark)[^\n]*+)?+"
)
_CODE_SPAN = r"(?<![`\\])(?P<ticks>`{1,3})(?!`)[^`\n]*+(?P=ticks)(?!`)"
# A set of characters first: that is what a regular expression finds fastest.
_OPENERS = r"[{\[<$](?:(?<=\{)(?:\{|%|#(?=[\s-]))|(?<=\[)(?<![\w\]!\\]\[)(?=/?[A-Za-z])|(?<=<)(?=/?[A-Z][\w.-]*[\s/>])"
_ELSEWHERE = regex(_OPENERS + ")")
_ANY = {
    "markdown": regex(_OPENERS + r"|(?<=\{)/\*|(?<=\$)\$)"),
    "mdx": regex(_OPENERS + r"|(?<=\{)(?<!\\\{)|(?<=\$)\$)"),
}
_BESIDE_CODE = {
    dialect: regex(rf"(?P<code>{_FENCE}|{_CODE_SPAN})|{pattern.pattern}", re.MULTILINE)
    for dialect, pattern in _ANY.items()
}
_UPPER_TAG = regex(r"</?[A-Z][A-Z0-9]*[\s/>]")
_ARGUMENT = regex(
    r"(?P<key>[A-Za-z_@:][\w.:@-]*+)\s*+[=:]\s*+(?:\"(?P<a>[^\"]*+)\"|'(?P<b>[^']*+)'|`(?P<c>[^`]*+)`|(?P<d>[^\s,\"'`]++))"
    r"|\"(?P<e>[^\"]*+)\"|'(?P<f>[^']*+)'|`(?P<g>[^`]*+)`|(?P<h>[^\s,]++)"
)
_COMMAND = regex(r"[^\s\"'(]++")
_CONDITIONS = frozenset(("if", "unless", "case", "ifversion", "ifchanged"))
_INCLUDES = frozenset(("include", "include_relative", "include_cached", "render", "partial", "layout", "section"))
_SILENT = frozenset(
    (
        *_CONDITIONS,
        *(
            "assign",
            "capture",
            "for",
            "tablerow",
            "set",
            "block",
            "extends",
            "macro",
            "from",
            "import",
            "cycle",
            "else",
        ),
        *("elsif", "elif", "when", "break", "continue", "raw", "verbatim", "filter", "call", "switch", "increment"),
        *("decrement", "paginate", "autoescape", "spaceless", "with", "each", "range", "define", "end"),
    )
)
_CODE_BODIES = frozenset(
    ("highlight", "code", "mermaid", "katex", "math", "latex", "script", "style", "javascript", "stylesheet", "schema")
)


def find_templates(text: str, dialect: str) -> list[Special]:
    """Return the template tags of a source in order; they do not overlap.

    ``dialect`` is ``markdown``, ``mdx``, ``html`` or ``text``. Line ends in
    ``text`` must be line feeds.
    """
    found = _Scanner(text, dialect).scan()
    if dialect in ("markdown", "mdx"):
        found = in_order([*found, *lines_without_prose(text, dialect)])
    return found


class _Scanner:
    """One pass over a text from opener to opener."""

    def __init__(self, text: str, dialect: str) -> None:
        self.text = text
        self.dialect = dialect
        self.conditions = 0
        self.closings: set[str] = set()
        self._last: dict[str, int] = {}
        self._next: dict[str, tuple[int, int]] = {}
        self._patience = _PATIENCE * (len(text) + 10_000)

    def scan(self) -> list[Special]:
        found: list[Special] = []
        pattern = _ANY.get(self.dialect, _ELSEWHERE)
        if not pattern.search(self.text):
            return found
        if self.dialect in _BESIDE_CODE and ("`" in self.text or "~~~" in self.text):
            pattern = _BESIDE_CODE[self.dialect]
        position = 0
        while match := pattern.search(self.text, position):
            if match.lastgroup and match["code"] is not None:
                position = match.end()
                continue
            item = self._read(match.group(), match.start())
            if item is None:
                position = max(match.end(), match.start() + 1)
            else:
                found.append(item)
                position = item.end
        if self.dialect != "html":
            found = stand_alone(self.text, found)
        return [self._settled(item) for item in found]

    def _settled(self, item: Special) -> Special:
        """Let what opens a pair show nothing of its own."""
        if item.kind == "include" and f"{item.syntax}/{item.name}" in self.closings:
            item = replace(item, visible=False, opens=True)
        if item.syntax == "variable":
            item = replace(item, syntax="liquid")
        return item

    def _read(self, opener: str, start: int) -> Special | None:
        if opener == "{{":
            return self._double_brace(start)
        if opener == "{%":
            return self._liquid(start)
        if opener == "{#":
            end = self._find("#}", start + 2)
            return (
                Special(start, end, "comment", self.text[start + 2 : end - 2].strip(" -\n"), visible=False)
                if end
                else None
            )
        if opener == "[":
            item = shortcode(self.text, start)
            return self._noted(item, "wordpress")
        if opener == "<":
            return None if self.dialect == "text" else self._component(start)
        if opener == "$$":
            return self._math(start)
        return self._patiently(expression, start)

    def _component(self, start: int) -> Special | None:
        if _UPPER_TAG.match(self.text, start):
            return None
        item = self._noted(self._patiently(component, start), "mdx")
        if item is not None and item.kind == "include" and self.conditions:
            return replace(item, conditional=True)
        return item

    def _patiently(self, read: Callable[[str, int], Special | None], start: int) -> Special | None:
        """Read what needs a long look ahead, as long as not too many looks have been in vain."""
        if self._patience <= 0:
            return None
        item = read(self.text, start)
        if item is None:
            self._patience -= LOOK_AHEAD
        return item

    def _noted(self, item: Special | None, syntax: str) -> Special | None:
        """Remember a closing tag, so that the opening one is known to have content."""
        if item is not None and item.kind == "blank" and item.name:
            self.closings.add(syntax + item.name)
        return item

    def _find(self, mark: str, start: int) -> int:
        """Return the offset after the next ``mark`` within the window, or 0.

        The next place of each mark is remembered, so that asking from every opener costs one search in all.
        """
        since, place = self._next.get(mark, (0, -1))
        if mark not in self._next or not since <= start or 0 <= place < start:
            place = self.text.find(mark, start)
            self._next[mark] = (start, place)
        return place + len(mark) if 0 <= place <= start + _WINDOW else 0

    def _find_far(self, mark: str, start: int) -> int:
        """Return the offset of ``mark`` at any distance, or -1; asking in vain costs one search in all."""
        if mark not in self._last:
            self._last[mark] = self.text.rfind(mark)
        return self.text.find(mark, start) if self._last[mark] >= start else -1

    def _math(self, start: int) -> Special | None:
        end = self._find("$$", start + 2)
        body = self.text[start + 2 : end - 2] if end else ""
        # Two dollar signs also say that something is expensive.
        if not end or _BLANK_LINE.search(body) or not any(mark in body for mark in "\\=^_"):
            return None
        return Special(start, end, "blank")

    def _double_brace(self, start: int) -> Special | None:
        text = self.text
        if text.startswith(("{{<", "{{%"), start):
            return self._hugo(start)
        if text.startswith("{{!", start) or text.startswith("{{/*", start):
            mark = "--}}" if text.startswith("{{!--", start) else "}}"
            end = self._find(mark, start)
            body = text[start + 3 : end - 2].strip(" !-*/\n") if end else ""
            return Special(start, end, "comment", body, visible=False) if end else None
        triple = text.startswith("{{{", start)
        end = self._find("}}}" if triple else "}}", start)
        body = text[start + 3 : end - 3] if triple else text[start + 2 : end - 2]
        body = body.strip().strip("-~").strip()
        if not end or "{{" in body or _BLANK_LINE.search(body) or not body.strip("-~>#^/ "):
            return None
        return self._output(start, end, body)

    def _output(self, start: int, end: int, body: str) -> Special:
        conditional = self.conditions > 0
        if body[0] in "#^/" or body.split(None, 1)[0] in ("if", "else", "end", "range", "with", "define"):
            word = body.lstrip("#^/").split(None, 1)[0:1]
            opens = body[0] in "#^" or body[0] not in "/e"
            if word and word[0] in ("if", "unless", "with") and opens:
                self.conditions += 1
            elif (body[0] == "/" and word and word[0] in ("if", "unless", "with")) or body == "end":
                self.conditions = max(0, self.conditions - 1)
            return Special(start, end, "blank", visible=False)
        if body[0] == ">":
            return self._include(start, end, body[1:], "handlebars", conditional)
        command = body.split(None, 1)
        if command[0] in ("partial", "template", "partialCached", "include") and len(command) == 2:
            return self._include(start, end, command[1], "hugo", conditional)
        return Special(start, end, "include", body, "variable", conditional=conditional)

    def _include(self, start: int, end: int, body: str, syntax: str, conditional: bool) -> Special:
        arguments = _arguments(body, self.text.find(body, start))
        name = arguments.pop("0", Argument("", start, start)).value
        # The name is an argument only as far as the brackets go: those after it count from 0.
        shifted = {str(int(key) - 1) if key.isdigit() else key: value for key, value in arguments.items()}
        return described(Special(start, end, "include", name, syntax, conditional=conditional), shifted)

    def _hugo(self, start: int) -> Special | None:
        text = self.text
        close = ">}}" if text[start + 2] == "<" else "%}}"
        end = self._find(close, start + 3)
        if not end or text.find("{{", start + 3, end) >= 0:
            return None
        body = text[start + 3 : end - 3].strip().removesuffix("/").rstrip()
        if body.startswith("/*"):
            return Special(start, end, "blank")
        name = _COMMAND.match(body.lstrip("/ "))
        if name is None:
            return None
        if body.startswith("/"):
            return self._noted(Special(start, end, "blank", f"/{name.group()}", visible=False), "hugo")
        if name.group() in _CODE_BODIES:
            end = self._after_body(end, rf"{{{{{text[start + 2]} /{name.group()}", close)
        return self._include(start, end, body, "hugo", self.conditions > 0)

    def _after_body(self, end: int, mark: str, close: str) -> int:
        for spelling in (mark, mark.replace(" /", "/")):
            found = self._find_far(spelling, end)
            after = self._find(close, found) if found >= 0 else 0
            if after:
                return after
        return end

    def _liquid(self, start: int) -> Special | None:
        end = self._find("%}", start + 2)
        body = self.text[start + 2 : end - 2].strip("-+ \t\n") if end else ""
        command = _COMMAND.match(body)
        if command is None or "{%" in body:
            return None
        word, conditional = command.group(), self.conditions > 0
        if word == "comment":
            close = self._after_body(end, "{% endcomment", "%}")
            return Special(
                start,
                close,
                "comment",
                self.text[end : self.text.rfind("{%", end, close)].strip() if close > end else "",
                visible=False,
            )
        if word in _CODE_BODIES:
            return Special(start, self._after_body(end, f"{{% end{word}", "%}"), "blank")
        if word in _CONDITIONS:
            self.conditions += 1
        elif word.startswith("end"):
            if word[3:] in _CONDITIONS:
                self.conditions = max(0, self.conditions - 1)
            return self._noted(Special(start, end, "blank", f"/{word[3:]}", visible=False), "liquid")
        if word in _SILENT:
            return Special(start, end, "blank", visible=False)
        rest = body[len(word) :] if word in _INCLUDES else body
        return self._include(start, end, rest, "liquid", conditional)


def _arguments(body: str, start: int) -> dict[str, Argument]:
    """Return named arguments under their names, the others under 0, 1 ..."""
    found: dict[str, Argument] = {}
    count = 0
    for match in _ARGUMENT.finditer(body):
        group = match.lastgroup or "h"
        key = match["key"]
        if key is None:
            key, count = str(count), count + 1
        found.setdefault(key, Argument(match[group], start + match.start(group), start + match.end(group)))
    return found
