"""Scopes: how far the word that negates, hedges or conditions reaches in its sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from claimlint.language.standing.citing import FINDING
from claimlint.language.standing.cues import Hit
from claimlint.language.standing.grammar import AUXILIARIES
from claimlint.language.standing.reading import Reading
from claimlint.language.text.words import word_set

_TURNS = word_set("but however yet nevertheless")
_HAVING = word_set("has have had having with is are was were there contains contain")
_NO_OBJECT = word_set("matter time less more fewer sooner doubt side adverse known")
_JOINING = word_set("and or nor")
_PARTICLES = word_set("up off out down away")


def live_hits(reading: Reading) -> Mapping[str, Sequence[Hit]]:
    """Return the cues of a sentence by shield, without those that only look like one."""
    hits = reading.hits
    pseudo = [hit for hit in hits if hit.cue.scope == "pseudo"]
    rhetorical = next((hit.last for hit in hits if hit.cue.scope == "rhetorical"), 0) if reading.question else 0
    live: dict[str, list[Hit]] = defaultdict(list)
    for hit in hits:
        if hit.cue.scope == "pseudo" or any(_inside(hit, other) for other in pseudo):
            continue
        if hit.first < rhetorical and hit.cue.shield in ("negation", "condition"):
            continue
        if hit.cue.shield == "hedge" and hit.last - hit.first == 1 and _is_month(reading, hit.first):
            continue
        live[hit.cue.shield].append(hit)
    return live


def _inside(hit: Hit, other: Hit) -> bool:
    return hit.cue.shield == other.cue.shield and hit.first < other.last and other.first < hit.last


def _is_month(reading: Reading, i: int) -> bool:
    """Tell whether "May" is dated: a headline writes the verb with a capital as well."""
    words = reading.words
    if words[i] != "may" or i == 0 or not reading.capital(i):
        return False
    after = words[i + 1 : i + 2]
    return words[i - 1] in _DATING or words[i - 1].isdigit() or not after or after[0][:1].isdigit()


_DATING = word_set(
    "in by since until of from this last next early late mid through during before after and to every each"
)


def covers(reading: Reading, hit: Hit, word: int) -> bool:
    """Tell whether a cue reaches the word."""
    scope = hit.cue.scope
    if scope in ("sentence", "epistemic", "label"):
        return True
    if scope == "clause":
        start, end = reading.clause(hit.first)
        return start <= word < end
    if scope == "backward":
        return _turn_before(reading, hit.first) <= word < hit.first
    if scope == "object":
        return _is_object(reading, hit, word)
    if word <= hit.first:
        return False
    if scope == "onward" and hit.first == 0 and hit.cue.shield == "aim":
        return word < reading.comma_after(hit.last - 1, len(reading.words))
    if scope == "onward":
        return word < _turn_after(reading, hit.last) and not _finds_between(reading, hit, word)
    if scope == "participle":
        return word < _verb_after(reading, hit.last)
    end = reading.clause(hit.last - 1)[1]
    if scope == "phrase":
        return word < reading.comma_after(hit.last - 1, end)
    if scope in ("forward", "fail", "would"):
        return word < end and not _cut_off(reading, hit, word)
    return False


def _finds_between(reading: Reading, hit: Hit, word: int) -> bool:
    """Tell whether a study's aim has given way to its finding: "looked at 40 trials and found that"."""
    return hit.cue.shield == "aim" and not FINDING.isdisjoint(reading.words[hit.last : word])


def _verb_after(reading: Reading, i: int) -> int:
    """Return the first word after word ``i`` that a comma precedes or that is a helping verb."""
    limit = reading.comma_after(i, len(reading.words))
    return next((j for j in range(i, limit) if reading.words[j] in AUXILIARIES), limit)


def _turn_after(reading: Reading, i: int) -> int:
    """Return where the sentence turns to something else after word ``i``, or its end."""
    return next((b for b in reading.breaks if b > i and _is_turn(reading, b)), len(reading.words))


def _turn_before(reading: Reading, i: int) -> int:
    return max((b for b in reading.breaks if b <= i and _is_turn(reading, b)), default=0)


def _is_turn(reading: Reading, i: int) -> bool:
    return i < len(reading.words) and (reading.words[i] in _TURNS or ";" in reading.gaps[i])


def _is_object(reading: Reading, hit: Hit, word: int) -> bool:
    """Tell whether a negated object belongs to the verb at ``word``: "cures nothing", "gives no relief"."""
    words = reading.words
    between = hit.first - word
    if between < 1 or between > 2 or words[word] in _HAVING or "," in reading.gaps[hit.first]:
        return False
    if between == 2 and words[word + 1] not in _PARTICLES:
        return False
    return hit.last >= len(words) or words[hit.last] not in _NO_OBJECT


def _cut_off(reading: Reading, hit: Hit, word: int) -> bool:
    """Tell whether a factive verb ends the reach of a hedge: "you may be surprised to learn that"."""
    if hit.cue.shield != "hedge":
        return False
    return any(
        other.cue.scope == "factive" and hit.last <= other.first and other.last <= word for other in reading.hits
    )


def parity(reading: Reading, hits: Sequence[Hit], word: int) -> Hit | None:
    """Return the negation that holds at a word, None where there is none or two undo each other."""
    found = [hit for hit in hits if covers(reading, hit, word)]
    whole = next((hit for hit in found if hit.cue.scope in ("onward", "backward", "object")), None)
    if whole is not None:
        return whole
    turning = _of_one_predicate(reading, [hit for hit in found if hit.cue.scope in ("forward", "fail")])
    if len(turning) % 2:
        return turning[-1]
    return next((hit for hit in found if hit.cue.scope == "phrase"), None)


def _of_one_predicate(reading: Reading, turning: list[Hit]) -> list[Hit]:
    """Leave out negations of an earlier predicate: "does not hold live virus and cannot cause flu" denies twice."""
    for i in range(len(turning) - 1, 0, -1):
        between = range(turning[i - 1].last, turning[i].first + 1)
        if any(reading.words[j] in _JOINING or "," in reading.gaps[j] for j in between):
            return turning[i:]
    return turning
