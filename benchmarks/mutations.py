"""Changes of one detail in one of two statements that both give it, so that they exclude each other and it is known why.

Every edit looks at the words alone and not at what the package reads in them: a detail that the package does not see is still changed
here. A detail is changed only where the other statement gives the very same one among the same words, so that the change is one of what
both say and not of what one of them adds.
"""

from __future__ import annotations

import calendar
import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from consistency.details import lexicon
from consistency.model import Block, Document, Kind, Span, Statement
from consistency.worddiff import Token, tokens


@dataclass(frozen=True, slots=True)
class Mutation:
    """Other words in one place of a document, and the reasons that are right for what they change."""

    kind: str
    span: Span
    new: str
    reasons: frozenset[str]

    def applied(self, document: Document) -> Document:
        """The document with the change, its blocks moved along."""
        text = document.text[: self.span.start] + self.new + document.text[self.span.end :]
        title = document.title
        old = document.text[self.span.start : self.span.end]
        if title and self.span.start < document.text.find(title) + len(title) and self.span.start >= document.text.find(title) >= 0:
            title = title.replace(old, self.new, 1)
        blocks = tuple(Block(Span(self.moved(b.span.start), self.moved(b.span.end)), b.kind) for b in document.blocks)
        return replace(document, text=text, title=title, blocks=blocks)

    def moved(self, offset: int) -> int:
        """Where an offset of the document stands after the change."""
        return offset if offset <= self.span.start else offset + len(self.new) - len(self.span)


@dataclass(frozen=True, slots=True)
class _Side:
    """A statement with its levelled words."""

    statement: Statement
    document: Document
    tokens: tuple[Token, ...]

    def words(self, index: int) -> str:
        """The token as it is written."""
        token = self.tokens[index]
        return self.document.text[token.start : token.end]

    def around(self, index: int, reach: int) -> set[str]:
        """Stems of the content words not farther than `reach` content words away."""
        before = [t.stem for t in self.tokens[:index] if t.content][-reach:]
        after = [t.stem for t in self.tokens[index + 1 :] if t.content][:reach]
        return {*before, *after}


_Edit = Callable[[_Side, _Side, random.Random], Iterator[tuple[Span, str]]]

_NUMBER_WORDS = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_VAGUE = frozenset("than least over about nearly around almost some roughly most many approximately under up to close estimated".split())
_TIME = frozenset("second minute hour day week month year decade seconds minutes hours days weeks months years decades".split())
_WEEKDAYS, _MONTHS = tuple(calendar.day_name), tuple(m for m in calendar.month_name if m)
_BODIES = frozenset(
    """house senate committee court party university department states york city county state district institute center association union
    council office company post times news street journal act bill fund group foundation church school college river north south east west
    new united white supreme national american congress capitol""".split()
)
_TITLES = frozenset("mr mrs ms dr president senator sen rep representative governor gov secretary speaker judge mayor justice".split())
_TITLE = "Mr|Mrs|Ms|Sen|Rep|Gov|Dr|President|Senator|Representative|Secretary|Governor|Mayor|Justice|Judge"
_PEOPLE = ("Gordon Tallis", "Miriam Oakhurst", "Leonard Varley", "Harriet Quill", "Desmond Arkwright", "Phyllis Tarrant")
_TOWNS = ("Westhaven", "Orleton", "Karsholm", "Port Merrow", "Danfield")
_OTHER_WORD: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "scope": {"all": "some", "every": "hardly any", "some": "all", "most": "few", "many": "few", "few": "many", "none": "all"},
        "order": {"before": "after", "after": "before"},
        "opposite": {
            a: b
            for pair in """older/younger higher/lower increase/decrease increased/decreased rose/fell support/oppose supports/opposes
            supported/opposed supporting/opposing approved/rejected approve/reject passed/rejected allow/ban allowed/banned won/lost
            accepted/refused guilty/innocent legal/illegal public/private male/female majority/minority northern/southern
            began/ended opened/closed arrested/released praised/criticized domestic/foreign conservative/liberal hired/fired""".split()
            for a, b in (pair.split("/"), reversed(pair.split("/")))
        },
    }
)
_HEDGED: Mapping[str, str] = MappingProxyType({"will": "may", "is": "may be", "are": "may be", "was": "may have been", "has": "may have"})
_AUXILIARY = frozenset("is are was were will would can could should has have had does did do must".split())
_SUPPOSED = frozenset("if whether unless not never no nor neither without or".split())


