"""What is said of a fact: whether it is denied, how sure it is, in which order, of how many, and who and where."""

from __future__ import annotations

import re
from dataclasses import replace

from consistency.details import lexicon
from consistency.details.kinds import Certainty, ContentWord, Context, Detail, DetailKind, Predicate
from consistency.details.mood import ASKING, CUES, NEGATORS, in_place_of, mood
from consistency.details.tokens import Token, context, noun_after
from consistency.model import Span

_SCOPE = {
    "all": "all",
    "every": "all",
    "each": "all",
    "entire": "all",
    "most": "most",
    "many": "many",
    "some": "some",
    "few": "few",
    "no": "none",
    "none": "none",
}
_ORDER = {
    "before": "before", "prior": "before", "ahead": "before", "anticipation": "before", "preceding": "before",
    "after": "after", "following": "after", "since": "after", "wake": "after", "heels": "after",
}  # fmt: skip
_COMPOUND = re.compile(r"[-‑](\w+)")
"""What follows the first part of a compound."""
_CONDITIONS = frozenset(("if", "unless"))
_ASKED_WITHIN = 3
"""Words before an `if` among which such a verb makes it a question."""
_SOURCES = frozenset(
    """said says told according announced reported reportedly wrote stated added claimed alleged tweeted confirmed testified sources source
    spokesman spokeswoman spokesperson""".split()
)
_PLACE_WORDS = frozenset("in at near outside inside across".split())
TITLES = frozenset(
    """mr mrs ms dr sen rep gov former vice president senator representative governor secretary judge justice chief minister prime
    mayor""".split()
)
_BODIES = frozenset(
    """house senate committee court party university department state states county city council office company post times news street
    journal act bill law fund group college river north south east west new united white supreme national american republican republicans
    democrat democrats democratic congress capitol fox security justice union association bureau agency center institute foundation church
    service board league bank army navy force police society project authority commission administration campaign pac network air
    hill""".split()
)
"""Words that show a name of two or three words not to be a person's."""
_TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|President|Senator|Representative|Congress(?:wo)?man|Secretary|Governor|Mayor|Justice|Judge|Minister"
    r"|Sheriff|Chairman|Premier|Chancellor)\.? $"
)
_FULL_NAME = re.compile(r"[A-Z][\w’'-]+(?: [A-Z]\.?)? (?:Mc|Mac|O['’])?[A-Z][a-zà-ÿ’'-]+")
_CALENDAR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november
    december""".split()
)


def predicates(text: str, words: tuple[Token, ...]) -> list[Predicate]:
    """What is said to be done or to be so, with its negation and certainty."""
    found: list[Predicate] = []
    for index, token in enumerate(words):
        heading = _heading(words, index)
        if heading is None:
            continue
        lemma, start = heading
        certainty, cue = mood(words, start, index)
        around = context(words, index, index, modifiers=_subject(words, start))
        group = {t.text for t in words[start:index]}
        found.append(
            Predicate(
                token.span,
                text[token.start : token.end],
                lemma,
                certainty,
                words[cue].span if cue is not None else None,
                (token.verb or "") in lexicon.REPORTING,
                around,
                bool(group & {"not", "never", "hadn't"} and group & {"had", "hadn't", "yet"}),
            )
        )
    return found


def _heading(words: tuple[Token, ...], index: int) -> tuple[str, int] | None:
    """Base form of the predicate at `index` and where its verb group begins."""
    token = words[index]
    start = index
    while start and words[start - 1].clause == token.clause and (_light(words[start - 1])):
        start -= 1
    if token.verb:
        return token.base, start
    if start < index and token.content and not token.capital:
        # "is guilty", "was not true": the complement of a form of be
        helpers = {t.text for t in words[start:index]}
        if helpers & {"is", "are", "was", "were", "be", "been", "being", "isn't", "aren't", "wasn't", "weren't", "am"}:
            return token.base, start
    if index and words[index - 1].text == "not" and token.content:
        return token.base, index - 1
    if token.content and in_place_of(words, index):
        return token.base, index
    return None


def _light(token: Token) -> bool:
    """Whether the word belongs to the verb group before its main verb."""
    return (
        token.text in lexicon.AUXILIARIES
        or token.text in NEGATORS
        or token.text in CUES
        or token.text in {"to", "been", "also", "still", "just", "longer", "no", "almost", "certainly", "yet", "very", "so", "too"}
        or (token.text.endswith("ly") and len(token.text) > 4)
    )


def _subject(words: tuple[Token, ...], start: int) -> frozenset[str]:
    """Content words of the clause before the verb group."""
    if start >= len(words):
        return frozenset()
    clause = words[start].clause
    at = start - 1
    found: set[str] = set()
    while at >= 0 and words[at].clause == clause and start - at <= 8:
        if words[at].content:
            found.add(words[at].base)
        at -= 1
    return frozenset(found)


def cues(text: str, words: tuple[Token, ...]) -> list[Detail]:
    """Order, scope and source words."""
    found: list[Detail] = []
    for index, token in enumerate(words):
        if token.text in _ORDER and _order(words, index):
            around = context(words, index, index)
            event = _until_clause(words, index)
            other = [t for t in words[max(0, index - 8) : index] if t.content and t.sentence == token.sentence]
            if not other:
                # "only after the fire … that the captain …": what happened stands behind
                rest = [t for t in words[index + 1 : index + 20] if t.content and t.sentence == token.sentence]
                other = rest[len(event) :]
            verb = next((t.base for t in reversed(other) if t.verb), "")
            detail = Context(around.head, frozenset(t.base for t in other), verb, around.near, around.before, event)
            found.append(Detail(DetailKind.SEQUENCE, token.span, text[token.start : token.end], _ORDER[token.text], detail))
        if token.text in _SCOPE:
            head, modifiers, _ = noun_after(words, index + 1)
            if head:
                around = context(words, index, index, head, modifiers)
                found.append(Detail(DetailKind.SCOPE, token.span, text[token.start : token.end], _SCOPE[token.text], around))
        if token.text in _CONDITIONS and not (index and words[index - 1].text in {"as", "even", "only"}) and not _asked(words, index):
            span = _clause(text, words, index)
            found.append(Detail(DetailKind.CONDITION, span, text[span.start : span.end], token.text, context(words, index, index)))
        if token.text in _SOURCES:
            found.append(Detail(DetailKind.SOURCE, token.span, text[token.start : token.end], token.base, context(words, index, index)))
    return found


def _clause(text: str, words: tuple[Token, ...], index: int) -> Span:
    """From a token to the next mark within its sentence, at most eight words on; the dot of an abbreviation is no mark."""
    last = index
    for k in range(index + 1, min(index + 9, len(words))):
        if words[k].sentence != words[index].sentence or re.search(r"[,;:!?)”\n]", words[k].gap):
            break
        last = k
    return Span(words[index].start, words[last].end)


def _asked(words: tuple[Token, ...], index: int) -> bool:
    """Whether an `if` only asks: asked if, asked him if, to see if, does not know if."""
    return any(t.base in ASKING or t.text in ASKING for t in words[max(0, index - _ASKED_WITHIN) : index])


def _order(words: tuple[Token, ...], index: int) -> bool:
    after = words[index + 1].text if index + 1 < len(words) else ""
    needs = {"ahead": "of", "anticipation": "of", "wake": "of", "heels": "of", "prior": "to"}
    word = words[index].text
    if word == "since" and index and words[index - 1].text in {"has", "have", "had", "ever"}:  # who has since been charged
        return False
    return after == needs.get(word, after) and (
        word != "following" or words[index].verb is None or bool(index and words[index - 1].content)
    )


def _until_clause(words: tuple[Token, ...], index: int) -> tuple[str, ...]:
    found: list[str] = []
    for token in words[index + 1 : index + 9]:
        if token.sentence != words[index].sentence or re.search(r"[,;:()]", token.gap) or token.text == "that":
            break
        if token.content:
            found.append(token.base)
    return tuple(found)


def names(text: str, words: tuple[Token, ...]) -> list[Detail]:
    """Runs of capitalised words: places after in, at, near, from and in a date line; persons and bodies elsewhere."""
    found: list[Detail] = []
    index = 0
    while index < len(words):
        last = _run(words, index)
        if last < index:
            index += 1
            continue
        first = index
        while first < last and words[first].text in TITLES:
            first += 1
        opens = first == 0 or words[first].sentence != words[first - 1].sentence
        single = first == last
        index = last + 1
        nameless = single and (len(words[first].raw) < 2 or (opens and not _named_elsewhere(text, words[first].raw)))
        if words[first].text in _CALENDAR or words[last].text in TITLES or nameless:
            continue
        before = words[first - 1].text if first else ""
        kind = DetailKind.PLACE if before in _PLACE_WORDS else DetailKind.NAME
        span = Span(words[first].start, words[last].end)
        normal = " ".join(t.text.removesuffix("'s") for t in words[first : last + 1])
        head, verb = (before, "") if kind is DetailKind.PLACE else _part(words, first, last)
        around = context(words, first, last, head)
        around = replace(around, verb=verb) if verb else around
        unit = PERSON if _person(text, words[first].start, text[span.start : span.end].removesuffix("'s").removesuffix("’s")) else ""
        found.append(Detail(kind, span, text[span.start : span.end], normal, around, unit=unit))
    return found


PERSON = "person"
"""The unit of a name that is a person's."""


