"""Sources that stand apart from what they say: behind it, in its frame, or in the sentence before or after.

"Source: NICE, 2019", "- NHS", "(Cochrane review)", "in the agency's view", "So reported Smith", and a result
told in the past tense right behind the study it came from.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from claimlint.language.standing.grammar import AUXILIARIES, BE, DETERMINERS, HAVE, PREPOSITIONS
from claimlint.language.standing.speakers import DEFINITE, known_words, source_kind
from claimlint.language.text.words import word_set
from claimlint.late import dataclass, regex
from claimlint.source import Span

if TYPE_CHECKING:
    from claimlint.language.standing.reading import Reading, Readings


@dataclass(frozen=True, slots=True)
class Source:
    """A source in a sentence; word indices of its reading."""

    kind: str
    """study, institution, person, name (a surname alone), company or crowd."""
    first: int
    """First word of the cue: the source with its verb."""
    last: int
    start: int
    """First word of what it is the source of."""
    end: int


_OWN = word_set("our us own we my")
_TAIL = 9
_BRACKET = regex(r"[(\[\u2014]| [\u2013-] ")
_LEADING = word_set("the a an see from per via in source")
_OPENING = word_set("in on by from to at for")
_ECHO = 12
"""Words that a closing "as the agency has put it for years" may have."""
_KNOWN_HERE = frozenset(["institution", "study", "person"])
_BACKWARD_LINKS = word_set("that this these those the it")
_LINKED = word_set(
    "source sources number numbers figure finding findings claim conclusion result results advice position view verdict"
)
_POINTING = word_set("it this that these those")
_RESULTS = word_set(
    """cut fell rose had led got shrank kept beat saw did felt slept fared lost gained held rid ate took made was were
    grew puts drew"""
)
_JOINING = word_set("but and though while so yet")
_LABEL_WORDS = 3
_MARKED = regex(r": | [-\u2013\u2014] ?")
"""What sets a source apart from its headline."""
_SPEAKERS = word_set(
    """study trial review analysis survey report poll paper researchers scientists experts expert doctors company maker
    makers firm studies"""
)
_COMPARED = word_set(
    """than among percent points score scores placebo sham dummy participants volunteers subjects group groups trial
    trials experiment experiments pilot compared versus controls arm randomly randomised randomized enrolled pooled"""
)
"""Words of those who compare people in a study."""
_READER = word_set("you your you'll yours our ours we us my i me i've i'm")


def _section(name: str) -> frozenset[str]:
    return known_words().by_kind[name]


def find_closing(reading: Reading) -> Iterator[Source]:
    """Yield the source that a bracket, dash or label at the end of a sentence names without a verb."""
    if not _BRACKET.search(reading.text):
        return
    words, gaps = reading.words, reading.gaps
    size = len(words)
    start = next((i for i in range(size - 1, max(size - _TAIL, 1), -1) if _BRACKET.search(gaps[i])), 0)
    if not start or not AUXILIARIES.isdisjoint(words[start:]) or not _OWN.isdisjoint(words[start:]):
        return
    if not (reading.capital(start) or words[start] in _LEADING) or not _section("halo").isdisjoint(words[start:]):
        return
    kind = source_kind(reading, start, size)
    if kind == "institution" or (kind == "study" and not {"(", "["}.isdisjoint(gaps[start])):
        yield Source(kind, start, size, 0, start)


def find_label(reading: Reading) -> Iterator[Source]:
    """Yield the source that a headline sets before or behind a colon: "Study: yoga eases pain", "...: experts"."""
    words, gaps = reading.words, reading.gaps
    size = len(words)
    for i in range(1, size) if _MARKED.search(reading.text) else ():
        if not _MARKED.fullmatch(gaps[i]):
            continue
        if ":" in gaps[i] and i <= _LABEL_WORDS and _is_speaking(words[i - 1]):
            yield Source(source_kind(reading, 0, i) or "crowd", 0, i, i, size)
        elif size - i <= _LABEL_WORDS and _is_speaking(words[-1]):
            yield Source(source_kind(reading, i, size) or "crowd", i, size, 0, i)


def _is_speaking(word: str) -> bool:
    return word in _SPEAKERS or word in _section("person") or (word[-1:] == "s" and word[:-1] in _section("person"))


def find_judged(reading: Reading) -> Iterator[Source]:
    """Yield the source in whose judgement something holds: "in the agency's view", "to believers,"."""
    words = reading.words
    if not words or words[0] not in _OPENING:
        return
    end = reading.comma_after(0, min(_TAIL, len(words)))
    if end < 2 or "," not in reading.gaps[min(end, len(words) - 1)]:
        return
    if words[0] in ("to", "for"):
        whom = words[1:end]
        if end <= 4 and not _section("outsiders").isdisjoint(whom) and _OWN.isdisjoint(whom):
            yield Source("person", 0, end, end, reading.clause(end)[1])
            return
    owner = next((i for i in range(1, end) if words[i].endswith(("'s", "s'"))), 0)
    judged = owner and not _section("judgement").isdisjoint(words[owner + 1 : end])
    if judged and _OWN.isdisjoint(words[:end]) and (source_kind(reading, 1, end) or reading.capital(owner)):
        yield Source("institution", 0, end, 0, len(words))


def find_subject(reading: Reading) -> Iterator[Source]:
    """Yield the institution a sentence opens with, whatever its verb: "the agency's committee backs ginger to ease"."""
    words = reading.words
    limit = min(_TAIL, len(words) - 1)
    if limit < 3 or not _OWN.isdisjoint(words):
        return
    verb = next((i for i in range(2, limit) if _is_act(words[i]) and not reading.capital(i)), 0)
    if not verb or any(reading.gaps[i] != " " for i in range(1, verb + 1)):
        return
    if not _section("halo").isdisjoint(words[: verb + 1]) or not PREPOSITIONS.isdisjoint(words[:verb]):
        return
    if source_kind(reading, 0, verb) == "institution" and words[verb - 1] not in _section("people"):
        yield Source("institution", 0, verb + 1, verb + 1, reading.clause(verb)[1])


def _is_act(word: str) -> bool:
    return word in _RESULTS or (word.endswith(("s", "ed")) and not word.endswith(("ss", "us", "is", "'s")))


def find_echo(reading: Reading, link: int) -> Iterator[Source]:
    """Yield the institution that closes a sentence behind "as": "ivy loosens phlegm as the agency has put it"."""
    words = reading.words
    end = min(link + _TAIL, len(words))
    if link < 3 or len(words) - link > _ECHO or not any(reading.capital(i) for i in range(link + 1, end)):
        return
    verb = next((i for i in range(link + 2, end) if _is_act(words[i]) and not reading.capital(i)), 0)
    if verb and source_kind(reading, link + 1, verb) == "institution":
        yield Source("institution", link, verb + 1, 0, link)


def find_belief(reading: Reading, i: int) -> Iterator[Source]:
    """Yield who is sure of what follows word ``i``: "his aunt was convinced that it cured gout"."""
    words = reading.words
    told = words[i + 1 : i + 3] == ["it", "that"]
    if not i or not (told or words[i - 1] in BE) or (words[i] in HAVE and not told):
        return
    end = i if told else i - 1
    start = max(reading.clause(i)[0], end - 8)
    kind = source_kind(reading, start, end)
    if words[start] in _JOINING:
        start += 1
    alone = end == start + 1 and reading.capital(start) and words[i + 1 : i + 2] == ["that"]
    believing = (alone and not kind) or (told and kind != "company")
    if kind == "person" or (believing and _READER.isdisjoint(words[start:end])):
        yield Source("person" if kind in ("", "crowd") else kind, start, i + 1, i + 1, len(words))


def find_inverted(reading: Reading, verb: int) -> Source | None:
    """Return who is named behind "so": "...: so concluded the panel in 2015"."""
    if verb < 2 or reading.words[verb - 1] != "so" or not reading.gaps[verb - 1].strip():
        return None
    end = min(verb + 8, len(reading.words))
    kind = source_kind(reading, verb + 1, end) or ("person" if _is_named(reading, verb + 1, end) else "")
    return Source(kind, verb - 1, min(verb + 4, end), 0, verb - 1) if kind in _KNOWN_HERE else None


def _is_named(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a capitalised word stands first or owns something among words ``start`` up to ``end``."""
    words = reading.words
    if start < end and reading.capital(start) and words[start] not in DETERMINERS and words[start].isalpha():
        return True
    return any(reading.capital(i) and words[i].endswith("'s") for i in range(max(start, 1), end))


