"""The closed classes of English words that tell a verb from a noun, and a clause from a phrase."""

from __future__ import annotations

from claimlint.language.text.words import word_set

DETERMINERS = word_set(
    "a an the this that these those its their his her our your my no any some each every both all such another one"
)
PREPOSITIONS = word_set(
    """of in for with to from by at on about against among between during after before into through without under over
    as than despite via per within toward towards regarding including like along together"""
)
BE = word_set("be is are was were been being isn't aren't wasn't weren't it's")
DO = word_set("do does did don't doesn't didn't")
HAVE = word_set("has have had hasn't haven't hadn't")
MODALS = word_set("may might could can cannot can't would will won't should must shall couldn't wouldn't")
AUXILIARIES = BE | DO | HAVE | MODALS
ADVERBS = word_set(
    """not also often even still never always only further both markedly very quite much more most less significantly
    independently together just actually already now then generally sometimes usually directly either alone
    almost nearly well better too so again each"""
)
ADJECTIVES = word_set(
    """significant substantial greater higher lower large small great major further marked modest dramatic sharp new
    good poor high low clear strong weak rapid slow steady considerable important long short net overall mean
    relative absolute clinical beneficial adverse negative positive similar any additional potential possible minor
    slight mild severe serious tenfold twofold threefold"""
)
NOUN_OR_VERB = word_set(
    """increase increases decrease decreases benefit benefits cause causes impact impacts cut cuts change changes harm
    harms boost boosts drop drops help effects result results influence influences trigger triggers delay delays limit
    limits block blocks damage aid fight stop stops show shows play signal signals hike add lead leads pose work works
    link links rise experience treat treats kill double spark fuel speed slow drive drives shield correct control
    counter place offer promise save prompt lower better experiences forecast flag beat burn burns push pump spike
    spikes controls buffer cushion feed feeds clear moderate offset calm quiet poison guard repair rescue melt tackle
    spur triple ease lift lifts up ups promises offers"""
)
"""Words that are both: only their surroundings tell."""

PLURALS = word_set("people women men children data mice they we which who you that")
RELATIVES = word_set("who which whose where whom")
SUBORDINATORS = word_set("although while whereas because when if since despite unless though")
COMPLEMENT_TAKERS = word_set(
    """found find finds show shows showed suggest suggests suggested indicate indicates so conclude believe say says
    said demonstrate demonstrated evidence fact hypothesis confirm confirmed know reveal likely possible report reported
    idea notion theory showing suggesting indicating clear was is shown concluded noted observed seen estimated think
    known argue stated means mean hypothesize hypothesise determined establish established sure"""
)
"""After these "that" opens what is said, not a relative clause."""

RAISERS = word_set("seem seems seemed appear appears appeared tend tends tended remain remains remained")
RISKS = word_set("risk risks mortality odds levels rates incidence prevalence likelihood utilization")
OUTCOMES = word_set(
    """risk risks rate rates likelihood odds chance chances incidence prevalence mortality survival frequency outcomes
    outcome levels level scores score proportion probability death deaths concentrations concentration quality burden
    hazard utilization number adherence complications symptoms anxiety margin margins"""
)


def is_adverb(word: str) -> bool:
    return word in ADVERBS or word.endswith("ly")


def is_plural(word: str) -> bool:
    """Tell whether a word can be the plural subject of a base form."""
    return word in PLURALS or (word.endswith("s") and not word.endswith(("ss", "us", "is")))