def _person(text: str, start: int, name: str) -> bool:
    """Whether a name is a person's: it has a title, or two or three words that make no body; or it is the surname of such a one."""
    if {w.casefold() for w in name.split()} & (_BODIES | _CALENDAR):
        return False
    if _TITLED.search(text, max(0, start - 16), start) or _FULL_NAME.fullmatch(name):
        return True
    last = re.escape(name.split()[-1])
    titled, told = (
        rf"(?:Mr|Mrs|Ms|Sen|Rep|Gov)\. (?:[A-Z][\w.]+ )*{last}\b",
        rf"[A-Z][a-z]+ (?:[A-Z]\. )?{last}\b,? (?:who|[a-z]+ed|has|is|was)\b",
    )
    known = re.search(rf"\b{titled}|\b{told}", text)
    return len(name.split()) == 1 and known is not None


def _named_elsewhere(text: str, word: str) -> bool:
    """Whether the document also writes the word with a capital where no sentence begins."""
    word = word.removesuffix("'s").removesuffix("’s")
    return re.search(rf"[a-z,;] {re.escape(word)}\b(?! [A-Z])", text) is not None


def _part(words: tuple[Token, ...], first: int, last: int) -> tuple[str, str]:
    """Agent and its verb in "leaked by the clerk, Ann Orme", "Ann Orme leaked", "it was Ann Orme who leaked"; else nothing."""
    for at in range(first - 1, max(-1, first - 5), -1):
        if words[at].text == "by":
            verb = next((words[i].base for i in range(at - 1, max(-1, at - 5), -1) if words[i].verb), "")
            return ("agent", verb) if verb else ("", "")
        if words[at].verb or words[at].text in lexicon.FUNCTION - lexicon.DETERMINERS:
            break
    after = last + 1
    if after < len(words) and words[after].text == "who" and {"it", "was"} <= {t.text for t in words[max(0, first - 7) : first]}:
        after += 1
    while after < len(words) and after - last < 4 and not words[after].gap.strip() and _light(words[after]):
        after += 1
    found = after < len(words) and words[after].verb and not words[after].gap.strip()
    return ("agent", words[after].base) if found else ("", "")


