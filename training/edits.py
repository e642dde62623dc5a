"""Changes to one sentence whose effect on its meaning is known: the pairs that no corpus holds in number.

Every edit is a function of a sentence and a random source that returns the changed sentence, or None where it finds nothing to
change. `EDITS` says what the pair (sentence, changed sentence) means.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

Target = tuple[float, float, float]
"""Probabilities of entailment, neutral and contradiction."""

ENTAILS: Target = (0.94, 0.04, 0.02)
NEUTRAL: Target = (0.04, 0.93, 0.03)
CONTRADICTS: Target = (0.02, 0.06, 0.92)

Edit = Callable[[str, random.Random], str | None]

NUMBER_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
).split()
TENS = "thirty forty fifty sixty seventy eighty ninety hundred thousand million billion".split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April June July August September October November December".split()

OPPOSITES = [
    pair.split("/")
    for pair in """
    increase/decrease increased/decreased increases/decreases increasing/decreasing rise/fall rose/fell rising/falling higher/lower
    highest/lowest more/fewer most/least before/after won/lost win/lose wins/loses winning/losing accepted/rejected accept/reject
    approved/rejected approve/reject approves/rejects support/oppose supports/opposes supported/opposed supporting/opposing allowed/banned
    allow/ban allows/bans first/last best/worst better/worse includes/excludes included/excluded including/excluding larger/smaller
    largest/smallest bigger/smaller north/south northern/southern east/west eastern/western man/woman men/women majority/minority all/none
    always/never success/failure successful/unsuccessful succeeded/failed began/ended begin/end begins/ends beginning/end opened/closed
    open/closed opening/closing arrested/released gained/lost above/below inside/outside denied/confirmed deny/confirm denies/confirms
    buy/sell bought/sold buying/selling hired/fired strengthen/weaken strengthened/weakened stronger/weaker praised/criticized
    praise/criticize alive/dead up/down public/private legal/illegal true/false right/wrong easy/difficult possible/impossible
    likely/unlikely agree/disagree agreed/refused accepted/declined early/late earlier/later young/old older/younger morning/evening
    day/night started/stopped start/stop continue/stop continued/stopped raise/lower raised/lowered expand/shrink expanded/shrank
    improve/worsen improved/worsened guilty/innocent acquitted/convicted survived/died injured/unharmed against/for attacked/defended
    attack/defend domestic/foreign liberal/conservative Democrat/Republican Democrats/Republicans Democratic/Republican House/Senate
    former/current positive/negative safe/dangerous rich/poor strong/weak heavy/light hot/cold fast/slow short/long left/right
    upheld/overturned passed/blocked pass/block with/without many/few every/no always/rarely often/seldom hundreds/dozens
    thousands/hundreds millions/thousands several/no both/neither entered/left arrived/departed joined/left appointed/dismissed
    granted/refused permitted/prohibited lifted/imposed signed/vetoed doubled/halved
""".split()
]
SYNONYMS = [
    pair.split("/")
    for pair in """
    said/stated says/states told/informed killed/slain big/large small/little begin/start began/started begins/starts help/assist
    helped/assisted buy/purchase bought/purchased end/finish ended/finished show/demonstrate showed/demonstrated children/kids
    attorney/lawyer attorneys/lawyers approximately/about roughly/about nearly/almost percent/% because/since however/though get/obtain
    job/position physician/doctor vehicle/car film/movie assist/help several/some many/numerous also/additionally quickly/rapidly
    often/frequently whole/entire U.S./US United_States/U.S. allegedly/reportedly demand/require near/close_to while/whereas
    although/though over/more_than under/less_than choose/select answer/reply answered/replied blocked/stopped criticized/denounced
    current/present crucial/essential talks/negotiations rule/regulation law/statute vote/ballot opponents/critics worker/employee
    workers/employees firm/company firms/companies cops/police shooter/gunman
