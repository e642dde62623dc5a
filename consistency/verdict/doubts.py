"""What speaks against a contradiction although two details exclude each other: each reason of difference has its own usual mistakes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from rapidfuzz import fuzz

from consistency.details import Difference
from consistency.model import Alignment, Document, Kind, Span
from consistency.names import is_role, same_name, telling
from consistency.text import SAYING, fold, words

_NEGATING = re.compile(
    r"""\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|only|unless|rather|instead|yet|den(?:y|ied|ies|ying|ial)
    |fail\w*|refus\w*|reject\w*|declin\w*|attempt\w*|avoid\w*|prevent\w*|lack\w*|unable|violat\w*|ban(?:s|ned|ning)?)\b|n['’]t\b""",
    re.I | re.X,
)
_PARTLY = re.compile(r"\b(?:some|several|many|most|certain|part(?:s|ly)?|other)\b", re.I)
_TURNING = re.compile(
    r"\b(?:revers|lift|halt|stopp?|suspend|cancel|drop|scrap|repeal|overturn|rescind|undo|abandon|h[eo]lds? off|delay|block|end(?:ing|ed))",
    re.I,
)
_INDEFINITE = re.compile(r"\b(?:one|another|others)\b[^,.;:!?()“”]*$", re.I)
_NOUN = re.compile(r"(?:tion|sion|ment|ance|ence)s?$")
_DETERMINED = re.compile(r"(?:\b(?:the|an?|his|her|its|their|this|that|these|those|our|my|your|any|no)|['’]s|s['’])\s+$", re.I)
"""What stands before a noun."""
_SUPPOSING = re.compile(r"\b(?:if|unless|whether)\b", re.I)
_SPELLING = 60
"""Ratio, 0..100, from which on two names may be two spellings of one (transliterations differ by as much)."""
_SOUNDS = str.maketrans("cqzyjv", "kksiiw")
"""Letters that transliterations exchange: Kiev and Kyiv, Calcutta and Kolkata."""
_SAME_FACT: Mapping[str, float] = {
    "negation": 0.5, "agent": 0.75, "place": 0.5, "opposite": 0.55, "sequence": 0.6, "scope": 0.5, "date": 0.5, "number": 0.4,
    "duration": 0.6,
}  # fmt: skip
"""Least score of the alignment for a reason to count: these are said of many things in one story."""
_STRENGTH: Mapping[str, float] = {
    "update": 0.65,
    "scope": 0.7,
    "date": 0.7,
    "place": 0.75,
    "agent": 0.75,
}
"""Least strength, where it is more than for other reasons."""
_TOGETHER: Mapping[str, float] = {"number": 1.4, "update": 1.6, "date": 1.45, "negation": 1.6, "agent": 1.5, "sequence": 1.6}
"""Least sum of both: sentences on one event are full of days and figures, so that one of the two must make up for the other."""
_ANCHOR = re.compile(r"\s+(?:after|before|since|until|from)\s+((?:[^\s,.;:!?()]+\s*){1,8})")
"""What a length of time is counted from, as far as it is looked at."""
_SAYS = re.compile(rf"\s+{SAYING.pattern}", SAYING.flags)
"""A word of saying right behind a day: Orme on Friday announced."""
_OPENING = re.compile(r"(?:^|[.!?][”\"’']?\s+|\n\s*)(?:on\s+)?$", re.I)
_THEN_SAYS = re.compile(rf",?\s+(?:[\w.’'-]+\s+){{1,3}}?{SAYING.pattern}", SAYING.flags)
"""What stands before a day that opens a sentence, and behind it where it is one of saying: On Friday, Ann Orme announced."""
_BESIDE = 14
"""Characters before a day in which its verb stands: said on Thursday."""
_ONE_SAYING = 0.8
"""Least score of the alignment for one speaker's two days of saying something to be days of saying the same."""
_BOUND = re.compile(
    r"\b(since|from|until|till|through|to|between|before|after|by|effective|as (?:early|soon|late) as|no (?:earlier|sooner|later) than)\s+"
    r"(?:(?:early|mid|late)[\s-]|next\s+)?$",
    re.I,
)
"""What makes a point in time a bound of a longer time, right before it."""
_BOUND_BEFORE = 24
"""Characters before a point in time in which such words stand."""
_FIGURE = re.compile(r"\d[\d,]*(?:\.\d+)?")
_YEAR = re.compile(r"\W*\b(?:19|20)\d\d\b")
_ANNIVERSARY = re.compile(r"\banniversar", re.I)
_DOER = re.compile(
    r"\b(?:includ|count)ing (?:[a-z]+ ){0,3}"
    r"(?:gunm[ae]n|shooters?|attackers?|suspects?|bombers?|hijackers?|killers?|assailants?|perpetrators?|himself|herself|themselves)\b",
    re.I,
)
"""Words that count those who did it among the dead."""
_FORECAST = re.compile(
    r"\b(?:economists|analysts|forecasters|pollsters|experts)\b[^.;!?]{0,60}\b(?:estimat|expect|forecast|predict|project|anticipat)\w*",
    re.I,
)
"""What somebody foretold of a figure."""
_ANY = re.compile(r"\b(?:an?|another|one) (?:[\w’'-]+ ){1,3}$", re.I)
"""What stands before a word of order where it is told of any one of a kind: in a poll before."""
_NEW = re.compile(r"\s+(?:new|additional|further|more)\b", re.I)
_OTHERS_BEFORE = re.compile(r"\b(?:another|other)\s+$", re.I)
_OTHERS = re.compile(r"\s+others?\b", re.I)
"""What says, before a count or behind it, that some of the kind were told of before and are not counted."""
_SPONSORED = re.compile(r"\b(?:(?:co-?)?sponsored|introduced|proposed|backed|supported) by (?:[\w.’'-]+ ){0,3}$", re.I)
"""What stands before one of those who bring in a bill, of whom there are several, and several bills: one in each chamber."""
_ONCE = re.compile(r"\b(?:initially|at first|originally|previously|formerly|earlier|used to)\b[^,.;:!?()“”]*$", re.I)
"""What puts a deed in an earlier time, before its verb."""
_BEHIND, _REACH = 60, 3
"""Characters, and longer words, behind an opposite among which is what it is said of."""
_PREPOSITIONS = frozenset("about after against among as at before by during for from in into of on over since than to under with".split())
_MARK = re.compile(r"[,.;:!?()—–“”\"]")
_SENTENCE_END = re.compile(r"[.!?;][”\"’']?\s")
_SENTENCE = 400
"""Characters before a word in which its sentence begins, as far as it is looked at."""
_NEAR = 40
"""Characters before a word in which its negation stands."""

