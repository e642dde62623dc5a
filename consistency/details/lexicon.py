"""Word lists: base forms, verbs, opposites, words that stand for each other.

The lists are in `consistency/data`; those of WordNet 3.0 are made by `training/wordnet.py`, the `news_` ones are this project's own.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources

AUXILIARIES = frozenset(
    """be am is are was were been being have has had having do does did will would shall should can could may might must
    'll 'd 've 're isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't shouldn't can't couldn't
    cannot mustn't ain't""".split()
)
DETERMINERS = frozenset("a an the this that these those his her its their our my your whose each every any another some no".split())
PRONOUNS = frozenset("i you he she it we they who him them me us himself herself itself themselves one anyone nobody".split())
FUNCTION = (
    AUXILIARIES
    | DETERMINERS
    | PRONOUNS
    | frozenset(
        """of in on at to for from by with as into onto about over under above below after before during between against among through
        per via than near off out up down upon within without until since and or but nor so yet if then because while when where which what
        how why whether though although not never also too very just only even still again already now there here more most less least both
        all such own same other others s t re ve ll d mr mrs ms dr sen rep gov president""".split()
    )
)
REPORTING = frozenset(
    """say tell announce declare add note claim insist argue report write state stress suggest explain tweet assert maintain
    warn ask reply respond believe
    think know hear want hope feel mention indicate remark testify acknowledge""".split()
)


def _rows(name: str) -> list[list[str]]:
    text = resources.files("consistency").joinpath("data", name).read_text("utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


@lru_cache(maxsize=1)
def verbs() -> dict[str, int]:
    """Verb to the share of its uses that are verbs, in per cent."""
    return {row[0]: int(row[1]) for row in _rows("verbs.tsv")}


@lru_cache(maxsize=1)
def _irregular() -> dict[str, str]:
    found: dict[str, str] = {}
    for lemma, share, forms in _rows("verbs.tsv"):
        for form in forms.split():
            if form not in found or int(share) > verbs().get(found[form], 0):
                found[form] = lemma
    return found


@lru_cache(maxsize=1)
def _nouns() -> dict[str, str]:
    return dict(_rows("nouns.tsv"))


@lru_cache(maxsize=1)
def _stands_for() -> dict[str, str]:
    return {word: row[0] for row in _rows("news_synonyms.tsv") for word in row}


@lru_cache(maxsize=1)
def _opposites() -> dict[frozenset[str], float]:
    """Pairs of words, each with how far the list is to be trusted."""
    pairs = {frozenset(row): 0.8 for row in _rows("antonyms.tsv")}
    return pairs | {frozenset(row): 1.0 for row in _rows("news_opposites.tsv")}


_NO_OPPOSITE = frozenset({"indifferent", "invaluable", "inflammable"})
_PREFIXES = ("un", "in", "im", "il", "ir", "non-", "non")


@lru_cache(maxsize=65536)
def opposite(left: str, right: str) -> float:
    """How surely two base forms exclude each other: 0 (not known to) to 1."""
    if left == right:
        return 0.0
    known = _opposites().get(frozenset((left, right)))
    if known is not None:
        return known
    short, long = sorted((left, right), key=len)
    # indifferent/different, inform/form: a bare prefix is trusted for what looks like an adjective or adverb only
    if len(short) > 5 and short.endswith(("ful", "able", "ible", "al", "ed", "ly", "ent", "ant", "ive")):
        return 0.7 if long not in _NO_OPPOSITE and any(long == prefix + short for prefix in _PREFIXES) else 0.0
    return 0.0


_PRESENT = frozenset(("lay",))
"""Past forms that are as common as base forms."""


@lru_cache(maxsize=65536)
def verb_of(word: str) -> str | None:
    """The base form when the word can be a form of a verb; None when it cannot."""
    known = verbs()
    irregular = _irregular().get(word)
    # the past of a common verb is seldom another verb's base form: fell, saw, bore
    if irregular and (word not in known or known[irregular] > known[word] or (known[irregular] > 80 and word not in _PRESENT)):
        return irregular
    if word in known:
        return word
    for ending, adds in (("ies", ("y",)), ("es", ("e", "")), ("s", ("",)), ("ied", ("y",)), ("ed", ("e", "")), ("ing", ("", "e"))):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            stem = word[: -len(ending)]
            for base in [stem + add for add in adds] + ([stem[:-1]] if stem[-1:] == stem[-2:-1] else []):
                if base in known:
                    return base
    return None


@lru_cache(maxsize=65536)
def singular(word: str) -> str:
    """The noun's singular."""
    if word in _nouns():
        return word
    for ending, put in (("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x")):
        if word.endswith(ending) and len(word) > 5:
            return word[: -len(ending)] + put
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word


@lru_cache(maxsize=65536)
def base(word: str) -> str:
    """One form for all forms of a word: resigned, resigns, resigning, resignation are `resign`; killed and deaths are `kill`."""
    word = word.removesuffix("'s").removesuffix("'")
    noun = singular(word)
    lemma = verb_of(word) or _nouns().get(noun) or noun
    lemma = _nouns().get(lemma, lemma) if lemma not in verbs() else lemma
    return _stands_for().get(lemma, _stands_for().get(noun, lemma))


@lru_cache(maxsize=1)
def saying() -> frozenset[str]:
    """The verbs of saying as `base` gives them."""
    return frozenset(base(verb) for verb in REPORTING)


_DEMONYM = re.compile(r"(?:ese|ians?|eans?|ans?|ish|is?|ia|a)$")


@lru_cache(maxsize=65536)
def name_base(word: str) -> str:
    """One form for a country and its adjective: China and Chinese, Qandara and Qandaran; other names lose nothing that tells them apart."""
    word = word.removesuffix("'s")
    return _DEMONYM.sub("", word) if len(word) > 4 else word


@lru_cache(maxsize=65536)
def own(word: str) -> str:
    """The base form without the words that stand for each other: what opposites are looked up by."""
    word = word.removesuffix("'s")
    return verb_of(word) or _nouns().get(singular(word)) or singular(word)
