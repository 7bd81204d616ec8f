"""WARC: the HTML pages among a crawl's records; other responses are counted with the reason."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Any

from claimlint.bulk.columns import clean
from claimlint.bulk.inputs import open_input
from claimlint.bulk.job import Input, Options, Record
from claimlint.bulk.readers import Meter
from claimlint.bulk.readers.lines import longest
from claimlint.errors import SourceError
from claimlint.source import decode

_PAGES = ("text/html", "application/xhtml+xml")
_HOLDERS = frozenset({"response", "resource", "revisit"})
"""Types of record that stand for a page; the others describe the crawl."""
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)
_LABELS = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252"}
"""Names that the web uses for Windows-1252, in lower case."""
_NO_CHARSETS = frozenset({"idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined"})
"""Codecs of Python that no page is written in; some take the square of its length."""
_UNPACKED = frozenset({"", "identity", "none", "gzip", "deflate"})
_HEAD = 4096


def read(file: Input, options: Options, meter: Meter) -> Iterator[Record]:
    """Yield the pages of a crawl; raises OSError, EOFError or ValueError where it cannot be read."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    with open_input(file) as raw:
        row = -1
        try:
            for row, record in enumerate(ArchiveIterator(raw)):
                meter.position = raw.tell()
                if record.format != "warc":
                    # warcio takes many a line of five words for a record of the older ARC format.
                    raise ValueError("this is no WARC record")
                if record.rec_type in _HOLDERS:
                    yield _record(record, row, file, options)
        except ArchiveLoadFailed as error:
            raise ValueError(" ".join(str(error).split())) from error
        if row < 0 and file.size:
            raise ValueError("there is no WARC record in it")


def _record(record: Any, row: int, file: Input, options: Options) -> Record:
    url = clean(record.rec_headers.get_header("WARC-Target-URI") or f"{file.name}:{row}").strip("<>")
    if reason := _no_page(record):
        return Record(row, url, problem=reason, skipped=True)
    limit = longest(options)
    packing = _header(record, "Content-Encoding").strip().lower()
    if packing not in _UNPACKED and record.http_headers:
        # warcio would unpack Brotli with some packages of that name, and fail with others.
        record.http_headers.remove_header("Content-Encoding")
    try:
        data = record.content_stream().read(limit + 1)
        cut_off = len(data) <= limit and _is_cut_off(record)
    except Exception as error:  # what is wrong with the compression of one page is only that page's
        return Record(row, url, problem=clean(f"its content cannot be unpacked: {error}."))
    if cut_off:
        return Record(row, url, problem="its record is cut off: the file ends before it does.")
    if len(data) > limit:
        return Record(row, url, problem=f"longer than {limit} bytes. Raise --max-chars to read it.")
    if packing not in _UNPACKED and not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        problem = f"its content is packed by {packing[:40]!r}. Have the crawl unpacked, or its pages packed by gzip."
        return Record(row, url, problem=clean(problem))
    try:
        text = decode_page(data, url, _header(record, "Content-Type"))
    except SourceError as error:
        return Record(row, url, problem=clean(error.message))
    return Record(row, url, clean(text), options.markup or "html", {"canonical": url})


def _no_page(record: Any) -> str:
    """Return why a record is no page to check, empty when it is one."""
    if record.rec_type == "revisit":
        return "a revisit: the page was the same as in an earlier record."
    if record.rec_type == "response":
        status = record.http_headers.get_statuscode() if record.http_headers else None
        if status is None:
            return "not an HTTP response."
        if status != "200":
            return clean(f"HTTP status {status}.")
    kind = _header(record, "Content-Type").partition(";")[0].strip().lower()
    return "" if kind in _PAGES else clean(f"not HTML but {kind or 'of no content type'}.")


def _is_cut_off(record: Any) -> bool:
    """Whether the file had fewer bytes of a record than its length says."""
    while record.raw_stream.read(1 << 16):
        pass
    return int(getattr(record.raw_stream, "limit", 0)) > 0


def _header(record: Any, name: str) -> str:
    headers = record.http_headers if record.rec_type == "response" else record.rec_headers
    return (headers.get_header(name) if headers else None) or ""


def decode_page(data: bytes, name: str, content_type: str) -> str:
    """Decode a page: by a byte order mark, else as its header says, else its head, else as UTF-8 or Windows-1252.

    Raises SourceError for bytes that are not what is said, and for a charset nobody knows.
    """
    charset = content_type.lower().partition("charset=")[2].partition(";")[0].strip(" \"'")
    if not charset and (found := _CHARSET.search(data, 0, _HEAD)):
        charset = found[1].decode("ascii").lower()
    if charset:
        codec = _codec(charset)
        if not codec:
            raise SourceError(name, f"the page says its charset is {charset[:40]!r}, which nobody knows.")
        if codec.startswith(("utf-16", "utf16")) and _reads_as_ascii(data):
            codec = "utf-8"
        return decode(data, name, codec)[0]
    try:
        return decode(data, name)[0]
    except SourceError:
        return decode(data, name, "cp1252")[0]


def _codec(charset: str) -> str:
    """Return Python's name for a charset of the web, empty for one that is none."""
    codec = _LABELS.get(charset, charset)
    try:
        known = codecs.lookup(codec).name not in _NO_CHARSETS
        b"<>".decode(codec, "replace")
    except (LookupError, ValueError):
        return ""
    return codec if known else ""


def _reads_as_ascii(data: bytes) -> bool:
    """Whether ASCII can be read in the head, which a page in UTF-16 does not allow."""
    return b"<" in data[:_HEAD] and b"\0" not in data[:_HEAD]
