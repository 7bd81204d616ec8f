"""The standing of words in their sentence: scope decides, not presence. The words asked about stand in [[ ]]."""

from __future__ import annotations

import pytest

from claimlint.claim import Status
from claimlint.language.analysis import Analysis
from claimlint.language.standing.status import SHIELDS, Assertion, status_of
from claimlint.parsers import parse
from claimlint.settings import Settings
from claimlint.source import Source, Span


def judge(marked: str, ignore: frozenset[str] = frozenset(), format: str = "markdown", content: str = "") -> Assertion:
    before, _, rest = marked.partition("[[")
    words, _, after = rest.partition("]]")
    analysis = Analysis(parse(Source("a.md", before + words + after, format)), Settings(content=content))
    start = analysis.text.index(words)
    return status_of(analysis, Span(start, start + len(words)), ignore)


CASES = {
    Status.ASSERTED: [
        "It [[heals]] ulcers – NHS approved.",
        "NHS nurses swear that our balm [[heals]] eczema.",
        "We are sure that it [[heals]] ulcers.",
        "As seen on TV, the oil [[ends]] arthritis.",
        "It does not matter how long you had it: the oil [[ends]] tinnitus.",
        "Our pharmacist says that it [[heals]] ulcers.",
        "Laboratory tests show that neem [[kills]] viruses.",
        "Our turmeric tea [[cures]] arthritis.",
        "Not only does it [[heal]] ulcers, it ends reflux.",
        "There is not an ache on this planet that our balm cannot [[soothe]].",
        "There is no one our lamp has not [[helped]].",
        "It never fails to [[stop]] a migraine.",
        "I can't deny that the tea [[cured]] me.",
        "No doubt it [[cures]] warts.",
        "It's no secret that ginger [[cures]] nausea.",
        "Don't wait: this oil [[ends]] migraine.",
        "It won't upset your stomach and it [[ends]] heartburn.",
        "No need for surgery when our drops [[dissolve]] cataracts.",
        "No fake fillers, just roots that [[heal]] the gut.",
        "There is strong clinical evidence that our oil [[cures]] gout.",
        "Studies show that ginger [[cures]] nausea.",
        "Doctors agree that kefir [[heals]] the gut.",
        "Users report that it [[stops]] snoring overnight.",
        "You may be surprised to learn that celery juice [[heals]] eczema.",
        "The syrup, which may taste bitter, [[cures]] coughs.",
        "It [[cures]] acne and may also soften your skin.",
        "People who nap are more likely to [[sleep]] worse.",
        "In May garlic [[cures]] colds.",
        "Did you know that beetroot [[lowers]] blood pressure?",
        "Why suffer when our patch [[ends]] back pain?",
        "Isn't it time you tried the tea that [[melts]] fat?",
        "If you suffer from eczema, this cream [[cures]] it.",
        "Our eight-week programme will [[reverse]] your arthritis.",
        "Made in an FDA-registered plant, so it [[heals]] safely.",
        "The WHO lists zinc, and our lozenge [[ends]] colds overnight.",
        "It [[eases]] bloating. There are no side effects.",
        "Our tea [[heals]] ulcers. In fact, it beats every drug.",
        "It may sound too good to be true, but our lamp [[cures]] insomnia.",
        "Claim your free bottle of the tonic that [[reverses]] diabetes.",
        "We believe in nature, and our tea [[cures]] gout.",
        "Recommended by thousands of mums, it [[stops]] colic.",
        "Made in a plant approved by the FDA, our tea [[cures]] gout.",
        "In a study, our tea [[cured]] gout.",
        "So good you will never see a doctor again: it [[cures]] piles.",
    ],
    Status.NEGATED: [
        "The berry that [[prevents]] dementia has yet to be found.",
        "Nobody knows yet how garlic [[lowers]] blood pressure.",
        "It would be wrong to say that the drops [[cure]] gout.",
        "Saying that the drops [[cure]] gout would be premature.",
        "Proof that elder [[fights]] flu is lacking.",
        "Nobody should expect a tea to [[lower]] cholesterol.",
        "We refuse to say that our soap [[heals]] psoriasis.",
        "Turmeric does not [[cure]] cancer.",
        "There is no proof that zinc [[stops]] a cold.",
        "The pills did nothing to [[stop]] the rash.",
        "The gel is nowhere near [[curing]] acne.",
        "Neither the herb nor the oil [[lowers]] cholesterol.",
        "That copper bracelets [[relieve]] arthritis still awaits proof.",
        "Nobody has shown that crystals [[heal]] anything.",
        "The cream [[treats]] nothing.",
        "The wrap [[melts]] no fat.",
        "Far from [[curing]] asthma, the steam made it worse.",
        "The drops failed to [[reduce]] fever.",
        "Echinacea is no [[cure]] for flu.",
        "Hardly any of the volunteers [[slept]] better on valerian.",
        "At no point did the powder [[lower]] anyone's blood sugar.",
        "There was little to suggest that the drops [[shortened]] colds.",
        "This product is not intended to diagnose, [[treat]], cure or prevent any disease.",
    ],
    Status.HEDGED: [
        "It remains unclear how sleep loss [[causes]] weight gain.",
        "What is less certain is that blue light [[causes]] insomnia.",
        "Evidence that gluten [[causes]] headaches is thin.",
        "Her theory is that cabbage [[heals]] the gut.",
        "The hope is that one of the herbs [[cures]] gout.",
        "Ginger may [[ease]] nausea.",
        "It seems to [[lower]] blood sugar a little.",
        "People who nap are likely to [[sleep]] worse.",
        "Perhaps zinc [[shortens]] a cold.",
        "In mice, the extract [[shrinks]] tumours.",
        "The findings suggest that yoga [[eases]] back pain.",
        "It is thought that cranberries [[prevent]] cystitis.",
        "Magnesium [[eases]] cramps, although the evidence is weak.",
        "Some people find that lavender [[calms]] them.",
        "At best, the cream [[softens]] old scars.",
        "One small study found that cocoa [[improves]] memory.",
        "It won't work for everyone, but the pillow [[reduces]] snoring.",
        "In our experience the belt [[eases]] a sore back.",
        "Peppermint [[calms]] some stomachs.",
        "Legend has it that garlic [[cures]] the plague.",
    ],
    Status.ATTRIBUTED: [
        "Vitamin D [[prevents]] falls, says the geriatrician who wrote the book.",
        "Kefir [[heals]] the gut, claims bestselling author",
        "Moss is hopeful that honey [[cures]] colds.",
        "Few get it, but Moss is hopeful that honey [[cures]] colds.",
        "Proponents of cupping hold that it [[draws]] toxins out.",
        "Dr Lena Moss who keeps bees, told the paper that honey [[soothes]] a cough.",
        "Peppermint oil [[eases]] cramps – NHS.",
        "Peppermint oil [[eases]] cramps (NICE guideline CG61).",
        "In the EMA's judgement, ivy leaf [[loosens]] phlegm.",
        "Ginger [[relieved]] nausea: so concluded the Cochrane group in 2015.",
        "Zinc [[shortened]] colds. Those are Hemilä's numbers, not ours.",
        "Garlic [[lowered]] cholesterol. See the pooled analysis in the Journal of Nutrition.",
        "The trial at Leeds enrolled 80 nurses. Omega-3 [[lowered]] triglycerides.",
        "My uncle was sure that goose fat [[cured]] bronchitis.",
        "The EMA committee backs ivy leaf to [[loosen]] a cough.",
        "Riboflavin [[prevents]] migraine as the Canadian Headache Society sees it.",
        "Two villagers insist that mud [[heals]] acne.",
        "The old almanac promised that the salve [[cures]] gout.",
        "A televangelist told viewers that his silver [[destroys]] viruses.",
        "In the new study, the capsules [[lowered]] cholesterol.",
        "Chondroitin [[eases]] knee pain, researchers said on Tuesday.",
        "Customs seized forty boxes of a tea that [[cures]] gout.",
        "According to the NHS, paracetamol [[relieves]] pain.",
        "Vaccination [[prevents]] measles, the WHO says.",
        "Researchers at the University of Leeds found that oats [[lower]] cholesterol.",
        "A 2019 Cochrane review found that zinc [[shortens]] colds.",
        "Dr Ana Ruiz said the diet [[eases]] bloating.",
        "The makers say that the ring [[detects]] fever.",
        "Oats [[lower]] cholesterol. That is the conclusion of the European Food Safety Authority.",
        "The FTC fined the firm for saying its tea [[prevents]] covid.",
        "Under the order the company may not say that it [[heals]] ulcers.",
        "The ASA ruled that the ad implied the mat [[treats]] cancer.",
        "As the NHS puts it, paracetamol [[eases]] a headache.",
        "Exercise, the American Heart Association points out, [[lowers]] blood pressure.",
        "In the opinion of the European Food Safety Authority, oats [[lower]] cholesterol.",
        "Light therapy is recommended by NICE because it [[lifts]] winter depression.",
        "A randomised trial in 240 nurses found that yoga [[eased]] back pain.",
        "In a trial at Leeds University, yoga [[eased]] back pain.",
        "Professor Jane Hill, who led the trial, says the patch [[stops]] tremor.",
        "Oats [[calm]] itchy skin (source: British Association of Dermatologists).",
    ],
    Status.QUOTED: [
        '"It [[cured]] my eczema in a week," wrote a reader from Cork.',
        'The packet promises a "[[miracle]]".',
        "“My tinnitus [[vanished]] after a week,” writes Colin from Hull.",
        "> Our oil [[heals]] everything.",
    ],
    Status.QUESTIONED: [
        "Does garlic [[cure]] a cold?",
        "We asked whether garlic [[cures]] colds.",
        "Doctors wonder whether fasting [[slows]] cancer.",
    ],
    Status.CONDITIONAL: [
        "A syrup that truly [[cured]] gout would need a licence.",
        "Once a trial has shown that it [[helps]] gout, we will say so.",
        "If garlic [[cured]] malaria, we would know.",
        "Such a drug would [[cure]] thousands.",
        "The device, if it works at all, [[eases]] only mild pain.",
    ],
    Status.AIM: [
        "The trial aims to find out whether aspirin [[prevents]] strokes.",
        "The researchers tested a spray to [[stop]] snoring.",
        "A trial assessing whether probiotics [[relieve]] colic has begun.",
    ],
    Status.REJECTED: [
        "It is a myth that sugar [[causes]] hyperactivity.",
        "The tale that carrots [[sharpen]] the sight goes back to a wartime poster.",
        "We checked the claim that lemon [[dissolves]] gallstones, and it fell apart.",
        "Whenever a packet says that it [[cures]] gout, put it back.",
        "Sugar [[makes]] children hyperactive. Not true.",
        "Onions in socks [[draw]] out toxins. In fact, they do nothing of the kind.",
        "Beware of sites that claim to [[cure]] cancer.",
        "Influencers claim that mouth taping [[cures]] sleep apnoea.",
        "Ads promising to [[reverse]] ageing fill the page.",
        "## Myths about honey\n\nHoney [[cures]] diabetes.",
        "Myth: sugar [[causes]] hyperactivity.",
    ],
    Status.BACKGROUND: [
        "Willow bark was used to [[treat]] fever in ancient Egypt.",
        "In Ayurveda, neem [[clears]] the skin.",
    ],
}


