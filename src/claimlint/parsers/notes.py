"""Marks that point to a note or a source in HTML, and the notes themselves."""

from __future__ import annotations

import re

from claimlint.late import regex
from claimlint.parsers.collector import Collector, Frame
from claimlint.parsers.tags import Attribute

_LOOK_AHEAD = 300
_TAG = regex(r"<[^<>]*>")
_NUMBERS = regex(r"\d{1,3}(?:\s*[,;\u2013\u2014-]\s*\d{1,3})*|[a-z*\u2020\u2021\u00a7]")
_UNITS = ("m", "cm", "mm", "km", "ft", "in", "inch", "yd", "kg/m", "dm", "s", "m/s")
_NOTE_PLACES = regex(r"footnotes?|endnotes?|references?|citations?|bibliography|sources", re.IGNORECASE)
_NOTE_ID = regex(
    r"(?:user-content-)?(?:fn|footnote|endnote|note|ref|reference|cite_note|cite|citation|bib)[-_:.]*(\w+)"
)
_NOTE_LINK = regex(
    r"#(?:user-content-)?(?:fn|footnote|endnote|note|ref|cite|citation|bib|easy-footnote)", re.IGNORECASE
)


def note_label(collector: Collector, name: str, found: dict[str, Attribute], text: str, after: int) -> str | None:
    """Return the label of a ``<sup>`` or ``<a>`` whose content only points to a note; None for anything else.

    ``text[after:]`` is what follows its opening tag. An exponent (``m<sup>2</sup>``) is no note.
    """
    if collector.frame.hidden or (name == "a" and not _points_to_note(found)):
        return None
    end = text.find(f"</{name}", after, after + _LOOK_AHEAD)
    if end < 0:
        return None
    inner = text[after:end]
    label = _TAG.sub("", inner).strip().strip("[]() \u00a0").strip()
    if not _NUMBERS.fullmatch(label):
        return None
    if name == "sup" and "<a" not in inner and _is_exponent(collector, label):
        return None
    return label


def _points_to_note(found: dict[str, Attribute]) -> bool:
    href = found.get("href")
    role = found.get("role")
    return (href is not None and _NOTE_LINK.match(href.value) is not None) or (
        role is not None and role.value == "doc-noteref"
    )


def _is_exponent(collector: Collector, label: str) -> bool:
    builder = collector.builder
    if label.isalpha() or builder.ends_with("10"):
        return True
    return label in ("2", "3") and any(
        builder.ends_with(before + unit) for unit in _UNITS for before in (" ", "/", "1", "0", "5")
    )


def footnote_frame(frame: Frame, name: str, found: dict[str, Attribute]) -> Frame:
    """Return the frame with region and label of the notes that begin with this element."""
    place = found.get("class") or found.get("id") or found.get("role")
    if name in ("section", "div", "ol", "ul", "aside") and place is not None and _NOTE_PLACES.search(place.value):
        frame = frame._replace(region="footnote")
    if name == "li" and frame.region == "footnote" and "id" in found:
        label = _NOTE_ID.fullmatch(found["id"].value)
        if label is not None:
            frame = frame._replace(label=label[1])
    return frame
