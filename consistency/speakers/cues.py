"""Word tables of attribution: verbs that report speech, nouns for people and for texts, titles, function words.

Closed lists of English news style. They name no person, place or outlet.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

from consistency.names import BODIES

SPEECH: Final = frozenset(
    """say tell ask add write tweet state note explain continue reply respond answer announce argue claim declare insist warn
    recall comment remark conclude acknowledge admit concede assert allege quip joke observe report shout yell cry whisper exclaim
    read retort counter proclaim testify post retweet predict vow pledge promise stress emphasize emphasise maintain contend caution
    complain lament demand urge suggest think believe agree ask wonder confirm deny describe call dub label brand term characterize
    characterise refer mention cite echo repeat reiterate speak talk chant sing text email e-mail blog recount relate advise boast
    brag confess rule propose recommend estimate find object opine muse mutter thunder boom fume scoff snap marvel intone elaborate
    clarify inquire query signal indicate put""".split()
)
"""Verbs, as lemmas, whose subject is usually the speaker of the words beside them."""

ATTITUDE: Final = frozenset(
    """accuse apologize apologise attack back blame blast boo challenge champion charge compare condemn criticize criticise
    decry defend denounce deride dismiss hail hit honor invite invoke issue knock liken list mock offer plead point portray praise
    press question rebuke reject release remind rip ridicule salute scold slam support tout thank threaten trash tease use
    want welcome worry hope fear feel expect know see seek plan order push offer deem accept address admonish affirm appeal
    applaud assure bash bemoan commend conceive consider credit declare deliver depict deplore discuss disclose dispute doubt
    encourage endorse explain express fire hint imply inform instruct interject interrupt jeer lambaste lash laud learn lie outline
    paint poke preach pronounce publish quote rail raise reassert rebut regret reveal riff scream shoot show sign specify
    swear sum taunt testify title tear vent view volunteer weigh""".split()
)
"""Verbs, as lemmas, whose subject is often the speaker of quoted words that complete the sentence."""

_IRREGULAR: Final = MappingProxyType(
    {
        "say": "said", "tell": "told", "write": "wrote written", "put": "put", "speak": "spoke spoken", "sing": "sang sung",
        "think": "thought", "find": "found", "read": "read", "know": "knew known", "see": "saw seen", "seek": "sought",
        "feel": "felt", "hit": "hit", "show": "showed shown", "shoot": "shot", "swear": "swore sworn", "tear": "tore torn",
        "learn": "learned learnt", "fear": "feared", "bear": "bore", "lie": "lied", "retort": "retorted",
    }
)  # fmt: skip


def _forms(lemma: str) -> tuple[set[str], set[str]]:
    """The finite forms and participles of a verb, and its -ing forms; doubled consonants included where they may occur."""
    if lemma.endswith("e"):
        stem, third, past = lemma[:-1], lemma + "s", lemma + "d"
    elif lemma.endswith("y") and lemma[-2] not in "aeou":
        stem, third, past = lemma, lemma[:-1] + "ies", lemma[:-1] + "ied"
    else:
        stem, third, past = lemma, lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s"), lemma + "ed"
    finite, ing = {lemma, third}, {stem + "ing"}
    finite |= set(_IRREGULAR[lemma].split()) if lemma in _IRREGULAR else {past}
    if len(lemma) > 2 and lemma[-1] in "bdgmnprtl" and lemma[-2] in "aeiou" and lemma[-3] not in "aeiou":
        finite.add(lemma + lemma[-1] + "ed")
        ing.add(lemma + lemma[-1] + "ing")
    if lemma == "lie":
        ing = {"lying"}
    return finite, ing


def _table(lemmas: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    finite: set[str] = set()
    ing: set[str] = set()
    for lemma in lemmas:
        forms = _forms(lemma)
        finite |= forms[0]
        ing |= forms[1]
    return frozenset(finite), frozenset(ing)


SPEECH_FINITE, SPEECH_ING = _table(SPEECH)
ATTITUDE_FINITE, ATTITUDE_ING = _table(ATTITUDE - SPEECH)
LEMMAS: Final = SPEECH | ATTITUDE
CUES: Final = SPEECH_FINITE | ATTITUDE_FINITE
PARTICIPLES: Final = SPEECH_ING | ATTITUDE_ING

INDIRECT: Final = frozenset(
    """say tell add write tweet state note explain announce argue claim declare insist warn recall conclude acknowledge admit
    concede assert allege report testify predict vow pledge promise stress emphasize maintain contend caution complain
    suggest believe agree confirm deny reiterate estimate find indicate estimate reply respond reveal disclose rule think propose
    recommend counter observe""".split()
)
"""Verbs, as lemmas, that report what somebody said without the words themselves."""
INDIRECT_FINITE, INDIRECT_ING = _table(INDIRECT)

INVERTING: Final = frozenset("said says added adds continued continues explained explains noted notes recalled concluded".split())
"""Forms that may stand before their subject behind reported words (`…, said Hill`), and that take no person as their object."""

CITING: Final = frozenset("quote quotes quoted quoting cite cites cited citing".split())
"""Forms of verbs whose object speaks where `as saying` follows."""

HEARERS: Final = frozenset(
    {"told", "tell", "tells", "asked", "asks", "ask", "telling", "asking", "urged", "reminded", "warned", "informed"}
)
"""Forms of verbs whose object is the one spoken to."""

TITLES: Final = frozenset(
    """mr mrs ms miss mx dr sir dame lord lady sen sens senator senators rep reps representative representatives congressman congresswoman
    president pres vice-president vice secretary gov govs governor gen general lt col colonel maj major capt captain cmdr commander adm
    admiral sgt sergeant cpl pvt rev reverend father sister rabbi imam pope bishop archbishop cardinal pastor judge justice chief
    chairman chairwoman chair chairperson speaker leader minority majority whip minister prime chancellor king queen prince princess
    ambassador attorney atty mayor sheriff officer detective deputy del delegate councilman councilwoman councillor commissioner
    director professor prof coach democrat republican democratic gop candidate nominee former ex-president ex-senator
    ex-governor then-president acting interim first lady state associate assistant undersecretary under treasurer comptroller supt
    superintendent inspector agent lawyer spokesman spokeswoman spokesperson host pollster strategist economist historian analyst
    presidential senior rival late retired co-chairman co-chair cofounder co-founder founder ceo emeritus undersecretary hon
    gen. vice-presidential vice-chairman incumbent correspondent reporter editor columnist author anchor actor actress singer
    administrator coordinator counsel press fellow house senate white cabinet foreign interior defense defence treasury
    pro tem tempore homeland security commerce labor energy education transportation national lieutenant private brigadier marshal premier
    taoiseach emir sultan sheikh ayatollah crown emperor empress duke duchess baron baroness count countess libertarian
    tory labour conservative liberal""".split()
)
"""Words that stand before a name and are no part of it, folded, without full stop."""

MODIFIERS: Final = frozenset(
    """defense defence intelligence enforcement health security administration presidency immigration counterterrorism energy trade finance
    industry hospital school city county police party cabinet ministry military policy care business labor labour rights church union
    budget aid court safety election border transition""".split()
)
"""Nouns that stand before a noun for people, and say of what: a U.S. defense official, a law enforcement source."""

PARTISANS: Final = frozenset({"democrat", "republican", "libertarian"})
"""Nouns that make a role of a place before them: a California Democrat."""

HONORIFICS: Final = frozenset({"mr", "mrs", "ms", "dr", "sen", "rep", "gov"})
"""Short titles, which only a name follows."""

FEMALE_TITLES: Final = frozenset(
    "mrs ms miss dame lady congresswoman chairwoman spokeswoman queen princess councilwoman sister actress duchess baroness empress".split()
)
MALE_TITLES: Final = frozenset(
    "mr sir lord congressman chairman spokesman king prince councilman father pope sultan sheikh actor duke baron emperor".split()
)

FEMALE_NOUNS: Final = FEMALE_TITLES | frozenset(
    "woman girl mother wife daughter sister niece aunt widow actress businesswoman grandmother waitress girlfriend saleswoman".split()
)
MALE_NOUNS: Final = MALE_TITLES | frozenset(
    "man boy father husband son brother nephew uncle widower businessman grandfather boyfriend salesman gunman policeman".split()
)

PEOPLE: Final = frozenset(
    """official dem aide adviser advisor spokesman spokeswoman spokesperson lawyer attorney secretary president senator representative
    congressman congresswoman governor mayor minister chancellor chief director chairman chairwoman chair leader speaker judge justice
    candidate nominee hopeful contender challenger incumbent lawmaker legislator politician democrat republican conservative liberal
    critic supporter opponent advocate activist organizer protester demonstrator expert analyst economist professor scholar historian
    observer scientist researcher author writer reporter journalist editor columnist correspondent anchor host narrator announcer moderator
    commentator pundit pollster strategist consultant operative surrogate donor businessman businesswoman executive ceo founder owner
    manager employee worker staffer staff intern source insider person people man woman boy girl mother father wife husband son daughter
    brother sister niece nephew lady friend neighbor neighbour relative widow widower family parent child student teacher principal
    superintendent coach player athlete actor actress singer comedian director producer artist musician doctor physician nurse surgeon
    patient victim survivor witness suspect defendant plaintiff prosecutor investigator detective officer policeman deputy sheriff
    trooper agent soldier veteran general colonel commander admiral captain sergeant marine diplomat ambassador envoy negotiator delegate
    pastor priest bishop rabbi imam pope reverend king queen prince princess dictator ruler monarch premier farmer rancher driver pilot
    resident voter citizen migrant immigrant refugee billionaire millionaire developer mogul tycoon investor banker trader broker
    fellow member colleague counterpart deputy subordinate boss successor predecessor rival commissioner administrator
    regulator inspector auditor treasurer controller comptroller clerk counsel counselor envoy translator interpreter biographer
    assistant associate coordinator specialist entrepreneur engineer architect planner physicist climatologist biologist chemist
    psychologist psychiatrist therapist sociologist celebrity star icon veteran novelist poet playwright photographer filmmaker caller
    user blogger commenter attendee guest speaker panelist questioner interviewer jury juror police authorities men women people children
    others everyone businesspeople scholars speechwriter watchdog ex-president
    broadcaster surrogate ally foe skeptic sceptic gunman attacker shooter leader negotiator handler organiser lobbyist whistleblower
    cop tipster parishioner co-author co-founder co-chair co-chairman businessperson firefighter paramedic hunter conservationist
    environmentalist naturalist sheriff firebrand congressmember undersecretary backer captor hostage lieutenant native""".split()
)
"""Nouns for people, singular; a regular plural is understood."""

ANY_BODY: Final = frozenset("agency department group organization organisation service bureau".split())
"""Nouns by which an article goes on with the institution it named last."""

TEXTS: Final = frozenset(
    """statement letter report article book ad advertisement ruling law bill memo memorandum email e-mail document filing lawsuit
    complaint suit brief opinion decision order indictment affidavit transcript text message tweet post posting blog column editorial
    op-ed story piece release resolution study survey poll poster sign banner headline caption video clip spot commercial website page
    petition note amendment constitution statute act treaty agreement proposal plan platform policy guideline guidelines rule notice
    warning advisory bulletin analysis review manual essay paper motion warrant contract testimony email speech remarks narrator
    chyron slogan mailer flyer leaflet invitation questionnaire summary dossier cable record draft""".split()
)
"""Nouns for texts and recordings that can be a source."""

PERSONAL_TEXTS: Final = frozenset(
    """statement statements remark remarks speech tweet tweets post posts posting email e-mail message testimony apology comment
    comments answer response reply""".split()
)
"""Texts that stand for the one who wrote or spoke them, where the article has named that one."""

NEVER: Final = frozenset(
    """day week month year time hour minute moment morning afternoon evening night weekend decade century date way part side case
    point number lot bit fact move end start place thing question idea issue problem result reason matter effort kind sort
    percent percentage total dollar mile war peace world history future past rest middle front back top bottom course head hand
    eye face life death name word phrase term line""".split()
)
"""Nouns that no speaker is called by, though a reporting verb may stand beside them."""

MASSES: Final = frozenset("news press camp team show program country nation state majority minority side people person word".split())
"""Nouns that join no name behind `of` (`News of Hill`)."""

KIN: Final = frozenset("wife husband son daughter brother sister mother father niece nephew widow widower cousin spouse lady".split())

STANDING: Final = frozenset(
    """president senator representative congressman congresswoman governor mayor minister chancellor lawmaker legislator politician
    candidate nominee hopeful contender challenger incumbent democrat republican conservative liberal libertarian leader
    businessman businesswoman billionaire millionaire mogul tycoon developer investor executive actor actress singer star comedian
    author novelist musician athlete player coach veteran native mother father wife husband son daughter grandmother grandfather
    widow widower man woman firebrand dictator ruler monarch king queen prince princess pope general
    diplomat professor scholar scientist physician surgeon celebrity icon ex-president""".split()
)
"""Nouns that an article uses of somebody it has named before, rather than of a source that it does not name."""

PRONOUNS: Final = MappingProxyType({"he": "m", "she": "f", "they": "p", "it": "n", "we": "p", "i": "s", "who": "w"})
POSSESSIVES: Final = MappingProxyType({"his": "m", "her": "f", "their": "p", "its": "n"})
OBJECTS: Final = MappingProxyType({"him": "m", "her": "f", "them": "p"})

DETERMINERS: Final = frozenset(
    """the a an this these those another one two three four five six seven eight nine ten some several many most few both all
    other each every any no his her their its our my your dozens hundreds thousands""".split()
)
PREPOSITIONS: Final = frozenset(
    """of for at from in on with by to about against as into over under after before during between among through without within
    toward towards behind near outside inside across around since until upon via despite regarding concerning versus vs like than
    per amid unlike amidst alongside beside besides beyond off onto out up down including following""".split()
)
CONJUNCTIONS: Final = frozenset({"after", "before", "since", "until", "as", "than"})
"""Prepositions that may open a clause."""
AUXILIARIES: Final = frozenset(
    """is are was were be been being am has have had having do does did will would shall should can could may might must not n't never
    to 's 're 've 'd 'll won't don't didn't doesn't hasn't haven't wasn't isn't aren't weren't wouldn't couldn't can't shouldn't""".split()
)
LINKERS: Final = frozenset(
    """and but or nor so yet that which who whom whose when while where because if whether though although unless how why what as than
    then also just only even still again once later recently soon earlier now today yesterday tomorrow tonight here there too instead
    however meanwhile rather quickly already simply always often sometimes repeatedly ever perhaps maybe previously reportedly
    separately january february june july september october november december monday tuesday wednesday thursday friday saturday
    sunday afterward afterwards further thus therefore moreover furthermore finally indeed well very much more less such first second
    third last next according""".split()
)
MONTHS: Final = frozenset("march april may august".split())
"""Months that may be names of people, and are no LINKERS."""
FUNCTION: Final = (
    PREPOSITIONS | AUXILIARIES | LINKERS | DETERMINERS | frozenset(PRONOUNS) | frozenset(POSSESSIVES) | {"either", "neither", "nor"}
)
"""Words that no name consists of."""
PASSIVE: Final = frozenset("is are was were be been being".split())
"""Forms of `be`: a past participle after one of them has no speaker as its subject."""
REPORTED: Final = frozenset({"according", "per"})