""".split()
]
HEDGES = {
    "will": ("may", "might", "could"),
    "has": ("may have",),
    "have": ("may have",),
    "is": ("may be", "could be"),
    "was": ("may have been",),
}
AUXILIARIES = "is are was were will would can could should has had does did do must may might"
_AUXILIARY = re.compile(rf"\b({AUXILIARIES.replace(' ', '|')})\b(?! not|n't| never| no | have to)")
_NOT = re.compile(r"\b(?:does|did|do) not (?=\w)|(?<=\w)n't\b| not\b| never\b")
_DIGITS = re.compile(r"(?<![\w.,-])(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?![\w]|[.,-]\d)")
_NUMBER_WORD = re.compile(rf"\b({'|'.join([*NUMBER_WORDS[2:], *TENS])})\b", re.IGNORECASE)
_NAME = re.compile(r"(?<![.!?“\"] )(?<!^)\b[A-Z][a-z]+(?: [A-Z]\.)? [A-Z][a-z]{2,}\b")
_SAID = re.compile(r"^(.{25,}?),? (?:[A-Z]\w+|he|she|they|officials|police|it) (?:said|says|added|told reporters)[^,\"”]{0,40}\.$")


def _swap_words(table: list[list[str]]) -> Edit:
    both = {a.replace("_", " "): b.replace("_", " ") for x, y in table for a, b in ((x, y), (y, x))}
    pattern = re.compile(r"(?<![\w-])(" + "|".join(re.escape(w) for w in sorted(both, key=len, reverse=True)) + r")(?![\w-])")

    def edit(text: str, rng: random.Random) -> str | None:
        found = list(pattern.finditer(text))
        if not found:
            return None
        m = rng.choice(found)
        return text[: m.start()] + both[m.group()] + text[m.end() :]

    return edit


def _replace(pattern: re.Pattern[str], other: Callable[[str, random.Random], str | None]) -> Edit:
    def edit(text: str, rng: random.Random) -> str | None:
        found = list(pattern.finditer(text))
        if not found:
            return None
        m = rng.choice(found)
        new = other(m.group(), rng)
        return None if new is None or new == m.group() else text[: m.start()] + new + text[m.end() :]

    return edit


def _other_digits(old: str, rng: random.Random) -> str | None:
    plain = old.replace(",", "")
    if "." in plain:
        decimals = plain.split(".")[1]
        value = float(plain) * rng.choice((0.3, 0.5, 0.7, 1.4, 2, 3)) + rng.choice((0, 0.1, 1))
        return f"{value:.{len(decimals)}f}"
    value = int(plain)
    if len(plain) == 4 and 1000 <= value <= 2100 and "," not in old:  # a year
        return str(value + rng.choice((-20, -10, -5, -3, -2, -1, 1, 2, 3, 4, 10)))
    steps = (
        (value - 1, value + 1, value + 2, value * 2, value // 2, value * 3, value + 10, value - 7, value + 17)
        if value < 1000
        else (value * 2, value // 2, value * 3, value * 5 // 4, value * 3 // 4)
    )
    new = rng.choice([s for s in steps if s > 0 and s != value])
    return f"{new:,}" if "," in old else str(new)


def _other_of(words: list[str]) -> Callable[[str, random.Random], str | None]:
    def other(old: str, rng: random.Random) -> str | None:
        new = rng.choice([w for w in words if w.lower() != old.lower()])
        return new.capitalize() if old[0].isupper() else new

    return other


def _other_number_word(old: str, rng: random.Random) -> str | None:
    return _other_of(TENS if old.lower() in TENS else NUMBER_WORDS[2:])(old, rng)


def _respell_number(old: str, rng: random.Random) -> str | None:
    """The same number in the other spelling."""
    if old.isdigit() and 2 <= int(old) <= 20:
        return NUMBER_WORDS[int(old)]
    if old.lower() in NUMBER_WORDS:
        return str(NUMBER_WORDS.index(old.lower()))
    return old.replace(",", "") if "," in old else None


def _bound(true: bool) -> Callable[[str, random.Random], str | None]:
    """A lower or upper bound that the number keeps (or breaks)."""

    def other(old: str, rng: random.Random) -> str | None:
        plain = old.replace(",", "")
        if "." in plain or (len(plain) == 4 and plain < "2100") or int(plain) < 4:
            return None
        value = int(plain)
        below = max(1, int(value * rng.choice((0.5, 0.7, 0.8, 0.9)))) if value > 9 else value - rng.choice((1, 2))
        above = int(value * rng.choice((1.2, 1.3, 1.5, 2))) + 1
        low, high = rng.choice(("more than", "over", "at least")), rng.choice(("fewer than", "less than", "under", "at most"))
        words, limit = rng.choice(((low, below), (high, above)) if true else ((low, above), (high, below)))
        return f"{words} {limit:,}" if "," in old else f"{words} {limit}"

    return other


def _about(old: str, rng: random.Random) -> str | None:
    """The same number, rounded and said to be rough."""
    plain = old.replace(",", "")
    if "." in plain or (len(plain) == 4 and plain < "2100") or int(plain) < 10:
        return None
    digits = len(plain) - 1
    near = round(int(plain), -digits + 1) if digits > 1 else int(plain)
    return f"{rng.choice(('about', 'around', 'nearly', 'roughly'))} " + (f"{near:,}" if "," in old else str(near))


def _add_not(old: str, rng: random.Random) -> str:
    return f"{old} {rng.choice(('not', 'not', 'not', 'never'))}"


def drop_not(text: str, rng: random.Random) -> str | None:
    """Takes one negation away."""
    found = list(_NOT.finditer(text.replace("’", "'")))
    if not found or re.search(r"\b(?:can't|won't|cannot|not only|or not)\b", text.replace("’", "'")):
        return None
    m = rng.choice(found)
    return text[: m.start()] + text[m.end() :]


def _hedge(old: str, rng: random.Random) -> str:
    return rng.choice(HEDGES[old])


def exchange_names(text: str, rng: random.Random) -> str | None:
    """Two people in each other's place."""
    found = list(_NAME.finditer(text))
    if len(found) < 2 or found[0].group() == found[-1].group():
        return None
    a, b = found[0], found[-1]
    between = text[a.end() : b.start()]
    if len(between) < 12 or re.fullmatch(r",? (?:and|or) ", between):
        return None
    return text[: a.start()] + b.group() + between + a.group() + text[b.end() :]


