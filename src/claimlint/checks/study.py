"""The kind ``study``: a headline or an advice that says more than the kind of study beneath it can show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from functools import cached_property
from typing import ClassVar, Literal

from claimlint.checks import Phrase
from claimlint.checks.phrase import words_pattern
from claimlint.claim import Strength
from claimlint.finding import Related
from claimlint.language.analysis import Analysis
from claimlint.language.safety.triggers import triggered
from claimlint.late import dataclass
from claimlint.matcher import Pattern
from claimlint.rule import Match
from claimlint.source import Span

Says = Literal["cause", "benefit", "prospect", "advice"]
_CAUSAL = frozenset({Strength.DIRECT, Strength.ABSOLUTE})
_WANTED = {
    "cause": _CAUSAL,
    "benefit": frozenset({*_CAUSAL, Strength.CONDITIONAL}),
    "prospect": frozenset({Strength.CONDITIONAL}),
}
_LONGEST_HEAD = 200
"""Code points; what is longer is a paragraph that stands where a headline would."""


def _doc(text: str) -> dict[str, str]:
    return {"doc": text}


@dataclass(frozen=True)
class StudyCheck:
    """Reports a headline that states a cause or a benefit, or advice, on a study that cannot show it."""

    VALUES: ClassVar[tuple[str, ...]] = ("study", "cue")

    says: Says = field(
        metadata=_doc("What goes too far: a headline that states a cause, a prospect (“may”) or either, or advice.")
    )
    study: tuple[Phrase, ...] = field(metadata=_doc("Phrases of the body that tell the kind of study."))
    at_least: int = field(default=2, metadata=_doc("How many of them must stand there."))
    within_words: int = field(default=0, metadata=_doc("In how many words from the top the first must stand; 0: any."))
    unless: tuple[Phrase, ...] = field(default=(), metadata=_doc("Phrases of the body that tell of a better study."))
    told: tuple[Phrase, ...] = field(default=(), metadata=_doc("Phrases of the headline that say enough."))
    about: tuple[Phrase, ...] = field(
        default=(), metadata=_doc("Phrases of which one must stand in the headline; empty: none is needed.")
    )

    @cached_property
    def _patterns(self) -> tuple[Pattern | None, Pattern | None, Pattern | None, Pattern | None]:
        study, unless, told, about = (words_pattern(item) for item in (self.study, self.unless, self.told, self.about))
        return study, unless, told, about

    def patterns(self) -> Iterable[Pattern]:
        return [pattern for pattern in self._patterns if pattern is not None]

    def needs(self) -> list[Pattern]:
        return [self._patterns[0]] if self._patterns[0] is not None else []

    def check(self, analysis: Analysis) -> Iterator[Match]:
        study, unless, told, about = self._patterns
        found = analysis.find(study) if study is not None else []
        if len(found) < self.at_least or (unless is not None and analysis.find(unless)):
            return
        head = analysis.head
        if self.within_words and len(analysis.text[: found[0].start].split()) > self.within_words:
            return
        in_head = [span for span in found if head is not None and span.overlaps(head)]
        if self.says == "advice":
            yield from self._advice(analysis, found)
        elif head is not None and not in_head:
            if told is not None and analysis.found_in(told, head):
                return
            if about is not None and not analysis.found_in(about, head):
                return
            yield from self._headline(analysis, head, found)

    def _headline(self, analysis: Analysis, head: Span, found: Sequence[Span]) -> Iterator[Match]:
        from claimlint.language.strength.rating import strength_of

        if head.length > _LONGEST_HEAD or analysis.text[head.start : head.end].rstrip().endswith("?"):
            return
        wanted = _WANTED[self.says]
        for sentence in analysis.sentences_in(head):
            reading = strength_of(analysis, analysis.sentence_index(sentence.span.start))
            if reading.strength in wanted:
                span = reading.span or head
                yield _match(analysis, span, found[0], reading.cue)
                return

    def _advice(self, analysis: Analysis, found: Sequence[Span]) -> Iterator[Match]:
        for trigger in triggered(analysis, "advice"):
            yield _match(analysis, trigger.span, found[0], "")
            return


def _match(analysis: Analysis, span: Span, study: Span, cue: str) -> Match:
    shown = analysis.document.prose(study)
    related = (Related(study, f"the study, as the text tells it: “{shown}”"),)
    return Match(span, {"study": shown, "cue": cue}, f"the text tells of “{shown}”", related)
