"""Takes the word lists of `consistency/data` out of WordNet 3.0.

    python training/wordnet.py /usr/share/wordnet consistency/data

The database is the Debian package `wordnet-base` (`apt-get install wordnet-base`). Its licence, which permits use, change and
distribution, is kept beside the lists as `WORDNET-LICENSE.txt`. The lists:

- `antonyms.tsv`: word, word; pairs that can exclude each other in a report
- `verbs.tsv`: verb, its share of the word's uses in per cent, irregular forms
- `nouns.tsv`: noun made of a verb, that verb (announcement, announce); and irregular plurals
- `person_nouns.txt`: nouns that mostly mean a person: that meaning comes first or, with the ending of an agent, second

Format of the database: wndb(5WN), senseidx(5WN).
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PARTS = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}
SENSE_PARTS = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}
WORD = re.compile(r"[a-z]+")

NO_FACT = {5, 8, 9, 13, 15, 17, 18, 19, 20, 23, 24, 25, 27, 28}
"""Lexicographer files whose nouns do not exclude each other in a report: animals, body parts, notions, food, places, things, people
(man/woman), plants, quantities, relations, shapes, substances, times (day/night)."""

HAPPENING = {4, 10, 11, 22, 26}
"""Lexicographer files of acts, communication, events, processes and states: nouns whose verb says the same."""

PERSON = 18
"""Lexicographer file of people."""
AGENT = ("er", "or", "ist", "ian", "ee", "ant", "ent", "man", "woman")

NOISE = set(
    """
    man woman day night be differ say first last new old more less many few much little big small large great long short high low up down
    in out on off here there now then good bad well badly better worse best worst right left front back come go
    give take buy sell ask answer
    get have keep make bring send stand sit move turn push pull begin end start finish stop remember forget know ignore like love hate work
    play rest present absent past future early late fast slow hard easy soft light dark white black hot cold warm cool near far close
    open public political domestic foreign national international local general particular special common rare major minor main full empty
    real same different other own whole half social natural single double active passive top bottom upper lower rich poor strong weak heavy
    young clean dirty dry wet deep shallow wide narrow thick thin happy sad beautiful ugly important able modern ancient usual possible
    positive negative male female indoor outdoor live dead only just still even always often never seldom ever once home away
    find lose follow precede show hide let think appear see hear include exclude leave arrive enter wake sleep wear undress speak
    most least least forward backward internal external inner outer direct indirect formal informal regular specific
    urban rural eastern western northern southern north south east west left-hand right-hand human personal impersonal
    original final initial central original true wrong joint separate united divide ready free bound busy idle quick slowly quickly
    """.split()
)
"""Words whose opposites stand side by side in reports of one and the same fact, counted in news of the same event by three outlets."""


@dataclass(frozen=True, slots=True)
class Synset:
    """One line of a data file."""

    file: int
    words: tuple[str, ...]
    pointers: tuple[tuple[str, str, str, str], ...]
    """Symbol, offset, part of speech, source and target as four hexadecimal digits."""


def synsets(path: Path) -> Iterator[tuple[str, Synset]]:
    """Offset and synset for each line of a data file."""
    for line in path.read_text("latin-1").splitlines():
        if line.startswith(" "):
            continue
        fields = line.split(" | ")[0].split()
        count = int(fields[3], 16)
        words = tuple(re.sub(r"\(.*\)", "", w).lower() for w in fields[4 : 4 + 2 * count : 2])
        rest = fields[4 + 2 * count :]
        pointers = [tuple(rest[1 + 4 * i : 5 + 4 * i]) for i in range(int(rest[0]))]
        yield fields[0], Synset(int(fields[1]), words, tuple((a, b, c, d) for a, b, c, d in pointers))


def uses(path: Path) -> dict[str, Counter[str]]:
    """How often each word was tagged as each part of speech (cntlist)."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for line in path.read_text("latin-1").splitlines():
        key, _, count = line.split()
        word, _, sense = key.partition("%")
        counts[word][SENSE_PARTS[sense[0]]] += int(count)
    return counts


