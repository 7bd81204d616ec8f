"""Abbreviations whose full stop does not end a sentence, by what may follow them."""

from __future__ import annotations

from claimlint.language.text.words import word_set

ALWAYS_INSIDE = word_set(
    """dr drs mr mrs ms mx prof profs rev hon st ste gen sen rep gov capt col lt maj sgt cmdr supt pres mt ft
    vs v viz cf e.g i.e eg ie approx ca circa incl esp resp aka a.k.a
    fig figs tab eq eqs ref refs vol vols pp art ch chap sect app suppl ed eds edn"""
)
"""A name, a number or the other half of a comparison follows: never the end of a sentence."""

BEFORE_NUMBERS = word_set(
    """no nos p pt para sec jan feb mar apr jun jul aug sep sept oct nov dec
    mon tue tues wed thu thur thurs fri sat sun tel ext est"""
)
"""Inside a sentence when a figure follows (``No. 5``, ``Jan. 3``), otherwise words of their own."""

MONTHS = word_set("jan feb mar apr jun jul aug sep sept oct nov dec")

NAME_PARTS = word_set(
    """inc ltd co corp llc plc gmbh bros jr sr al dept univ assn assoc inst govt ave blvd rd hwy
    clin oncol med engl acad sci biol chem phys physiol psychol psychiatr nutr pharmacol pharm res proc natl int eur br
    ann intern arch pediatr paediatr gynecol gynaecol obstet surg cardiol neurol neurosci epidemiol environ syst dis
    immunol microbiol soc adv exp mol behav endocrinol metab gastroenterol hepatol dermatol rheumatol radiol
    ophthalmol otolaryngol toxicol ther hum genet prev prim crit emerg anesth anaesth orthop rehabil j am natl
    jpn chin scand can aust lett suppl obes diabetol nephrol urol hematol haematol virol infect nurs dent geriatr
    gerontol occup sociol anthropol evid complement altern cochrane biochem biophys commun integr cogn"""
)
"""Parts of names: the end of a sentence only when a plain opening word follows (``Inc. The``)."""

MAY_END = word_set(
    """etc mg mcg g kg ml dl l cm mm km oz lb lbs in ft hr hrs min mins sec secs yr yrs wk wks mo mos iu
    tbsp tsp tbs pkg ppm avg max dept"""
)
"""Often last in a sentence: the end of one when a capital follows."""

OPENERS = word_set(
    """the this that these those there they then thus their it its in if is i we our you your he she his her
    a an and as at all although after also another any are among about according
    but by because before both between for from first finally further furthermore
    however here how has have most more many moreover no not nor now on of once one only other over
    patients people participants researchers scientists results some since so such still several studies
    to two three take talk today unlike until under what when where while who why which with without
    will would yet each even every do does did don't doctors can could may might"""
)
"""Words that open a sentence far oftener than they continue a name."""

LETTER_NAMES = word_set(
    """vitamin vitamins hepatitis type types group groups grade class factor influenza flu stage phase plan
    immunoglobulin part appendix strain serotype vitamine coenzyme"""
)
"""Before a single capital these make a name that may end a sentence (``vitamin C.``)."""

WEEKDAYS_AND_MONTHS = word_set(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december eastern pacific central gmt est pst edt pdt et"""
)
