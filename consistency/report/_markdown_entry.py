"""One matter in Markdown: its heading, its versions, what differs between them, how sure that is."""

from __future__ import annotations

import re
from collections import Counter
from string import ascii_lowercase

from consistency.model import Document, Finding, Kind, Statement
from consistency.names import same_name
from consistency.report import _phrases as phrases
from consistency.report._diff import differing, headword, passage, surroundings
from consistency.report._markdown import code, escape, rich_text, slug, table
from consistency.report._matters import Matter, Section, Variant, line_of, place
from consistency.report._options import Options
from consistency.report._view import View
from consistency.text import fold, words

_ROWS = 12  # findings listed for one matter
_FEW = 8  # fingerprints, or outlets that are alike, in one row
_SUBJECT = 9  # words of a passage that stand for it in a heading
_SPEECH = 6  # the same behind the name of its speaker

_WHOLE = "the passages as a whole"

_DATELINE = re.compile(
    r"^(?:[A-Z][A-Z’'. -]{2,}(?:, [A-Z][A-Za-z. ]+?)?\s*(?:\([A-Z][\w .]+\)\s*)?[-–—―]+|\([A-Z][\w .]+\)(?:\s*[-–—―]+)?)\s+(?=[A-Z“‘'])"
)
"""What opens a report before its first sentence: NORPORT, Ohio (Agency) —; (Agency) -."""
_UNSAFE = re.compile(r"[^\w\s.,'’“”—–()$%-]|_")
_IN_FIGURES = frozenset({"precision", "framing"})  # reasons that the differing words tell only where there is a figure in them


def entry(seen: View, matter: Matter, options: Options, level: int = 3, explained: bool = True) -> list[str]:
    """The matter under a heading of this level; with what its rule means, where that is to be explained."""
    labels = _labels(matter)
    lines = [f"{'#' * level} {heading(seen, matter)}", ""]
    for i, variant in enumerate(matter.variants):
        before = matter.variants[i - 1] if i else None
        told = _version(seen, matter, variant, labels[i], before)
        lines += [*(_dated(seen, variant, told) if matter.section is Section.MOVED else told), ""]
    if matter.passing:
        lines += [f"*{phrases.IN_PASSING}*", ""]
    meaning = [f"- **What this means:** {escape(matter.rule.explanation, inline=True)}"] if explained else []
    source = f"({rule_link(matter.rule.code, options)})"
    listed, besides = seen.listed(matter)
    if len(listed) == 1:
        between = f" between {_between(matter, listed[0][0], labels)}" if all(labels) else ""
        lines += _points(seen, listed[0], between, f"{meaning[0]} {source}" if meaning else f"- **Rule:** {source[1:-1]}")
    else:
        rows = [_row(seen, matter, bundle, labels, options) for bundle in listed[:_ROWS]]
        columns = ("Between", "What differs", "Rule", "Confidence", "Fingerprint")
        first = 0 if all(labels) else 1  # of two versions there is but one pair
        lines += [*meaning, *([""] if meaning else [])]
        lines += [table(columns[first:], [row[first:] for row in rows], wide=True)]
        lines += left_out(len(listed) - len(rows), "pair")
    if besides:
        lines += ["", *_besides(matter, besides, labels, options)] if len(listed) > 1 else _besides(matter, besides, labels, options)
    return lines


def heading(seen: View, matter: Matter) -> str:
    """Number, kind, and the differing words, or the first words and who says them; plain words only, so that its anchor is certain."""
    title = f"{matter.number}. {matter.rule.title}"
    first = {matter.findings[0].left.id, matter.findings[0].right.id}
    sides = [v for v in matter.variants if v.marked and first & {s.id for s in v.statements}]
    heads = {fold(head): head for v in sides if (head := headword(seen.of(v.shown), v.marked))}
    figures = any(c.isdigit() for head in heads for c in head)
    telling = matter.rule.reason not in phrases.NOT_IN_WORDS and (figures or matter.rule.reason not in _IN_FIGURES)
    if len(heads) > 1 and len(heads) == len(sides) and telling:
        return f"{title}: {' and '.join(f'“{head}”' for head in heads.values())}"
    names = [v.shown.speaker.name for v in matter.variants if v.shown.speaker]
    if len(names) == len(matter.variants) and all(same_name(name, names[0]) for name in names):
        who, what = _plain(max(names, key=len)), _plain(matter.variants[0].shown.text, _SPEECH)
        if who.split()[-1:] and not re.search(rf"\b{re.escape(who.split()[-1])}\b", what):  # Ann Orme, Orme said …
            return f"{title}: {who}: {what}".rstrip(": ")
    return f"{title}: {_plain(matter.variants[0].shown.text, _SUBJECT)}".rstrip(": ")


def anchor(seen: View, matter: Matter) -> str:
    """A link to the matter's entry: `[C1](#c1-…)`."""
    return f"[{matter.number}](#{slug(heading(seen, matter))})"


def rule_link(rule: str, options: Options) -> str:
    """A link to what the documentation says of a rule."""
    return f"[{rule}]({options.rules}#{rule.lower()})"


def left_out(count: int, noun: str) -> list[str]:
    """A line that says how many are not shown, where there are any."""
    return ["", f"*{phrases.plural(count, noun)} more; `--format json` has all of them.*"] if count > 0 else []


def _plain(text: str, most: int | None = None) -> str:
    """The text without its dateline, or its first words, without a character that Markdown or an anchor would make something of."""
    text = _DATELINE.sub("", text)
    found = words(text)
    long = most is not None and len(found) > most
    shown = found[:most]
    while long and len(shown) > 1 and text.startswith("-", shown[-1].end):  # no half of a compound
        shown = shown[:-1]
    kept = text[shown[0].start : shown[-1].end] if shown else ""
    return " ".join(_UNSAFE.sub("", kept).split()) + (" …" if long else "")