def mutations(left: Statement, right: Statement, a: Document, b: Document, seed: str) -> tuple[Mutation, ...]:
    """Changes of the left statement, at most one of each kind, each of which the right one excludes.

    Args:
        left: the statement that is changed, in the document `a`.
        right: what the other outlet says, in the document `b`.
        a: where `left` stands.
        b: where `right` stands.
        seed: chooses among the places and the values; the same seed gives the same changes.
    """
    sides = _Side(left, a, tokens(a, left.spans)), _Side(right, b, tokens(b, right.spans))
    quotes = left.kind is right.kind is Kind.QUOTE
    found: list[Mutation] = []
    for kind, (edit, fact_reasons, quote_reasons) in _KINDS.items():
        reasons = quote_reasons if quotes else fact_reasons
        rng = random.Random(f"{seed}:{kind}")
        places = sorted(edit(*sides, rng)) if reasons else []
        if places:
            span, new = rng.choice(places)
            found.append(Mutation(kind, span, new, _reasons(kind, a, span, reasons)))
    return tuple(found)


def _reasons(kind: str, document: Document, span: Span, reasons: frozenset[str]) -> frozenset[str]:
    """A number of hours or years is a duration where it counts no age, and one before p.m. is a time of day."""
    after = re.findall(r"[a-z]+", document.text[span.end : span.end + 24].lower())[:2]
    timed = kind == "number" and bool(after) and after[0] in _TIME and after[1:] != ["old"]
    if kind == "number" and re.match(r" ?[ap]\.?m\b", document.text[span.end : span.end + 6]):
        return reasons | {"date"}
    return reasons | {"duration"} if timed and "date" not in reasons else reasons


def _shared(left: _Side, right: _Side, wanted: Callable[[_Side, int], bool], reach: int = 2) -> Iterator[int]:
    """Indices of left words that are wanted and that the right side has once, too, with one of the same content words beside it."""
    for i, token in enumerate(left.tokens):
        if not wanted(left, i):
            continue
        places = [j for j, t in enumerate(right.tokens) if t.key == token.key]
        alone = len(places) == 1 and sum(t.key == token.key for t in left.tokens) == 1
        if alone and wanted(right, places[0]) and left.around(i, reach) & right.around(places[0], reach):
            yield i


def _span(side: _Side, index: int) -> Span:
    return Span(side.tokens[index].start, side.tokens[index].end)


def _like(old: str, new: str) -> str:
    return new[0].upper() + new[1:] if old[:1].isupper() else new


def _is_number(side: _Side, index: int) -> bool:
    """A count or an amount, stated as it is: no bound, no year, no day of a month, no part of a name."""
    token, word = side.tokens[index], side.words(index)
    if not (re.fullmatch(r"[$£€]?\d[\d,]*(?:\.\d+)?", word) or word.lower() in _NUMBER_WORDS or word.lower() in _TENS):
        return False
    if re.fullmatch(r"(?:1[5-9]|20)\d\d", word) or {t.key for t in side.tokens[max(0, index - 2) : index]} & _VAGUE:
        return False
    text = side.document.text
    if text[token.start - 1 : token.start] in {"-", "/", ".", "#", ":", "–"} or text[token.end : token.end + 1] in {"-", "/", ":", "–"}:
        return False
    before = re.search(r"([\w.]+) $", text[max(0, token.start - 24) : token.start])
    after = re.match(r" ([\w-]+)", text[token.end : token.end + 24])
    ends = re.match(r"[.,;]?(?:\s|$)", text[token.end : token.end + 2])
    return not (before and before[1][0].isupper()) and not (after and after[1][0].isupper()) and bool(after or ends)