def source_after(readings: Readings, reading: Reading) -> tuple[Reading, int, str] | None:
    """Return the next sentence, the number of its words that name a source, and the source's kind.

    "That is the position of the College", "Source: NICE", "So reported Smith", "The council showed it in 1991".
    """
    following = readings.get(reading.index + 1, reading.sentence.block)
    if following is None or len(following.words) < 2:
        return None
    words, end = following.words, min(len(following.words), 16)
    kind = ""
    if words[0] in _section("label") and ":" in following.gaps[1]:
        kind = "" if not _OWN.isdisjoint(words[:end]) else _labelled(following, end)
    elif words[0] == "so" and words[1] in _section("reporting"):
        kind = source_kind(following, 2, end) or ("person" if _is_named(following, 2, end) else "")
    elif words[0] in _BACKWARD_LINKS and not _LINKED.isdisjoint(words[:6]):
        kind = source_kind(following, 1, end) or ("person" if _is_named(following, 1, min(end, 6)) else "")
    else:
        kind = _pointed_at(following, end)
    return (following, min(end, 8), kind) if kind and kind != "crowd" else None


def _pointed_at(reading: Reading, end: int) -> str:
    """Return the institution a sentence names as where something comes from, was measured, or can be read."""
    words = reading.words
    if not _OWN.isdisjoint(words) or not _READER.isdisjoint(words):
        return ""
    for i in range(1, end):
        linked = words[i] in ("in", "from", "by") and (words[i - 1] in BE or words[i - 1] in _COMING)
        if linked and not _POINTING.isdisjoint(words[:i]) and source_kind(reading, i + 1, end) == "institution":
            return "institution"
    told = words[0] in _READING or not _POINTING.isdisjoint(words[1:]) or not _section("study").isdisjoint(words)
    return "institution" if told and source_kind(reading, 0, end) == "institution" else ""