def _labels(matter: Matter) -> list[str]:
    """A letter for each version where there are more than two; no more than the alphabet are told apart."""
    if len(matter.variants) == 2:
        return ["", ""]
    return [ascii_lowercase[i] if i < len(ascii_lowercase) else str(i + 1) for i in range(len(matter.variants))]


def _version(seen: View, matter: Matter, variant: Variant, label: str, before: Variant | None) -> list[str]:
    document, speaker = seen.of(variant.shown), variant.shown.speaker
    who = escape(speaker.name, inline=True) if speaker else "speaker not named" if variant.shown.kind is Kind.QUOTE else ""
    where = escape(place(document, variant.shown), inline=True)
    same = before is not None and before.shown.document == variant.shown.document
    outlet = f"**{escape(document.outlet, inline=True)}**" + (", the same article" if same else "")
    day = "" if matter.section is Section.MOVED or same else phrases.dated(document)
    byline = " · ".join(part for part in (f"({label})" if label else "", outlet, day, who, where) if part)
    lines = [byline, "", f"> {rich_text(passage(document, variant.shown, variant.marked))}"]
    if variant.alike:
        lines += ["", f"Alike in {phrases.joined(phrases.some(_whereabouts(seen, document, variant.alike), _FEW))}."]
    return lines


def _dated(seen: View, variant: Variant, told: list[str]) -> list[str]:
    """A version as a point of a timeline."""
    first, *rest = told
    return [f"- **{phrases.dated(seen.of(variant.shown))}** · {first}", *(f"  {line}" if line else "" for line in rest)]


def _whereabouts(seen: View, shown: Document, statements: tuple[Statement, ...]) -> list[str]:
    """Each article that has the statements, with its lines; its date where that is not the one of the version shown."""
    by_document: dict[str, list[Statement]] = {}
    for statement in statements:
        by_document.setdefault(statement.document, []).append(statement)
    found = []
    for id, held in by_document.items():
        document = seen.documents[id]
        lines = [str(n) for s in held if (n := line_of(document, s))]
        at = f", {'lines' if len(lines) > 1 else 'line'} {phrases.joined(lines)}" if lines else ""
        day = f"{phrases.dated(document)}, " if document.date != shown.date else ""
        name = "the same article" if document.id == shown.id else f"**{escape(document.outlet, inline=True)}**"
        found.append(f"{name} ({escape(f'{day}{document.id}{at}', inline=True)})")
    return found


def differs(seen: View, finding: Finding, entered: Matter | None = None) -> str:
    """What differs, in the outlets' words, as Markdown; empty where the passages as a whole do.

    `entered` is the matter whose entry it stands in: words of a passage that is not shown there are given with their line.
    """
    if finding.reason == "attribution":  # the words alone do not tell who is said to have said it
        return escape(finding.message, inline=True)
    sides = (seen.of(finding.left), seen.of(finding.right))
    texts = differing(finding, *sides)
    shown = [(v.shown.document, surroundings(seen.of(v.shown), v.shown)) for v in entered.variants] if entered else []
    told = []
    for text, document, statement in zip(texts, sides, (finding.left, finding.right), strict=True):
        here = not shown or (document.id, surroundings(document, statement)) in shown
        line = None if here else line_of(document, statement)
        if text:
            told.append(f"“{escape(text, inline=True)}” ({escape(document.outlet, inline=True)}{f', line {line}' if line else ''})")
    if len(told) == 1:
        return f"{told[0][:-1]} alone)"
    return ", ".join(told)


def _points(seen: View, bundle: list[Finding], between: str, meaning: str) -> list[str]:
    finding = bundle[0]
    told = differs(seen, finding)
    return [
        *([f"- **What differs{between}:** {told or _WHOLE}"] if told or between else []),
        meaning,
        f"- **Confidence:** {phrases.confidence(finding.confidence)}",
        f"- **Fingerprint:** {_fingerprints(bundle)}",
    ]


def _row(seen: View, matter: Matter, bundle: list[Finding], labels: list[str], options: Options) -> tuple[str, ...]:
    finding = bundle[0]
    return (
        _between(matter, finding, labels),
        differs(seen, finding, matter) or _WHOLE,
        rule_link(finding.rule, options),
        phrases.confidence(finding.confidence),
        _fingerprints(bundle),
    )


def _between(matter: Matter, finding: Finding, labels: list[str]) -> str:
    version = {s.id: labels[i] for i, v in enumerate(matter.variants) for s in v.statements}
    return phrases.joined(sorted(f"({version[s.id]})" for s in (finding.left, finding.right)))


def _besides(matter: Matter, bundles: list[list[Finding]], labels: list[str], options: Options) -> list[str]:
    """The findings between versions that are not what the entry is about, in one line a rule."""
    count = Counter(b[0].rule for b in bundles)
    lines = []
    for rule in count:
        found = [b for b in bundles if b[0].rule == rule]
        pairs = [f"{f'between {_between(matter, b[0], labels)} ' if all(labels) else ''}{_fingerprints(b)}" for b in found]
        title = escape(phrases.rule(found[0][0]).title.lower(), inline=True)
        lines.append(f"- **Besides:** {title} ({rule_link(rule, options)}), {'; '.join(phrases.some(pairs, _FEW))}")
    return lines


def _fingerprints(bundle: list[Finding]) -> str:
    return ", ".join(phrases.some([code(f.id) + (" (waived)" if f.waived else "") for f in bundle], _FEW))
