"""Matters that tell one thing, as one: the same words in two copies, one difference between two articles in several of their passages."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import replace

from consistency.model import Document, Report
from consistency.report._diff import surroundings
from consistency.report._matters import Matter, Section, Variant, in_order, source
from consistency.text import words


def told_once(drafts: list[Matter], documents: Mapping[str, Document], report: Report) -> list[Matter]:
    """The matters, where those are one that show the same words for the same reason: two copies of one text, say, against a third; and
    those in which the same documents exclude each other in the same words, told in other sentences."""
    found: dict[Hashable, Matter] = {}
    for matter in drafts:
        texts = [_words(v, documents) for v in matter.variants]
        key = (matter.section, matter.rule.code, frozenset(texts)) if len(set(texts)) > 1 else matter.findings[0].id
        before = found.get(key)
        found[key] = _united(before, matter, _words, documents, report) if before else matter
    once: dict[Hashable, Matter] = {}
    for matter in sorted(found.values(), key=lambda m: -len(m.variants)):
        rests_on = [_rests_on(v, documents) for v in matter.variants if v.marked]
        grave = matter.section in (Section.CONTRADICTION, Section.MOVED) and len(set(rests_on)) > 1
        key = (matter.section, matter.rule.code, frozenset(rests_on)) if grave else matter.findings[0].id
        before = once.get(key)
        if before is None:
            once[key] = matter
        elif len(rests_on) == len(matter.variants):
            once[key] = _united(before, matter, _rests_on, documents, report)
        else:  # a version without any of the words has no place in the other matter
            once[matter.findings[0].id] = matter
    return list(once.values())


def _words(variant: Variant, documents: Mapping[str, Document]) -> Hashable:
    """The words that a version shows."""
    return tuple(w.text for w in words(variant.shown.text))


def _rests_on(variant: Variant, documents: Mapping[str, Document]) -> Hashable:
    """The document of a version, and the words of it that exclude the other ones."""
    document = documents[variant.shown.document]
    return document.id, tuple(w.text for span in variant.marked for w in words(document.text[span.start : span.end]))


def _united(
    one: Matter,
    other: Matter,
    by: Callable[[Variant, Mapping[str, Document]], Hashable],
    documents: Mapping[str, Document],
    report: Report,
) -> Matter:
    """Two matters as one; each version of `other` is one of `one`, by what `by` gives for both."""
    known: dict[Hashable, list[Variant]] = {}
    for variant in other.variants:
        known.setdefault(by(variant, documents), []).append(variant)
    variants = []
    for variant in one.variants:
        like = known.pop(by(variant, documents), [])  # of two versions for which it is the same, the first takes them
        statements = {s.id: s for v in (variant, *like) for s in v.statements}
        places = {(s.document, surroundings(documents[s.document], s)): s for v in like for s in (*v.alike, v.shown)}
        for s in (variant.shown, *variant.alike):
            places.pop((s.document, surroundings(documents[s.document], s)), None)
        alike = sorted((*variant.alike, *places.values()), key=lambda s: in_order(documents, s))
        variants.append(replace(variant, statements=tuple(statements.values()), alike=tuple(alike)))
    sources = {source(documents[s.document], report.copies, documents) for v in variants for s in v.statements}
    return replace(one, variants=tuple(variants), findings=one.findings + other.findings, sources=len(sources))