Doubt = Callable[[Difference, Alignment, Document, Document], bool]


def doubts(reason: str, difference: Difference, alignment: Alignment, left: Document, right: Document) -> tuple[str, ...]:
    """Why the difference is likely to be no contradiction, in plain words, or nothing; the documents hold the alignment's statements."""
    same, strength = alignment.loosely, difference.strength
    found = []
    if same < _SAME_FACT.get(reason, 0.0):
        found.append("the two may not be about one fact")
    if strength < _STRENGTH.get(reason, 0.0):
        found.append("the two details may not play the same part")
    if same + strength < _TOGETHER.get(reason, 0.0):
        found.append("neither the fact nor the part of the details is sure enough")
    return (*found, *usual_mistakes(reason, difference, alignment, left, right))


def usual_mistakes(reason: str, difference: Difference, alignment: Alignment, left: Document, right: Document) -> tuple[str, ...]:
    """The doubts that no certainty takes away."""
    return tuple(why for why, doubt in _DOUBTS.get(reason, ()) if doubt(difference, alignment, left, right))


def _both_negate(difference: Difference, alignment: Alignment, left: Document, right: Document) -> bool:
    """A negation that stands elsewhere in the other statement has moved, and was not dropped."""
    return all(_NEGATING.search(s.text) for s in (alignment.left, alignment.right))


def _other_form(difference: Difference, alignment: Alignment, left: Document, right: Document) -> bool:
    """The verb on one side and a noun or a participle on the other are hardly ever said of the same subject: did not wait, waiting."""
    forms = [fold(w).split()[-1] for w in (difference.left_words, difference.right_words) if w.split()]
    return len(forms) < 2 or len({(form.endswith("ing"), bool(_NOUN.search(form))) for form in forms}) > 1


def only_named(difference: Difference, alignment: Alignment, left: Document, right: Document) -> bool:
    """One is a noun behind its article or its owner, which names a thing and does not say that it is so: did not propose, her proposal."""
    sides = ((left, difference.left), (right, difference.right))
    nouns = {bool(span and _DETERMINED.search(document.text, max(0, span.start - _BESIDE), span.start)) for document, span in sides}
    return len(nouns) == 2


def _far(difference: Difference, alignment: Alignment, left: Document, right: Document) -> bool:
    """No negation stands close before the word, or right after it, on just one side: what is negated is something else."""
    sides = ((left, difference.left), (right, difference.right))
    return len({_negated_at(document.text, span) for document, span in sides if span}) != 2


