"""The forms a term may take in running text: verb forms, plurals, American spellings."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from claimlint.language.strength.verbs import inflect
from claimlint.language.text.words import word_set
from claimlint.late import regex

BASE, THIRD, PAST, PARTICIPLE, ING = 1, 2, 4, 8, 16
"""What a verb form can be, as bits."""

_IRREGULAR = """
be is was been being|beat beats beat beaten beating|become becomes became become becoming|bend bends bent bent bending
bid bids bid bid bidding|bind binds bound bound binding|break breaks broke broken breaking
breed breeds bred bred breeding|bring brings brought brought bringing|build builds built built building
burn burns burned burnt burning|come comes came come coming|cut cuts cut cut cutting|deal deals dealt dealt dealing
do does did done doing|draw draws drew drawn drawing|drive drives drove driven driving|eat eats ate eaten eating
fall falls fell fallen falling|feed feeds fed fed feeding|fight fights fought fought fighting
flee flees fled fled fleeing
forestall forestalls forestalled forestalled forestalling|free frees freed freed freeing|get gets got gotten getting
give gives gave given giving|go goes went gone going|grind grinds ground ground grinding|grow grows grew grown growing
hang hangs hung hung hanging|have has had had having|hit hits hit hit hitting|hold holds held held holding
hurt hurts hurt hurt hurting|keep keeps kept kept keeping|know knows knew known knowing|lay lays laid laid laying
lead leads led led leading|leave leaves left left leaving|let lets let let letting|lose loses lost lost losing
make makes made made making|mean means meant meant meaning|meet meets met met meeting
outrun outruns outran outrun outrunning
overcome overcomes overcame overcome overcoming|put puts put put putting|quit quits quit quit quitting
rebuild rebuilds rebuilt rebuilt rebuilding|remake remakes remade remade remaking|reset resets reset reset resetting
rewind rewinds rewound rewound rewinding|rewrite rewrites rewrote rewritten rewriting|rid rids rid rid ridding
rise rises rose risen rising|rot rots rotted rotted rotting|run runs ran run running|say says said said saying
see sees saw seen seeing|seek seeks sought sought seeking|send sends sent sent sending|set sets set set setting
shake shakes shook shaken shaking|shed sheds shed shed shedding|show shows showed shown showing
shrink shrinks shrank shrunk shrinking|shut shuts shut shut shutting|sink sinks sank sunk sinking
slay slays slew slain slaying|slide slides slid slid sliding|slink slinks slunk slunk slinking
spell spells spelled spelt spelling|spread spreads spread spread spreading|spring springs sprang sprung springing
stand stands stood stood standing|steal steals stole stolen stealing|strike strikes struck struck striking
sweep sweeps swept swept sweeping|take takes took taken taking|throw throws threw thrown throwing
turn turns turned turned turning|undo undoes undid undone undoing|wake wakes woke woken waking|win wins won won winning
wind winds wound wound winding|withhold withholds withheld withheld withholding|wreak wreaks wreaked wreaked wreaking
bounce bounces bounced bounced bouncing|outdo outdoes outdid outdone outdoing|forget forgets forgot forgotten forgetting
bin bins binned binned binning|wean weans weaned weaned weaning|drink drinks drank drunk drinking
swallow swallows swallowed swallowed swallowing|sleep sleeps slept slept sleeping|feel feels felt felt feeling
"""
_DOUBLING = frozenset(["regain", "forestal", "control", "dispel", "expel", "repel", "rebut", "abet", "deter", "unclog"])
_AMERICAN = (
    ("haem", "hem"),
    ("aem", "em"),
    ("oea", "ea"),
    ("oeic", "eic"),
    ("oes", "es"),
    ("oed", "ed"),
    ("foet", "fet"),
    ("faec", "fec"),
    ("coeliac", "celiac"),
    ("caesar", "cesar"),
    ("gynaec", "gynec"),
    ("paed", "ped"),
    ("anaesth", "anesth"),
    ("homoeo", "homeo"),
    ("tumour", "tumor"),
    ("colour", "color"),
    ("odour", "odor"),
    ("favour", "favor"),
    ("labour", "labor"),
    ("armour", "armor"),
    ("vigour", "vigor"),
    ("vapour", "vapor"),
    ("fibre", "fiber"),
    ("centre", "center"),
    ("defence", "defense"),
    ("ageing", "aging"),
    ("sulph", "sulf"),
    ("mould", "mold"),
    ("grey", "gray"),
    ("isation", "ization"),
    ("programme", "program"),
    ("yoghurt", "yogurt"),
    ("neurone", "neuron"),
    ("travellers", "travelers"),
    ("traveller", "traveler"),
    ("moisturiser", "moisturizer"),
    ("stabiliser", "stabilizer"),
    ("aluminium", "aluminum"),
    ("liquorice", "licorice"),
    ("counselling", "counseling"),
)
_BRITISH = regex("|".join(british for british, _ in _AMERICAN))
_IZE = regex(r"(?<=[a-z]{3})is(e|es|ed|ing|er|ers)\b")
_NOT_IZE = word_set(
    """
    exercise advise rise raise otherwise wise disease noise promise precise supervise revise devise surprise bruise
    raises exercises raised exercising promises promised promising bruised raising tenderise excise cerise demise
    franchise merchandise paradise premise rinse ease cruise praise poise chemise expertise likewise porpoise
    tortoise turquoise mayonnaise anise compromise compromises compromised compromising compris disguise disguises
    bruises advertise advertises arise arises arising rising rises enterprise improvise despise televise
    """
)


@cache
def _irregular() -> dict[str, tuple[str, ...]]:
    rows = (row.split() for line in _IRREGULAR.strip().splitlines() for row in line.split("|"))
    return {row[0]: tuple(row) for row in rows}


def verb_forms(phrase: str) -> dict[str, int]:
    """Return every form of a verb phrase, its first word inflected, with what the form can be.

    >>> sorted(verb_forms("wipe out"))
    ['wipe out', 'wiped out', 'wipes out', 'wiping out']
    """
    head, space, tail = phrase.partition(" ")
    forms = _irregular().get(head)
    if forms is None:
        prefix, hyphen, last = head.rpartition("-")
        root = _irregular().get(last) if hyphen else None
        forms = tuple(f"{prefix}-{form}" for form in root) if root else _regular(head)
    found: dict[str, int] = {}
    for bit, form in zip((BASE, THIRD, PAST, PARTICIPLE, ING), forms, strict=True):
        for spelling in _spellings_of_verb(form):
            found[spelling + space + tail] = found.get(spelling + space + tail, 0) | bit
    if head == "be":
        found["are" + space + tail] = THIRD
        found["were" + space + tail] = PAST
    return found


def base_of(third: str) -> str | None:
    """Return the verb of which a word is the third person singular, by its spelling alone; None where it is none.

    >>> base_of("reduces"), base_of("fixes"), base_of("carries"), base_of("is"), base_of("stress")
    ('reduce', 'fix', 'carry', 'be', None)
    """
    irregular = next((row[0] for row in _irregular().values() if row[1] == third), None)
    if irregular:
        return irregular
    cut = 3 if third.endswith("ies") else 2 if third.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")) else 1
    base = third[:-cut] + ("y" if cut == 3 else "")
    return base if len(base) > 1 and not third.endswith("ss") and verb_forms(base).get(third, 0) & THIRD else None


def _regular(head: str) -> tuple[str, ...]:
    if head in _DOUBLING:
        last = head[-1]
        return head, head + "s", head + last + "ed", head + last + "ed", head + last + "ing"
    return inflect(head)


def _spellings_of_verb(form: str) -> set[str]:
    return {form, american(form)}


def american(term: str) -> str:
    """Return the American spelling of a British term, or the term itself.

    >>> american("oesophageal tumour"), american("normalise"), american("exercise")
    ('esophageal tumor', 'normalize', 'exercise')
    """
    if _BRITISH.search(term):
        for british, other in _AMERICAN:
            term = term.replace(british, other)
    if "is" in term:
        term = " ".join(word if word in _NOT_IZE else _IZE.sub(r"iz\1", word) for word in term.split(" "))
    return term


def noun_forms(term: str) -> Iterator[str]:
    """Yield a noun term with its plural and the American spellings of both; an acronym only itself and its plural.

    >>> sorted(noun_forms("tumour"))
    ['tumor', 'tumors', 'tumour', 'tumours']
    """
    if term.isupper():
        yield term
        return
    for form in {term, plural(term)}:
        yield form
        other = american(form)
        if other != form:
            yield other


def plural(term: str) -> str:
    """Return the regular plural of a term, or the term where it has none or is one already."""
    if term.endswith(("ss", "sh", "ch", "x")):
        return term + "es"
    if term.endswith(("s", "z")) or not term[-1].isalpha():
        return term
    if term.endswith("y") and term[-2] not in "aeiou":
        return term[:-1] + "ies"
    return term + "s"