def _run(words: tuple[Token, ...], index: int) -> int:
    """Index of the last word of the run of capitalised words that begins at `index`; less than `index` when there is none."""
    last = index - 1
    while last + 1 < len(words):
        token = words[last + 1]
        fits = token.capital and (last < index or not token.gap.strip(" .")) and token.text not in lexicon.FUNCTION - TITLES
        if not fits or (last >= index and (token.verb or token.sentence != words[last].sentence or words[last].text.endswith("'s"))):
            break
        last += 1
    return last


def _doubted(words: tuple[Token, ...], index: int) -> bool:
    """Whether the outlet or the speaker takes the word back: so-called, quote-unquote."""
    before = [t.text for t in words[max(0, index - 3) : index]]
    return before[-2:] == ["so", "called"] or "unquote" in before


def _in_name(words: tuple[Token, ...], index: int) -> bool:
    """Whether a word belongs to a name: it has a capital within its sentence, or opens it before another one that has: South Orle."""
    token, after = words[index], words[index + 1] if index + 1 < len(words) else None
    opens = not index or token.sentence != words[index - 1].sentence
    named = after is not None and after.capital and after.gap == " " and after.sentence == token.sentence
    return token.capital and (not opens or named)


def content(text: str, words: tuple[Token, ...], said: list[Predicate]) -> list[ContentWord]:
    """Content words for the search of opposites, with the noun they describe and whether they are negated."""
    predicate = {p.span: p for p in said}
    found: list[ContentWord] = []
    for index, token in enumerate(words):
        if not token.content or _in_name(words, index):
            continue
        said_here = predicate.get(token.span)
        nearby = words[max(0, index - 3) : index]
        doubted = _doubted(words, index)
        negated = doubted or any(t.text in NEGATORS or t.text in {"no", "without"} or t.text.endswith("n't") for t in nearby)
        negated = negated or bool(said_here and said_here.certainty is Certainty.DENIED)
        around = said_here.context if said_here and token.verb else context(words, index, index, noun_after(words, index + 1)[0])
        certainty = said_here.certainty if said_here and token.verb else None
        rest = _COMPOUND.match(text, token.end)
        word, lemma = text[token.start : token.end], lexicon.own(token.text)
        found.append(ContentWord(token.span, word, lemma, negated, around, certainty, rest[1].lower() if rest else ""))
    return found