_READING = word_set("see read published printed pooled from per reported quoted taken measured tested")
_COMING = word_set("comes came taken drawn stems is was quoted cited straight")


def _labelled(reading: Reading, end: int) -> str:
    kind = source_kind(reading, 1, end)
    return "" if kind in ("company", "crowd") else kind or "study"


def source_before(
    readings: Readings, reading: Reading, word: int, *, report: bool = False
) -> tuple[Reading, int, str] | None:
    """Return the sentence before, the number of its words that name a study, and the kind, for a result of it.

    Only a past tense that speaks to nobody reads as a result: "The trial had 40 patients. Ginger eased nausea."
    In a ``report``, which sells nothing, "the study" anywhere before will do, and what it shows may be told as present.
    """
    words = reading.words
    before = readings.get(reading.index - 1, reading.sentence.block)
    if word >= len(words) or before is None or not before.words:
        return None
    if not _READER.isdisjoint(words) or not _READER.isdisjoint(before.words):
        return None
    past = words[word].endswith("ed") or words[word] in _RESULTS
    said = before.words if report else before.words[:_TAIL]
    studies = _section("study") | _section("people") if report else _section("study")
    noun = next((i for i, other in enumerate(said) if other.removesuffix("'s") in studies), -1)
    if noun < 0:
        return None
    if report:
        definite = not DEFINITE.isdisjoint(said[max(noun - 3, 0) : noun])
        told = past or (not FINDING.isdisjoint(said[noun:]) and _goes_on(words, said))
        return (before, noun + 1, "study") if definite and told else None
    kind = source_kind(before, 0, min(noun + 5, len(before.words)))
    particular = said[0] in DEFINITE or said[0] in ("a", "an", "one", "in")
    return (before, noun + 1, "study") if past and kind in ("study", "institution") and particular else None


def find_result(reading: Reading, word: int, span: Span) -> tuple[int, int] | None:
    """Return the words that show that what is told in the past tense is the result of a study, where some do.

    "Compared with placebo, magnesium cut attacks"; with the perfect or the present it is a claim of the writer's.
    """
    words = reading.words
    end = next((i for i in range(word, len(words)) if reading.starts[i] >= span.end), len(words))
    if not _READER.isdisjoint(words) or not {"has", "have"}.isdisjoint(words[max(word - 2, 0) : end]):
        return None
    if not any(other.endswith("ed") or other in _RESULTS for other in words[max(word - 1, 0) : end]):
        return None
    return next(((i, i + 1) for i, other in enumerate(words) if other.removesuffix("'s") in _COMPARED), None)


def _goes_on(words: Sequence[str], before: Sequence[str]) -> bool:
    """Tell whether a sentence goes on about what the one before told: it points back, or a longer word returns."""
    if words[0] in DEFINITE:
        return True
    stems = {word[:5] for word in before if len(word) > 5}
    return any(len(word) > 5 and word[:5] in stems for word in words)


FINDING = word_set(
    """found finds find shown shows showed reveals revealed reported reports concluded concludes suggests suggested
    indicates indicated discovered confirms confirmed demonstrated demonstrates linked associated"""
)