KEEP_DOT: Final = frozenset(
    """mr mrs ms dr pres sen sens rep reps gov govs lt gen col maj capt cmdr adm sgt cpl rev hon prof st jr sr del atty supt pres assn
    corp inc co ltd no jan feb mar apr jun jul aug sept sep oct nov dec ala ariz ark calif colo conn fla ga ill ind kan ky
    la md mass mich minn miss mo mont neb nev okla ore pa tenn tex va vt wash wis wyo vs etc messrs mt ft""".split()
)
"""Abbreviations whose full stop does not end a sentence."""

SUFFIXES: Final = frozenset({"jr", "sr", "ii", "iii", "iv"})
PARTICLES: Final = frozenset("de la le von van der den bin al el ibn di da del dos du ben ter y".split())
"""Small words inside personal names."""

NOUNS: Final = PEOPLE | BODIES | TEXTS


def singular(word: str) -> str:
    """The singular of a regular plural that the noun tables hold, else the word itself."""
    if word in NOUNS or not word.endswith("s"):
        return word
    for ending, put in (("ies", "y"), ("es", ""), ("s", "")):
        if word.endswith(ending) and word[: -len(ending)] + put in NOUNS:
            return word[: -len(ending)] + put
    return word


PARTY = re.compile(r"[A-Z]-[A-Z]")
"""`D-Ohio`, as in parentheses behind a legislator's name."""