@pytest.mark.parametrize(
    ("status", "marked"), [(status, marked) for status, texts in CASES.items() for marked in texts]
)
def test_the_status_is_that_of_the_words_and_not_of_the_sentence(status: Status, marked: str) -> None:
    assert judge(marked).status is status


def test_a_cue_that_decides_is_returned_with_its_place() -> None:
    text = "There is no proof that zinc [[stops]] a cold."
    found = judge(text)
    assert found.cue == "no proof"
    assert found.span == Span(9, 17)


def test_a_shield_that_is_ignored_does_not_excuse() -> None:
    assert judge("You will never [[catch]] flu again.", frozenset({"negation"})).status is Status.ASSERTED


def test_every_shield_can_be_ignored() -> None:
    everything = frozenset(SHIELDS)
    texts = [marked for texts in CASES.values() for marked in texts]
    assert {judge(text, everything).status for text in texts} == {Status.ASSERTED}


def test_a_crowd_is_named_as_source_and_excuses_nothing() -> None:
    found = judge("Experts say this oil [[reverses]] diabetes.")
    assert (found.status, found.source) == (Status.ASSERTED, "crowd")


@pytest.mark.parametrize(
    "marked",
    [
        "Some doctors say that yoga [[lowers]] blood pressure.",
        "Studies in adults have shown that cherry juice [[improves]] sleep.",
        "Acupuncture [[relieves]] heartburn, trial finds",
        "Acupuncture [[relieves]] heartburn, says new study",
        "Study: acupuncture [[relieves]] heartburn",
        "Acupuncture [[relieves]] heartburn: experts",
        "Acupuncture [[relieves]] heartburn - study",
        "The tea [[lowers]] fever, Moss noted in her diary.",
    ],
)
def test_a_crowd_answers_for_its_words_in_the_news_alone(marked: str) -> None:
    assert judge(marked, content="news").status is Status.ATTRIBUTED
    assert judge(marked).status is Status.ASSERTED