def _negated_at(text: str, span: Span) -> bool:
    before = _MARK.split(text[max(0, span.start - _NEAR) : span.start])[-1]
    return bool(_NEGATING.search(before) or re.match(r"\s+(?:no|nothing|none|not)\b", _behind(text, span), re.I))


def _partly(difference: Difference, alignment: Alignment, left: Document, right: Document) -> bool:
    """What holds of some need not hold of others: some deadlines, one party."""
    sides = ((left, difference.left), (right, difference.right))
    any_one = any(span and _INDEFINITE.search(document.text[max(0, span.start - _NEAR) : span.start]) for document, span in sides)
    return any_one or all(_PARTLY.search(s.text) for s in (alignment.left, alignment.right))


def _supposed(difference: Difference, alignment: Alignment, left: Document, right: Document) -> bool:
    """What is only supposed in one statement is not denied by the other: if they are not meeting."""
    supposing = [bool(_SUPPOSING.search(s.text)) for s in (alignment.left, alignment.right)]
    return supposing[0] != supposing[1]


def fragment(difference: Difference, alignment: Alignment, left: Document, right: Document) -> bool:
    """A few quoted words within a sentence: what they are said to be, or not to be, stands outside of the quotation marks."""
    return any(s.kind is Kind.QUOTE and s.text[:1].islower() for s in (alignment.left, alignment.right))


def _turned(difference: Difference, alignment: Alignment, left: Document, right: Document) -> bool:
    """Opposites mean the same where a word before one of them in its sentence, or right behind it, turns it round: to reverse a ban is to
    allow."""
    sides = ((left, difference.left), (right, difference.right))
    return any(span and _turned_at(document.text, span) for document, span in sides)


def _turned_at(text: str, span: Span) -> bool:
    before = _SENTENCE_END.split(text[max(0, span.start - _SENTENCE) : span.start])[-1]
    return bool(_NEGATING.search(before) or _TURNING.search(before) or _TURNING.search(_behind(text, span)))