def _numbers(left: _Side, right: _Side, rng: random.Random) -> Iterator[tuple[Span, str]]:
    for i in _shared(left, right, _is_number):
        yield _span(left, i), _other_number(left.words(i), rng)


def _other_number(old: str, rng: random.Random) -> str:
    if old.lower() in _NUMBER_WORDS or old.lower() in _TENS:
        words = _TENS if old.lower() in _TENS else _NUMBER_WORDS
        return _like(old, rng.choice([w for w in words if w != old.lower()]))
    sign, plain = re.match(r"[$£€]?", old)[0], re.sub(r"[$£€,]", "", old)  # type: ignore[index]
    if "." in plain:
        return f"{sign}{float(plain) * rng.choice((0.5, 1.5, 2)):.{len(plain.split('.')[1])}f}"
    value = int(plain)
    near = (value + 1, value + 2, value - 1, value + 7) if value < 1000 else (value * 2, value * 3, value // 2)
    new = rng.choice([v for v in (*near, value * 2) if v > 1])
    return sign + (f"{new:,}" if "," in old else str(new))


def _of_list(words: Sequence[str]) -> _Edit:
    """One word of a closed list for another one."""

    def edit(left: _Side, right: _Side, rng: random.Random) -> Iterator[tuple[Span, str]]:
        for i in _shared(left, right, lambda side, index: side.words(index) in words):
            yield _span(left, i), rng.choice([w for w in words if w != left.words(i)])

    return edit


def _dates(left: _Side, right: _Side, rng: random.Random) -> Iterator[tuple[Span, str]]:
    """The day of a month, a month, or a year."""

    def month(side: _Side, i: int) -> bool:
        return side.words(i) in _MONTHS and (side.words(i) not in ("May", "March") or _day(side, i + 1))

    def _day(side: _Side, i: int) -> bool:
        return 0 < i < len(side.tokens) and bool(re.fullmatch(r"[1-3]?\d", side.words(i))) and side.words(i - 1) in _MONTHS

    def year(side: _Side, i: int) -> bool:
        return bool(re.fullmatch(r"(?:19|20)\d\d", side.words(i)))

    for i in _shared(left, right, month):
        yield _span(left, i), rng.choice([m for m in _MONTHS if m not in (left.words(i), "May", "March")])
    for i in _shared(left, right, _day):
        yield _span(left, i), str(rng.choice([d for d in range(1, 29) if str(d) != left.words(i)]))
    for i in _shared(left, right, year):
        yield _span(left, i), str(int(left.words(i)) + rng.choice((-3, -2, -1, 1, 2)))


def _people(document: Document) -> dict[str, str]:
    """Full name by surname of those whom the article gives a title or lets say something."""
    text = document.text
    full = {
        m[2]: f"{m[1]} {m[2]}"
        for m in re.finditer(r"\b(?=([A-Z][a-z]+) (?:[A-Z]\. )?([A-Z][a-z]{2,})\b)", text)
        if m[1].lower() not in _BODIES | _TITLES | {"the"}
    }
    people = set(re.findall(rf"\b(?:{_TITLE})\.? (?:[A-Z][a-z]+ )?(?:[A-Z]\. )?([A-Z][a-z]{{2,}})\b", text))
    people |= set(re.findall(r"\b([A-Z][a-z]{2,}),? (?:said|says|told|wrote|tweeted|added)\b", text))
    return {w: full[w] for w in people & full.keys() if w.lower() not in _BODIES and w not in (*_WEEKDAYS, *_MONTHS)}


def _other_person(left: _Side, right: _Side, surname: str, rng: random.Random) -> str:
    """The full name of somebody else whom only the left article names, and not in the statement; somebody invented if there is nobody."""
    context = left.statement.context or left.statement.extent
    near = left.document.text[context.start : context.end]
    others = sorted(name for w, name in _people(left.document).items() if w not in near and w not in right.document.text and w != surname)
    return rng.choice(others or _PEOPLE)


def _named(left: _Side, right: _Side, rng: random.Random) -> Iterator[tuple[Span, str]]:
    """The name of a person of whom both tell, and who is not the one that says it."""
    people = _people(left.document).keys() & _people(right.document).keys()
    who = left.statement.speaker
    for i in _shared(left, right, lambda side, index: re.sub(r"['’]s$", "", side.words(index)) in people):
        surname = re.sub(r"['’]s$", "", left.words(i))
        start = left.tokens[i].start
        after = left.document.text[start + len(surname) : start + len(surname) + 6]
        before = left.document.text[max(0, start - 40) : start]
        whole = not re.match(r",? (?:Jr|Sr|[A-Z])", after) and not re.search(r"(?<!\. )\b[A-Z][a-z]+ [A-Z][a-z]+ $", before)
        if (who is None or surname not in who.name) and whole and left.statement.text.count(surname) == 1:
            yield _renamed(left, right, surname, start, rng)


def _renamed(left: _Side, right: _Side, surname: str, start: int, rng: random.Random) -> tuple[Span, str]:
    """Another name in the place of the surname at `start`: as full as it was."""
    first = re.search(r"\b([A-Z][a-z]+ (?:[A-Z]\. )?)$", left.document.text[max(0, start - 24) : start])
    full = _people(left.document).get(surname)
    given = len(first[1]) if first is not None and f"{first[1].split()[0]} {surname}" == full else 0
    name = _other_person(left, right, surname, rng)
    return Span(start - given, start + len(surname)), name if given else name.split()[-1]


def _speakers(left: _Side, right: _Side, rng: random.Random) -> Iterator[tuple[Span, str]]:
    """The one to whom the outlets give the words, at the place where the left one names them."""
    names = [s.statement.speaker.name if s.statement.speaker else "" for s in (left, right)]
    who = left.statement.speaker
    if who is None or not all(names) or names[0].split()[-1] != names[1].split()[-1]:
        return
    surname = names[0].split()[-1]
    for m in re.finditer(rf"\b{re.escape(surname)}\b(?!,? (?:Jr|Sr)\b)", left.document.text[who.start : who.end]):
        yield _renamed(left, right, surname, who.start + m.start(), rng)


def _places(left: _Side, right: _Side, rng: random.Random) -> Iterator[tuple[Span, str]]:
    people = _people(left.document).keys() | _people(right.document).keys()

    def placed(side: _Side, index: int) -> bool:
        word, text = side.words(index), side.document.text
        token = side.tokens[index]
        before = text[max(0, token.start - 9) : token.start]
        return (
            bool(re.fullmatch(r"[A-Z][a-z]{2,}", word))
            and bool(re.search(r"\b(?:in|near|outside|at|from|to) $", before))
            and not re.match(r" [A-Z]", text[token.end : token.end + 2])
            and word not in people
            and word not in (*_WEEKDAYS, *_MONTHS)
            and word.lower() not in _BODIES | _TITLES
        )

    for i in _shared(left, right, placed):
        yield _span(left, i), rng.choice(_TOWNS)


def _is_said(side: _Side, index: int) -> bool:
    """An auxiliary whose clause supposes, asks and denies nothing so far."""
    near = {t.key for t in side.tokens[max(0, index - 6) : index + 3]}
    return side.words(index) in _AUXILIARY and not near & _SUPPOSED


def _verb_after(side: _Side, index: int) -> str:
    """The stem of the content word that an auxiliary belongs to, if it is the next one or the one after that."""
    return next((t.stem for t in side.tokens[index + 1 : index + 3] if t.content and len(t.key) > 2), "")


def _auxiliaries(left: _Side, right: _Side) -> Iterator[int]:
    """Left auxiliaries of a predicate that the right side says with the same auxiliary."""
    said = {(right.words(j), _verb_after(right, j)) for j in range(len(right.tokens)) if _is_said(right, j)}
    for i in range(len(left.tokens)):
        key = (left.words(i), _verb_after(left, i))
        if _is_said(left, i) and key[1] and key in said and sum(t.stem == key[1] for t in left.tokens) == 1:
            yield i


def _negations(left: _Side, right: _Side, rng: random.Random) -> Iterator[tuple[Span, str]]:
    for i in _auxiliaries(left, right):
        end = left.tokens[i].end
        yield Span(end, end), " not"
    denied = {_verb_after(right, j) for j, t in enumerate(right.tokens) if t.key == "not"}
    for i, token in enumerate(left.tokens):
        verb = _verb_after(left, i)
        supposed = {t.key for t in left.tokens[max(0, i - 6) : i]} & _SUPPOSED
        if token.key == "not" and verb in denied and verb and not supposed and left.document.text[token.start - 1 : token.end] == " not":
            helper = left.tokens[i - 1].key if i else ""
            if helper in {"is", "are", "was", "were", "will", "would", "can", "could", "should", "has", "have", "had"}:
                yield Span(token.start - 1, token.end), ""
    yield from _past(left, right)


def _past(left: _Side, right: _Side) -> Iterator[tuple[Span, str]]:
    """A person's plain deed that is denied: `Obama signed the` -> `Obama did not sign the`."""
    text = left.document.text
    for m in re.finditer(r"\b(?:[A-Z][a-z]{2,}|[Hh]e|[Ss]he|[Tt]hey) ([a-z]+ed) (?=the\b|a\b|an\b|his\b|her\b|their\b|that\b)", text):
        where = Span(m.start(1), m.end(1))
        if not any(span.holds(where) for span in left.statement.spans):
            continue
        verb = lexicon.verb_of(m[1])
        index = next((i for i, t in enumerate(left.tokens) if t.start == where.start), None)
        if verb is None or index is None:
            continue
        before = right.tokens
        said = [j for j, t in enumerate(before) if t.key == left.tokens[index].key]
        calm = not {t.key for t in left.tokens[max(0, index - 6) : index]} & _SUPPOSED
        if calm and len(said) == 1 and not {t.key for t in before[max(0, said[0] - 6) : said[0]]} & (_SUPPOSED | _AUXILIARY):
            yield where, f"did not {verb}"


def _modals(left: _Side, right: _Side, rng: random.Random) -> Iterator[tuple[Span, str]]:
    for i in _auxiliaries(left, right):
        word = left.words(i)
        if word in _HEDGED and (word == "will" or left.statement.kind is Kind.CLAIM):
            verb = left.tokens[i + 1].key if i + 1 < len(left.tokens) else ""
            if word != "has" or verb.endswith(("ed", "en")):
                yield _span(left, i), _HEDGED[word]


def _words(name: str) -> _Edit:
    """A word of a table for the one beside it, where both sides have the same word behind it."""
    table = _OTHER_WORD[name]

    def edit(left: _Side, right: _Side, rng: random.Random) -> Iterator[tuple[Span, str]]:
        for i in _shared(left, right, lambda side, index: side.words(index) in table):
            after = next((t.stem for t in left.tokens[i + 1 :] if t.content), "")
            other = next(
                (t.stem for k, t in enumerate(right.tokens) if t.content and any(u.key == left.tokens[i].key for u in right.tokens[:k])),
                None,
            )
            if name != "scope" or after == other:
                yield _span(left, i), table[left.words(i)]

    return edit


def _set(*reasons: str) -> frozenset[str]:
    return frozenset(reasons)


_KINDS: Mapping[str, tuple[_Edit, frozenset[str], frozenset[str]]] = MappingProxyType(
    {
        "number": (_numbers, _set("number"), _set("number")),
        "weekday": (_of_list(_WEEKDAYS), _set("date"), _set("name")),
        "date": (_dates, _set("date"), _set("name", "number")),
        "name": (_named, _set("agent"), _set("name")),
        "place": (_places, _set("place"), _set("name")),
        "negation": (_negations, _set("negation"), _set("negation")),
        "modality": (_modals, _set("hedge"), _set("modality")),
        "speaker": (_speakers, _set("agent", "attribution"), _set("speaker")),
        "scope": (_words("scope"), _set("scope"), frozenset()),
        "order": (_words("order"), _set("sequence"), frozenset()),
        "opposite": (_words("opposite"), _set("opposite"), frozenset()),
    }
)
"""Each kind with its edit, and the reasons of the contract that are right for two facts and for two quotations; none where the
contract has no reason for it."""
