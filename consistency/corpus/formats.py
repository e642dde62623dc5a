"""One file, decoded, to its articles."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from consistency.corpus.dates import parse_date
from consistency.corpus.decoding import UnreadableError, without_surrogates
from consistency.corpus.fields import KEYS, NOTHING, Fields, from_mapping
from consistency.corpus.frontmatter import front_matter
from consistency.model import Span

_TEXT_KEYS = ("text", "content", "body")


@dataclass(frozen=True, slots=True)
class Article:
    """One article before anything is inferred from it."""

    text: str
    given: Fields = NOTHING
    hints: Fields = NOTHING
    """What the file's own metadata suggest; used where nothing is given, and marked as inferred."""
    start: int = 0
    """Where the article begins in `text`, after front matter."""
    title: Span | None = None
    """The title in the front matter."""
    extracted: bool = False
    problems: tuple[str, ...] = ()


Part = tuple[str, "Article | UnreadableError"]
"""What distinguishes the article inside its file (`""`, or `#` and a number from 1), and the article or why it cannot be read."""


def read_text(text: str) -> Iterator[Part]:
    """A .txt or .md file."""
    header = front_matter(text)
    given, problems = from_mapping(header.values)
    if not text[header.end :].strip():
        raise UnreadableError("no text after the front matter")
    said = ((header.problem,) if header.problem else ()) + problems
    yield "", Article(text, given, start=header.end, title=header.title, problems=said)


def read_html(text: str) -> Iterator[Part]:
    """A saved page, with the headline put first where extraction left it out."""
    from trafilatura import bare_extraction

    page: Any = bare_extraction(text, with_metadata=True, include_comments=False,
                                date_extraction_params={"extensive_search": False, "original_date": True})  # fmt: skip
    body = (page.text or "") if page is not None else ""
    if not body.strip():
        raise UnreadableError("no article text found in the page")
    hints, _ = from_mapping(
        {"outlet": page.sitename, "title": page.title, "author": page.author, "url": page.url, "language": page.language}
    )
    hints = replace(hints, date=parse_date(page.date or ""))
    if hints.title and not _has_line(body, hints.title):
        body = f"{hints.title}\n\n{body}"
    yield "", Article(without_surrogates(body), hints=hints, extracted=True)


def read_json(text: str) -> Iterator[Part]:
    """One article, or a list of them."""
    value = _loaded(text)
    if isinstance(value, dict):
        yield "", _article(value)
        return
    if not isinstance(value, list):
        raise UnreadableError("holds no articles")
    yield from _unless_none(((f"#{i}", item) for i, item in enumerate(value, 1)))


def read_jsonl(text: str) -> Iterator[Part]:
    """One article a line; lines end with \\n alone, as JSON text may hold other separators."""
    yield from _unless_none(((f"#{i}", line) for i, line in enumerate(text.split("\n"), 1) if line.strip()), _loaded)


def _unless_none(items: Iterator[tuple[str, Any]], load: Callable[[Any], Any] = lambda item: item) -> Iterator[Part]:
    """Each article or its trouble; a file with no article at all is one trouble, not one a line."""
    parts: list[Part] = []
    for suffix, item in items:
        try:
            parts.append((suffix, _article(load(item))))
        except UnreadableError as reason:
            parts.append((suffix, reason))
    if not any(isinstance(part, Article) for _, part in parts):
        raise UnreadableError("holds no articles")
    yield from parts


def _loaded(text: str) -> Any:
    try:
        return json.loads(text)
    except RecursionError:
        raise UnreadableError("JSON is nested too deeply") from None
    except json.JSONDecodeError as error:
        raise UnreadableError(f"not valid JSON: {error.msg} (line {error.lineno}, column {error.colno})") from None
    except ValueError as error:
        raise UnreadableError(f"not valid JSON: {str(error)[:80]}") from None


def _article(value: Any) -> Article:
    """An article from its object.

    An object with a text but none of the keys of an article is something else, such as an annotation.
    """
    if not isinstance(value, dict):
        raise UnreadableError("holds no articles")
    text = next((value[key] for key in _TEXT_KEYS if isinstance(value.get(key), str) and value[key].strip()), None)
    if text is None:
        raise UnreadableError("holds no article text (key 'text')")
    if not KEYS & value.keys() and value.keys() - {*_TEXT_KEYS, "id"}:
        raise UnreadableError("holds a text but neither outlet, date, title nor url, so it is not taken for an article")
    given, problems = from_mapping(value)
    text = without_surrogates(text)
    if given.title and not _has_line(text, given.title):
        # the headline is read as well; it comes last so that offsets lead into the file's own text too
        text = f"{text}\n\n{given.title}"
    return Article(text, given, extracted=True, problems=problems)


def _has_line(text: str, title: str) -> bool:
    """Whether one of the first lines of `text` is the title."""
    wanted = re.findall(r"\w+", title.casefold())
    return any(re.findall(r"\w+", line.casefold()) == wanted for line in text[:4000].splitlines())


READERS: dict[str, Callable[[str], Iterator[Part]]] = {
    ".txt": read_text,
    ".md": read_text,
    ".html": read_html,
    ".htm": read_html,
    ".json": read_json,
    ".jsonl": read_jsonl,
}