@pytest.mark.parametrize(
    "marked",
    [
        "It rained.\n\nMORE: Kefir [[heals]] the gut",
        "It rained.\n\nKefir [[heals]] the gut Read more",
        "It rained.\n\nRead more:\n\nThe tea that shops love\n\nKefir [[heals]] the gut",
    ],
)
def test_a_line_that_leads_to_another_article_is_no_claim_of_this_one(marked: str) -> None:
    assert judge(marked, content="news").status is Status.ATTRIBUTED
    assert judge(marked, content="product").status is Status.ASSERTED


@pytest.mark.parametrize(
    "marked",
    [
        "It rained.\n\nMore on this later. Kefir [[heals]] the gut.",
        "Read more:\n\nThe tea that shops love\n\nIt rained all week.\n\nKefir [[heals]] the gut",
        "It rained.\n\nKefir [[heals]] the gut, and those who read more know it.",
    ],
)
def test_a_paragraph_that_leads_nowhere_is_the_articles_own(marked: str) -> None:
    assert judge(marked, content="news").status is Status.ASSERTED


def test_a_surname_that_closes_a_sentence_answers_for_it_in_the_news_alone() -> None:
    marked = "The herb [[eases]] pain, a sign of trouble in the joints, says Moss."
    assert judge(marked, content="news").status is Status.ATTRIBUTED
    assert judge("The herb [[eases]] pain, says Moss.").status is Status.ASSERTED