def main_files(path: Path) -> dict[str, int]:
    """Noun to the lexicographer file of its most frequent sense."""
    found: dict[str, int] = {}
    for line in path.read_text("latin-1").splitlines():
        key, number, _ = line.split()
        word, _, sense = key.partition("%")
        if sense[0] == "1" and number == "1":
            found[word] = int(sense.split(":")[1])
    return found


def person_nouns(path: Path, nouns: dict[str, Synset]) -> set[str]:
    """Nouns that mostly mean a person: in their first sense or, with the ending of an agent, in their second (index.noun)."""
    found = set()
    for line in path.read_text("latin-1").splitlines():
        if line.startswith(" "):
            continue
        word, _, count, *rest = line.split()
        people = [nouns[offset].file == PERSON for offset in rest[-int(count) :]]
        if WORD.fullmatch(word) and (people[0] or (any(people[:2]) and word.endswith(AGENT))):
            found.add(word)
    return found


def exceptions(path: Path) -> dict[str, set[str]]:
    """Base form to irregular forms."""
    forms: dict[str, set[str]] = defaultdict(set)
    for line in path.read_text("latin-1").splitlines():
        form, *bases = line.split()
        if WORD.fullmatch(form) and WORD.fullmatch(bases[0]):
            forms[bases[0]].add(form)
    return forms


def pairs(data: dict[str, dict[str, Synset]], part: str, symbol: str, target_part: str) -> Iterator[tuple[str, str, int]]:
    """Words joined by lexical pointers, with the lexicographer file of the first."""
    for synset in data[part].values():
        for kind, offset, part_of, ends in synset.pointers:
            if kind != symbol or part_of != target_part or ends == "0000":
                continue
            word = synset.words[int(ends[:2], 16) - 1]
            other = data[part_of][offset].words[int(ends[2:], 16) - 1]
            if WORD.fullmatch(word) and WORD.fullmatch(other):
                yield word, other, synset.file


def main(source: Path, target: Path) -> None:
    """Write the lists."""
    data = {part: dict(synsets(source / f"data.{name}")) for part, name in PARTS.items()}
    counts = uses(source / "cntlist.rev")

    antonyms = {
        tuple(sorted((a, b)))
        for part in PARTS
        for a, b, file in pairs(data, part, "!", part)
        if not {a, b} & NOISE and not (part == "n" and file in NO_FACT) and (counts[a][part] or counts[b][part])
    }
    (target / "antonyms.tsv").write_text("".join(f"{a}\t{b}\n" for a, b in sorted(antonyms)))

    irregular = exceptions(source / "verb.exc")
    verbs = sorted({w for s in data["v"].values() for w in s.words if WORD.fullmatch(w)})
    nouns = {w for s in data["n"].values() for w in s.words}
    lines = []
    for verb in verbs:
        total = sum(counts[verb].values())
        share = round(100 * counts[verb]["v"] / total) if total else (50 if verb in nouns else 100)
        lines.append(f"{verb}\t{share}\t{' '.join(sorted(irregular[verb]))}\n")
    (target / "verbs.tsv").write_text("".join(lines))

    made: dict[str, Counter[str]] = defaultdict(Counter)
    main_file = main_files(source / "cntlist.rev")
    for noun, verb, _ in pairs(data, "n", "+", "v"):
        if (
            main_file.get(noun) in HAPPENING
            and not noun.endswith(("er", "or"))
            and noun != verb
            and noun[:3] == verb[:3]
            and counts[noun]["n"]
            and counts[verb]["v"]
            and len(noun) > len(verb) - 1
        ):
            made[noun][verb] += counts[verb]["v"]
    plurals = {form: base for base, forms in exceptions(source / "noun.exc").items() for form in forms if counts[base]["n"]}
    rows = {noun: verb.most_common(1)[0][0] for noun, verb in made.items()} | plurals
    (target / "nouns.tsv").write_text("".join(f"{noun}\t{base}\n" for noun, base in sorted(rows.items())))

    (target / "person_nouns.txt").write_text("".join(f"{noun}\n" for noun in sorted(person_nouns(source / "index.noun", data["n"]))))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
