"""The disclaimers of one page, with their places: in its text, its includes, its front matter and its template.

A block is read sentence by sentence with the heading above it; a sentence that
goes on from the one before it ("It is not guidance for yours.") is read with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from claimlint.document import Block, Document, Include
from claimlint.language.money.component_names import name_matches
from claimlint.language.money.partials import partial_text
from claimlint.language.safety.disclaimer_groups import MEDICAL, Group
from claimlint.language.safety.disclaimer_words import groups_of, groups_of_pair, is_disclaimer_heading, is_hinted
from claimlint.late import dataclass, regex
from claimlint.source import Span

if TYPE_CHECKING:
    from claimlint.language.text.article import ArticleText

_NOT_READ = frozenset({"title", "description", "alt"})
_GOES_ON = regex(r"(?:it|this|that|they|these|instead|rather|only|please|see|always|nor|neither)\b", re.I)
_SENTENCE_END = regex(r"(?<=[.!?])\s+(?=[A-Z(\"'])")
_FLAGS = ("medical_disclaimer", "disclaimer", "health_disclaimer")
_OFF = frozenset({"false", "no", "off", "none", "0", ""})
_JOINED = frozenset({Group.NOT_ADVICE, Group.INFO_ONLY, Group.NOT_PROFESSIONAL})
"""Groups that may need the sentence before; the others are whole in one."""


@dataclass(frozen=True, slots=True)
class Disclaimer:
    """One place where the page says what its advice is worth."""

    groups: frozenset[Group]
    span: Span
    """In the prose; empty for an include, a field or the template."""
    text: str
    origin: str = "text"
    """text, include, field, link or template."""
    block: int = -1
    announced: bool = False
    """Whether a heading above it says that a disclaimer follows."""


def find_disclaimers(analysis: ArticleText) -> tuple[Disclaimer, ...]:
    """Return every disclaimer of a page, those of its text in reading order."""
    steps = (_in_text, _in_includes, _in_fields, _behind_links, _in_template)
    return tuple(found for step in steps for found in step(analysis))


def read_sentences(sentences: Iterable[str], heading: str = "") -> Iterator[frozenset[Group]]:
    """Yield what each sentence of one block disclaims, read with the heading and the sentence before it."""
    before, said = "", False
    for sentence in sentences:
        groups = groups_of(sentence, heading)
        if before and not groups & MEDICAL and _GOES_ON.match(sentence):
            groups |= groups_of(f"{before.rstrip(' .!?')}, {sentence[:1].lower()}{sentence[1:]}", heading) & _JOINED
        if before and not groups and not said:
            groups = groups_of_pair(before, sentence)
        before, said = sentence, bool(groups)
        yield groups


def _in_text(analysis: ArticleText) -> Iterator[Disclaimer]:
    document, heading = analysis.document, ""
    for index, block in enumerate(document.blocks):
        text = document.prose(block.span)
        words = analysis.words_in(block.span)
        if block.kind not in _NOT_READ and (is_disclaimer_heading(heading) or is_hinted(text, words)):
            yield from _in_block(analysis, index, block, "" if block.kind == "heading" else heading)
        if block.kind == "heading":
            heading = text


def _in_block(analysis: ArticleText, index: int, block: Block, heading: str) -> Iterator[Disclaimer]:
    document = analysis.document
    spans = [sentence.span for sentence in analysis.sentences_in(block.span)]
    read = read_sentences((document.prose(span) for span in spans), heading)
    for span, groups in zip(spans, read, strict=True):
        if groups:
            announced = is_disclaimer_heading(heading)
            yield Disclaimer(groups, span, document.prose(span), block=index, announced=announced)


def _in_includes(analysis: ArticleText) -> Iterator[Disclaimer]:
    settings, document = analysis.settings, analysis.document
    for include in document.includes:
        groups = _include_groups(include, document, settings.root, settings.disclaimer.partials)
        if groups:
            place = Span(include.offset, include.offset)
            yield Disclaimer(groups, place, include.name, "include", document.block_index(include.offset))


def _include_groups(include: Include, document: Document, root: str, partials: tuple[str, ...]) -> frozenset[Group]:
    """Read an include by its own text, by its file, else by the trust put in its name."""
    own = " ".join(value for key, value in include.attributes.items() if key in ("text", "message", "children"))
    text = own or partial_text(include, root, document.source.path)
    if text is not None and text.strip():
        return read_text(text)
    return MEDICAL if name_matches(include.name, partials) else frozenset()


@cache
def read_text(text: str) -> frozenset[Group]:
    """Return everything that a text of several paragraphs, separated by line feeds, disclaims."""
    found: frozenset[Group] = frozenset()
    heading = ""
    for paragraph in text.split("\n"):
        for groups in read_sentences(_SENTENCE_END.split(paragraph), heading):
            found |= groups
        if is_disclaimer_heading(paragraph):
            heading = paragraph
    return found


def _in_fields(analysis: ArticleText) -> Iterator[Disclaimer]:
    """Read texts in the front matter; a mere flag counts when the configuration says what the template does."""
    for name in _FLAGS:
        field = analysis.document.field(name)
        value = str(field.value).strip() if field and field.value is not None else ""
        if field and value.lower() not in _OFF:
            yes = value.lower() in ("true", "yes", "on", "1")
            groups = MEDICAL if yes and name != "disclaimer" else read_text(value)
            if groups:
                yield Disclaimer(groups, Span(0, 0), value, "field")


def _behind_links(analysis: ArticleText) -> Iterator[Disclaimer]:
    """A link called "Medical disclaimer" is a pointer, which does not tell readers anything by itself."""
    document = analysis.document
    for link in document.links:
        text = document.prose(link.text)
        if is_disclaimer_heading(text):
            yield Disclaimer(frozenset(), link.text, text, "link", document.block_index(link.offset))


def _in_template(analysis: ArticleText) -> Iterator[Disclaimer]:
    names = {name.strip().lower().replace("-", "_") for name in analysis.settings.disclaimer.provided_by_template}
    groups = frozenset(group for group in Group if group.value in names)
    if names & {"not_medical_advice", "medical_advice", "medical_disclaimer", "medical", "health_disclaimer"}:
        groups |= MEDICAL
    if groups:
        yield Disclaimer(groups, Span(0, 0), "the template", "template")