@pytest.mark.parametrize(
    "marked",
    [
        "We say that yoga [[lowers]] blood pressure.",
        "You find that cherry juice [[improves]] sleep.",
    ],
)
def test_the_writer_and_the_reader_are_no_crowd_that_the_news_report(marked: str) -> None:
    assert judge(marked, content="news").status is Status.ASSERTED


@pytest.mark.parametrize(
    "marked",
    [
        "Cocoa [[lowered]] blood pressure in eight of the trials.",
        "Ginkgo did [[improve]] memory scores, but not by much.",
        "Compared with placebo, the vitamin [[reduced]] fractures.",
        "After three months the yoga group's [[blood pressure fell]] by six points.",
    ],
)
def test_the_news_attribute_a_result_told_in_the_past_tense_to_the_study(marked: str) -> None:
    assert judge(marked, content="news").status is Status.ATTRIBUTED
    assert judge(marked).status is Status.ASSERTED


@pytest.mark.parametrize(
    "marked",
    [
        "The herb has [[improved]] sleep in trials.",
        "The herb [[improves]] sleep more than placebo pills do.",
        "In our trials the herb [[improved]] sleep.",
    ],
)
def test_a_result_in_the_present_or_perfect_and_that_of_the_writer_are_claims(marked: str) -> None:
    assert judge(marked, content="news").status is Status.ASSERTED


def test_can_is_a_level_of_its_own() -> None:
    found = judge("Vitamin C can [[prevent]] colds.")
    assert (found.status, found.force) == (Status.ASSERTED, "can")


def test_a_reporting_verb_is_a_weak_hedge() -> None:
    assert judge("The findings suggest that yoga [[eases]] back pain.").force == "weak"


def test_scare_quotes_are_told_from_speech() -> None:
    assert judge('The packet promises a "[[miracle]]".').force == "scare"
    assert judge('"It [[cured]] my eczema in a week," said Ann Hart.').force == "speech"


def test_a_quotation_goes_on_in_the_next_paragraph() -> None:
    text = 'She said: "I took the tea every day.\n\n"It [[cured]] my eczema and my cough."'
    assert judge(text).status is Status.QUOTED


def test_a_cue_inside_the_words_asked_about_is_no_shield() -> None:
    assert judge("It has [[no side effects]].").status is Status.ASSERTED
