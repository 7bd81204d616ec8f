"""Which of a few languages a sentence or an article is written in, told by its commonest words."""

from __future__ import annotations

from claimlint.language.text.words import word_set
from claimlint.late import regex

_COMMON = {
    "en": word_set(
        """the of and to in a is that for it as with on you we our this are be by an or from if when your at may not
        i my have has was were they through any some which can will no us me post page article links link contains"""
    ),
    "de": word_set(
        """der die das und zu den von mit sie ist des sich nicht ein eine einen einem einer auf für wenn du ihr wir
        uns über dieser diese dieses enthält kein keine bei als oder auch es ich mir dem im am an aus unser unsere"""
    ),
    "fr": word_set(
        """le la les des de du et en un une est que pour dans par sur vous nous avec si ce cet cette ces nos notre votre
        vos je qui pas au aux sont sans son sa ses il elle peut via contient d'un l'article"""
    ),
    "es": word_set(
        """el la los las de del y en un una que por para con si se es no al tu te su nos como a través este esta
        estos estas sin lo más nuestros nuestro puede contiene yo me algunos"""
    ),
    "it": word_set(
        """il lo la i gli le di del della dei delle e un una che per con se si non al su nel tra questo questa questi
        nostri nostro da dal dai alla sono è ci a costi contiene alcuni"""
    ),
    "nl": word_set(
        """de het een en van in is dat op te voor met je jij u we wij onze ons als dit deze zijn via bij niet geen
        er aan kan krijgen ik mijn wordt door dan bevat sommige"""
    ),
}
_WORD = regex(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_LEAST, _MARGIN = 2, 1
"""Common words that must be found, and how many more than of any other language."""
_READ = 40
"""Words that are read; a sentence shows its language sooner."""
_FEWEST, _SHARE, _TIMES = 25, 0.2, 2.5
"""Of an article: words it must have, the share of them that must be common ones, how many times as many as English."""


def language_of(text: str, default: str = "") -> str:
    """Return the language (en, de, fr, es, it, nl) whose common words a text holds, or the default when unsure.

    >>> language_of("Wir erhalten eine Provision, wenn du über unsere Links kaufst.")
    'de'
    >>> language_of("#ad", "en")
    'en'
    """
    words = [match.group().lower() for match in _WORD.finditer(text[:2000])][:_READ]
    counts = sorted(((len(common.intersection(words)), name) for name, common in _COMMON.items()), reverse=True)
    (most, name), (second, _) = counts[:2]
    return name if most >= _LEAST and most - second >= _MARGIN else default


def language_of_article(text: str) -> str:
    """Return the language (de, fr, es, it, nl) that an article that declares none is plainly in, else en.

    >>> language_of_article("Das Licht ist an und die Tür ist zu. " * 5)
    'de'
    >>> language_of_article("Bonjour !")
    'en'
    """
    # The first lines show that an article is in English; whatever else it may be is read further.
    return "en" if _most_common(text[:600]) == "en" else _most_common(text[:4000]) or "en"


def _most_common(text: str) -> str:
    words = [match.group().lower() for match in _WORD.finditer(text)]
    english = sum(word in _COMMON["en"] for word in words)
    if len(words) < _FEWEST:
        return ""
    if english > _SHARE * len(words):
        return "en"
    counts = {name: sum(word in common for word in words) for name, common in _COMMON.items() if name != "en"}
    name = max(counts, key=counts.__getitem__)
    return name if counts[name] >= max(_SHARE * len(words), _TIMES * english) else ""
