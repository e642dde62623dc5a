"""YAML front matter, read so that a slip in it costs neither the article nor the lines that are sound."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from consistency.corpus.fields import KEYS
from consistency.model import Span

_EOL = r"(?:\r\n|\n|\r)"
_FENCED = re.compile(rf"---[ \t]*{_EOL}(?P<yaml>(?:.*?{_EOL})??)---[ \t]*(?:{_EOL}|\Z)", re.DOTALL)
_OPEN = re.compile(rf"---[ \t]*{_EOL}(?P<yaml>(?:[A-Za-z_]+:[ \t][^\r\n]*(?:{_EOL}|\Z))+)")
_LINE = re.compile(r"^(?P<key>[A-Za-z_]+)[ \t]*:[ \t]*(?P<value>[^\r\n]*?)[ \t]*$", re.MULTILINE)
_TITLE = re.compile(r"(?:^|(?<=[\r\n]))(?:title|headline)[ \t]*:[ \t]*(?=\S)")
_ESCAPED = re.compile(r"\"(?:[^\"\\\r\n]|\\[^\r\n])+\"|'(?:[^'\r\n]|'')+'")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The header of a text file."""

    values: dict[Any, Any]
    end: int
    """Where the article begins."""
    title: Span | None = None
    """Where the words of the title stand in the header, without the quotation marks of YAML."""
    problem: str | None = None


def front_matter(text: str) -> FrontMatter:
    """The header of `text`, empty where there is none. A broken one is read line by line and said in `problem`."""
    import yaml

    match = _FENCED.match(text)
    problem = None
    if match is None:
        match = _OPEN.match(text)
        problem = "front matter is not closed by a line of ---; its lines were read one by one"
    if match is None:
        return FrontMatter({}, 0)
    source = match["yaml"]
    values: Any = None
    if problem is None:
        try:
            # a few lines of aliases to aliases stand for more values than any machine can hold
            if "*" in source and any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(source, yaml.SafeLoader)):
                raise yaml.YAMLError("aliases are not read")
            values = yaml.safe_load(source)
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            problem = f"front matter is not valid YAML ({_where(error)}); its lines were read one by one"
    if problem is not None:
        values = {m["key"]: _unquoted(m["value"]) for m in _LINE.finditer(source.replace("\r", "\n")) if m["key"] in KEYS}
    if not isinstance(values, dict) or (problem and not values):
        # two ruled lines around ordinary text, or nothing to be saved: all of it is the article
        return FrontMatter({}, 0, problem="front matter is not valid YAML and was read as text" if problem else None)
    title = values.get("title", values.get("headline"))
    return FrontMatter(values, match.end(), _title_span(text, match, title), problem)


def _where(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    # the mark counts from 0 after the opening fence
    return f"line {mark.line + 2}" if mark is not None else str(error).splitlines()[0][:80]


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def _title_span(text: str, header: re.Match[str], title: object) -> Span | None:
    if not isinstance(title, str) or not title.strip():
        return None
    key = _TITLE.search(text, header.start("yaml"), header.end("yaml"))
    if key is None:
        return None
    start = text.find(title.strip(), key.end(), key.end() + len(title) + 2)
    if start >= 0:
        return Span(start, start + len(title.strip()))
    escaped = _ESCAPED.match(text, key.end())  # marks inside are written \" or ''; the span then holds them so
    return Span(escaped.start() + 1, escaped.end() - 1) if escaped else None