def surname(text: str, rng: random.Random) -> str | None:
    """A full name cut down to the surname."""
    return _replace(_NAME, lambda name, _: name.split()[-1])(text, rng)


def trim(text: str, rng: random.Random) -> str | None:
    """The sentence without what follows a comma, or without its last phrase."""
    cuts = [
        m.start()
        for m in re.finditer(r",? (?:which|who|while|because|after|when|as|in|on|at|for|during|with|according to|where) ", text)
        if 30 <= m.start() <= len(text) - 12
    ]
    cuts = [
        c
        for c in cuts
        if not re.search(
            r"\b(?:not|no|never|if|unless|deny|denied|was|were|is|are|the|a|of|to|and)$|\b(?:not|no|never|if|unless|denie[ds]|without)\b",
            text[:c],
        )
    ]
    if not cuts or text[:20].count('"') != text[:20].count('"') // 2 * 2:
        return None
    return text[: rng.choice(cuts)].rstrip(" ,;") + "."


def unattributed(text: str, rng: random.Random) -> str | None:
    """A report without the words that name who said it."""
    m = _SAID.match(text)
    return m.group(1).strip('“”" ,') + "." if m else None


def move_day(text: str, rng: random.Random) -> str | None:
    """`… on Tuesday …` with the day moved to the front."""
    m = re.search(rf" on ({'|'.join(WEEKDAYS)})\b(?!,? (?:morning|night|evening|afternoon))", text)
    if m is None or text.startswith("On "):
        return None
    rest = text[: m.start()] + text[m.end() :]
    head = (
        rest
        if re.match(r"I\b|[A-Z][a-z]+ [A-Z]|[A-Z]{2}", rest)
        or rest.split()[0] not in {"The", "A", "An", "He", "She", "They", "It", "Police", "Officials"}
        else rest[0].lower() + rest[1:]
    )
    return f"On {m.group(1)}, {head}"


@dataclass(frozen=True, slots=True)
class Rule:
    """An edit, what (sentence, edited) means, and what the turned pair (edited, sentence) means."""

    name: str
    edit: Edit
    target: Target
    turned: Target
    share: float = 1.0
    """How often it is used, relative to the others."""


EDITS: tuple[Rule, ...] = (
    Rule("number", _replace(_DIGITS, _other_digits), CONTRADICTS, CONTRADICTS, 2.0),
    Rule("number word", _replace(_NUMBER_WORD, _other_number_word), CONTRADICTS, CONTRADICTS, 1.0),
    Rule("bound broken", _replace(_DIGITS, _bound(False)), CONTRADICTS, CONTRADICTS, 0.7),
    Rule("weekday", _replace(re.compile(rf"\b(?:{'|'.join(WEEKDAYS)})\b"), _other_of(WEEKDAYS)), CONTRADICTS, CONTRADICTS, 0.8),
    Rule("month", _replace(re.compile(rf"\b(?:{'|'.join(MONTHS)})\b"), _other_of(MONTHS)), CONTRADICTS, CONTRADICTS, 0.5),
    Rule("negation added", _replace(_AUXILIARY, _add_not), CONTRADICTS, CONTRADICTS, 1.5),
    Rule("negation dropped", drop_not, CONTRADICTS, CONTRADICTS, 1.5),
    Rule("opposite", _swap_words(OPPOSITES), (0.05, 0.15, 0.8), (0.05, 0.15, 0.8), 2.0),
    Rule("names exchanged", exchange_names, (0.1, 0.2, 0.7), (0.1, 0.2, 0.7), 0.5),
    Rule("number respelt", _replace(re.compile(f"{_DIGITS.pattern}|{_NUMBER_WORD.pattern}"), _respell_number), ENTAILS, ENTAILS, 1.5),
    Rule("bound kept", _replace(_DIGITS, _bound(True)), ENTAILS, NEUTRAL, 1.2),
    Rule("rounded", _replace(_DIGITS, _about), ENTAILS, (0.4, 0.55, 0.05), 0.7),
    Rule("synonym", _swap_words(SYNONYMS), ENTAILS, ENTAILS, 2.0),
    Rule("surname", surname, ENTAILS, (0.6, 0.37, 0.03), 1.0),
    Rule("trimmed", trim, (0.85, 0.12, 0.03), (0.15, 0.82, 0.03), 2.5),
    Rule("unattributed", unattributed, (0.7, 0.27, 0.03), (0.3, 0.67, 0.03), 0.8),
    Rule("day moved", move_day, ENTAILS, ENTAILS, 0.6),
    Rule("hedged", _replace(re.compile(r"\b(?:will|has|have|is|was)\b(?! not|n't)"), _hedge), (0.3, 0.65, 0.05), (0.08, 0.87, 0.05), 1.2),
)