def _behind(text: str, span: Span) -> str:
    """The few words behind a place, up to the next mark."""
    return _MARK.split(text[span.end : span.end + _NEAR // 2])[0]


def _two_people(difference: Difference, alignment: Alignment, left: Document, right: Document) -> bool:
    """Two people who say different things, each reported as saying so, contradict each other and not the outlets."""
    names = [s.speaker.name if s.speaker else None for s in (alignment.left, alignment.right)]
    return same_name(*names) is False and not any(is_role(name or "") for name in names)


def somebodys_denial(difference: Difference, alignment: Alignment, left: Document, right: Document) -> bool:
    """Who denies what the other outlet reports, and is not in that report, contradicts it; the outlet only reports the denial."""
    sides = ((alignment.left, left, difference.left, alignment.right), (alignment.right, right, difference.right, alignment.left))
    for statement, document, span, other in sides:
        if statement.speaker is None or span is None or not _negated_at(document.text, span):
            continue
        speaker = statement.speaker.name
        same = other.speaker is not None and same_name(speaker, other.speaker.name) is not False
        if not same and not {fold(w) for w in telling(speaker)[-1:]} & {w.text for w in words(other.text)}:
            return True
    return False


def _one_agent(difference: Difference, alignment: Alignment, left: Document, right: Document) -> bool:
    """Two spellings of a name, or a person and a group that the person may belong to."""
    names = [fold(w) for w in (difference.left_words, difference.right_words)]
    plural = [n.endswith("s") and " " not in n for n in names]
    return fuzz.ratio(*names) >= _SPELLING or plural[0] != plural[1]


def _of_sponsors(difference: Difference, alignment: Alignment, left: Document, right: Document) -> bool:
    """A bill that is sponsored by one and introduced by another one has both, or a bill in the other chamber."""
    sides = ((left, difference.left), (right, difference.right))
    return all(span and _SPONSORED.search(document.text[max(0, span.start - _NEAR) : span.start]) for document, span in sides)


def _known_to_both(difference: Difference, alignment: Alignment, left: Document, right: Document) -> bool:
    """A name that the other article has as well, in another part: it knows both, and tells of both."""
    return named_in(difference.left_words, right) or named_in(difference.right_words, left)


def named_in(name: str, document: Document) -> bool:
    """Whether the article has the last word of a name, a person's surname."""
    word = (telling(name) or [name])[-1]
    return bool(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", document.text, re.I))


def _one_place(difference: Difference, alignment: Alignment, left: Document, right: Document) -> bool:
    """A place that the other statement names too: by its initials, cut short (N.H., Calif.), or in another spelling (Kiev, Kyiv)."""
    if _sounds(difference.left_words) == _sounds(difference.right_words):
        return True
    for place, other in ((difference.left_words, alignment.right.text), (difference.right_words, alignment.left.text)):
        folded = fold(" ".join(place.split()))
        initials = "".join(w[0] for w in folded.split()) if " " in folded else ""
        for m in re.finditer(r"[A-Z][\w.]+", other):
            short = fold(m.group()).replace(".", "")
            if short == initials or (len(short) >= 3 and folded.startswith(short)):
                return True
    return False


def _sounds(name: str) -> str:
    """The consonants, those that transliterations exchange as one."""
    return re.sub(r"[aeiouh\W]|(.)(?=\1)", "", fold(name).translate(_SOUNDS))


def _said_then(difference: Difference, alignment: Alignment, left: Document, right: Document) -> bool:
    """Two days on which somebody said something, not surely the same and not known to be one speaker: NPR reported Thursday, the host
    said on Wednesday; Orme announced a plan on Friday, and another one on Saturday."""
    names = [s.speaker.name if s.speaker else None for s in (alignment.left, alignment.right)]
    sides = ((left, difference.left), (right, difference.right))
    return all(span and _of_saying(document.text, span) for document, span in sides) and (
        same_name(*names) is not True or alignment.loosely < _ONE_SAYING
    )


def _of_saying(text: str, day: Span) -> bool:
    """Whether the day is one on which something is said, and not the day of what is said."""
    if SAYING.search(text, max(0, day.start - _BESIDE), day.start) or _SAYS.match(text, day.end):
        return True
    return bool(_OPENING.search(text[max(0, day.start - _BESIDE) : day.start]) and _THEN_SAYS.match(text, day.end))


def _other_anchor(difference: Difference, alignment: Alignment, left: Document, right: Document) -> bool:
    """Two lengths of time that are counted from two things: a day after the race, two days after the vote."""
    anchors: list[set[str]] = []
    for document, span in ((left, difference.left), (right, difference.right)):
        m = _ANCHOR.match(document.text, span.end) if span else None
        anchors.append({fold(w) for w in re.findall(r"[^\W\d_]{4,}", m[1])} if m else set())
    fewer = min(len(anchor) for anchor in anchors)
    return fewer > 0 and len(anchors[0] & anchors[1]) < fewer / 2


def _other_bound(difference: Difference, alignment: Alignment, left: Document, right: Document) -> bool:
    """One is where a time begins or ends, and the other one is not, or the other end: since 2007, in 2014; from 1993, to 2007."""
    sides = ((left, difference.left), (right, difference.right))
    bounds = [_BOUND.search(document.text, max(0, span.start - _BOUND_BEFORE), span.start) if span else None for document, span in sides]
    return len({m[1].lower() if m else "" for m in bounds}) > 1


def _year_unsaid(difference: Difference, alignment: Alignment, left: Document, right: Document) -> bool:
    """One day or month, with its year on one side alone: which year the other article means can only be guessed."""
    days = (difference.left_words, difference.right_words)
    return len({bool(_YEAR.search(d)) for d in days}) == 2 and len({fold(_YEAR.sub("", d)).strip() for d in days}) == 1


def _anniversary(difference: Difference, alignment: Alignment, left: Document, right: Document) -> bool:
    """One may be the day itself and the other one its return."""
    return any(_ANNIVERSARY.search(s.text) for s in (alignment.left, alignment.right))


def _rounded(difference: Difference, alignment: Alignment, left: Document, right: Document) -> bool:
    """One may be the other one rounded, to two places or more: 167 and 170 miles, $43,350 and $43,000."""
    figures = [_FIGURE.search(words) for words in (difference.left_words, difference.right_words)]
    if figures[0] is None or figures[1] is None:
        return False
    around = {w[: m.start()] + w[m.end() :] for w, m in zip((difference.left_words, difference.right_words), figures, strict=True) if m}
    values = [float(m[0].replace(",", "")) for m in figures if m]
    places = [len(re.sub(r"\D", "", m[0]).strip("0")) for m in figures if m]
    coarse, fine = (values[k] for k in (places.index(min(places)), places.index(max(places))))
    return len(around) == 1 and 2 <= min(places) < max(places) and float(f"{fine:.{min(places) - 1}e}") == coarse


def _with_the_doer(difference: Difference, alignment: Alignment, left: Document, right: Document) -> bool:
    """Four dead including the gunman are the three whom he killed, and he."""
    return len({bool(_DOER.search(s.text)) for s in (alignment.left, alignment.right)}) == 2


def _expected(difference: Difference, alignment: Alignment, left: Document, right: Document) -> bool:
    """What economists expected, and what came of it."""
    return len({bool(_FORECAST.search(s.text)) for s in (alignment.left, alignment.right)}) == 2


def _new_on_its_day(difference: Difference, alignment: Alignment, left: Document, right: Document) -> bool:
    """505 new cases in Friday's article and 174 new ones in Saturday's are not one count."""
    sides = ((left, difference.left), (right, difference.right))
    return left.date != right.date and any(span and _NEW.match(document.text, span.end) for document, span in sides)


def _of_the_others(difference: Difference, alignment: Alignment, left: Document, right: Document) -> bool:
    """Three other officers are four with the one who was named."""
    sides = ((left, difference.left), (right, difference.right))
    others = [
        bool(span and (_OTHERS_BEFORE.search(d.text, max(0, span.start - _BESIDE), span.start) or _OTHERS.match(d.text, span.end)))
        for d, span in sides
    ]
    return others[0] != others[1]


def _earlier_time(difference: Difference, alignment: Alignment, left: Document, right: Document) -> bool:
    """What was so at first and what is so in the end: they initially denied it, and they admit it."""
    sides = ((left, difference.left), (right, difference.right))
    once = [bool(span and _ONCE.search(document.text[max(0, span.start - _NEAR) : span.start])) for document, span in sides]
    return once[0] != once[1]


def _of_another(difference: Difference, alignment: Alignment, left: Document, right: Document) -> bool:
    """One is said of what the other statement has, too, but says another thing of: grants the state access, and denies Congress access."""
    behind = [
        [w.text for w in words(d.text, span.end, span.end + _BEHIND)] if span else []
        for d, span in ((left, difference.left), (right, difference.right))
    ]
    if any(not found or found[0] in _PREPOSITIONS for found in behind):  # approved by the senate: what was approved stands before
        return False
    objects = [[w for w in found if len(w) > 3][:_REACH] for found in behind]
    told = [{w.text for w in words(s.text)} for s in (alignment.right, alignment.left)]
    return any(
        mine and mine[0] in there and mine[0] not in theirs for mine, theirs, there in zip(objects, objects[::-1], told, strict=True)
    )


def _two_of_a_kind(difference: Difference, alignment: Alignment, left: Document, right: Document) -> bool:
    """A poll before the vote and a poll after it are two polls."""
    sides = ((left, difference.left), (right, difference.right))
    return all(span and _ANY.search(document.text[max(0, span.start - _NEAR) : span.start]) for document, span in sides)


_SPOKEN = ("each is what another person says", _two_people)
_COUNTED = (
    ("one may be the other one rounded", _rounded),
    ("one counts those who did it, too", _with_the_doer),
    ("each counts what was new on its day", _new_on_its_day),
    ("one is what was expected, and the other what came of it", _expected),
    ("one counts the others alone", _of_the_others),
)
_DOUBTS: Mapping[str, tuple[tuple[str, Doubt], ...]] = {
    "negation": (
        ("the other statement negates something, too", _both_negate),
        ("one of the two only supposes it", _supposed),
        ("it is a fragment of a quotation", fragment),
        ("one is a verb and the other none", _other_form),
        ("one is only named, and not said to be so", only_named),
        ("the negation may be of something else", _far),
        ("it may hold of some and not of others", _partly),
        ("it is denied by somebody of whom the other statement does not tell", somebodys_denial),
        _SPOKEN,
    ),
    "number": _COUNTED,
    "update": _COUNTED,
    "opposite": (
        ("another word turns the opposite round", _turned),
        ("one tells of an earlier time", _earlier_time),
        ("each is said of something else", _of_another),
        _SPOKEN,
    ),
    "date": (
        ("the year of one is not said", _year_unsaid),
        ("one may be an anniversary of the other", _anniversary),
        ("each is the day on which somebody said something", _said_then),
        ("one is where a time begins or ends, and the other one is not", _other_bound),
        _SPOKEN,
    ),
    "duration": (("the two are counted from two things", _other_anchor),),
    "agent": (
        ("one name may be a spelling of the other, or its group", _one_agent),
        ("the other article has the name in another part", _known_to_both),
        ("each is one of several who bring in a bill", _of_sponsors),
        _SPOKEN,
    ),
    "sequence": (("each is told of another one of a kind", _two_of_a_kind),),
    "place": (("the other statement may name the place, too", _one_place),),
}
