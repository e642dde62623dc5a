"""Reading a corpus: what is read, what is listed as skipped, and what stops the run."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consistency.corpus import read
from consistency.errors import InputError
from consistency.model import BlockKind, Corpus, Document
from tests.build import examples

BODY = "The harbour wall in Norport will be rebuilt by May, the council said.\n\nMayor Orla Finch called it overdue.\n"


def put(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def only(corpus: Corpus) -> Document:
    (document,) = corpus.documents
    return document


def kept(document: Document) -> list[str]:
    return [document.text[b.span.start : b.span.end] for b in document.blocks if b.kind in (BlockKind.HEADLINE, BlockKind.PARAGRAPH)]


def reasons(corpus: Corpus) -> dict[str, str]:
    return {s.path: s.reason for s in corpus.skipped}


def test_front_matter_gives_metadata_and_is_part_of_the_text(tmp_path: Path) -> None:
    text = (
        '---\noutlet: Norport Gazette\ndate: 2024-03-05\ntitle: "Wall: to be rebuilt"\nurl: https://gazette.example/wall\n'
        f"author: [Ann Orme, Tom Lisle]\nwire: AP\nlanguage: en\n---\n\n{BODY}"
    )
    put(tmp_path, "a.txt", text)
    document = only(read(tmp_path))
    assert document.text == text
    assert (document.outlet, document.date, document.title) == ("Norport Gazette", date(2024, 3, 5), "Wall: to be rebuilt")
    assert (document.author, document.wire, document.language) == ("Ann Orme, Tom Lisle", "AP", "en")
    assert document.inferred == ()
    assert kept(document)[0] == "Wall: to be rebuilt"
    assert not document.extracted


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_stay_and_offsets_count_them(tmp_path: Path, end: str) -> None:
    text = f"---\noutlet: Gazette\n---\n{BODY}".replace("\n", end)
    put(tmp_path, "a.txt", text)
    document = only(read(tmp_path))
    assert document.text == text
    assert document.outlet == "Gazette"
    assert kept(document) == [
        "The harbour wall in Norport will be rebuilt by May, the council said.",
        "Mayor Orla Finch called it overdue.",
    ]


def test_broken_front_matter_is_said_and_costs_no_article(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", f"---\noutlet: Gazette\ntitle: Finch: we will rebuild\ndate: 2024-03-05\n---\n{BODY}")
    corpus = read(tmp_path)
    document = only(corpus)
    assert (document.outlet, document.date, document.title) == ("Gazette", date(2024, 3, 5), "Finch: we will rebuild")
    assert len(corpus.warnings) == 1
    assert corpus.warnings[0].startswith("a.txt: front matter is not valid YAML (line 3)")


def test_ruled_lines_are_no_front_matter(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", f"---\nThe harbour wall will be rebuilt.\n---\n{BODY}")
    assert kept(only(read(tmp_path)))[0] == "The harbour wall will be rebuilt."


def test_unusable_date_is_said(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", f"---\ndate: someday\n---\n{BODY}")
    corpus = read(tmp_path)
    assert only(corpus).date is None
    assert "'date' takes a date" in corpus.warnings[0]


def test_corpus_toml_overrides_front_matter(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", f"---\noutlet: Wrong\ntitle: A wall is rebuilt\n---\n{BODY}")
    put(tmp_path, "corpus.toml", '[documents."a.txt"]\noutlet = "Norport Gazette"\ndate = 2024-03-05\n')
    document = only(read(tmp_path))
    assert (document.outlet, document.date, document.title) == ("Norport Gazette", date(2024, 3, 5), "A wall is rebuilt")
    assert document.inferred == ()


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("[documents", "not valid TOML"),
        ('[documents."a.txt"]\noutlett = "x"', "unknown key 'outlett' for a.txt"),
        ('[documents."a.txt"]\ndate = 7', "'date' takes a date"),
        ('[document."a.txt"]\noutlet = "x"', "unknown key 'document'"),
        ("documents = 3", "one table for each file"),
    ],
)
def test_bad_corpus_toml_stops_with_one_line(tmp_path: Path, toml: str, said: str) -> None:
    put(tmp_path, "a.txt", BODY)
    put(tmp_path, "corpus.toml", toml)
    with pytest.raises(InputError) as error:
        read(tmp_path)
    assert said in str(error.value)
    assert "corpus.toml" in str(error.value)
    assert "\n" not in str(error.value)
    assert error.value.exit_status == 2


def test_corpus_toml_entry_without_a_document_is_said(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", BODY)
    put(tmp_path, "corpus.toml", '[documents."b.txt"]\noutlet = "Gazette"\n')
    assert read(tmp_path).warnings[:-1] == ("corpus.toml: no document is called 'b.txt'",)


def test_json_articles_and_their_numbers(tmp_path: Path) -> None:
    article = {"text": BODY, "source": {"name": "Gazette"}, "published": "2024-03-05T10:00:00Z"}
    put(tmp_path, "one.json", json.dumps(article))
    put(tmp_path, "list.json", json.dumps([article, {"content": BODY, "outlet": "Echo"}]))
    put(tmp_path, "lines.jsonl", f"\n{json.dumps(article)}\n{{broken\n{json.dumps({'body': BODY, 'url': 'https://www.echo.example/x'})}\n")
    corpus = read(tmp_path)
    assert [d.id for d in corpus.documents] == ["lines.jsonl#2", "lines.jsonl#4", "list.json#1", "list.json#2", "one.json"]
    assert [d.outlet for d in corpus.documents] == ["Gazette", "echo.example", "Gazette", "Echo", "Gazette"]
    assert corpus.documents[0].path == "lines.jsonl"
    assert corpus.documents[0].date == date(2024, 3, 5)
    assert all(d.extracted and d.text == BODY for d in corpus.documents)
    assert list(reasons(corpus)) == ["lines.jsonl#3"]
    assert "not valid JSON" in reasons(corpus)["lines.jsonl#3"]


def test_numbers_of_lines_sort_as_numbers(tmp_path: Path) -> None:
    path = put(tmp_path, "a.jsonl", "\n".join(json.dumps({"text": f"{BODY} {i}"}) for i in range(12)))
    corpus = read(path)
    assert [d.id for d in corpus.documents] == [f"a.jsonl#{i}" for i in range(1, 13)]
    assert corpus.documents[0].outlet == "a#1"


def test_a_file_of_annotations_is_one_skip(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", BODY)
    put(tmp_path, "notes.jsonl", '{"type": "quote", "text": "the wall"}\n{"type": "pair"}\n')
    corpus = read(tmp_path)
    assert [d.id for d in corpus.documents] == ["a.txt"]
    assert reasons(corpus) == {"notes.jsonl": "holds no articles"}


def test_lone_surrogates_become_characters_that_can_be_written(tmp_path: Path) -> None:
    path = put(tmp_path, "a.json", r'{"text": "The wall \ud800 stands.", "title": "x\udfff"}')
    document = only(read(path))
    document.text.encode()
    assert document.text == "The wall \ufffd stands.\n\nx\ufffd"


def test_title_of_a_json_article_is_read_and_moves_no_offset(tmp_path: Path) -> None:
    document = only(read(put(tmp_path, "a.json", json.dumps({"title": "Wall to be rebuilt", "text": BODY}))))
    assert document.text.startswith(BODY)
    assert [document.text[b.span.start : b.span.end] for b in document.blocks if b.kind is BlockKind.HEADLINE] == ["Wall to be rebuilt"]
    twice = only(read(put(tmp_path, "b.json", json.dumps({"title": "Wall to be rebuilt", "text": f"Wall to be rebuilt\n\n{BODY}"}))))
    assert twice.text.count("Wall to be rebuilt") == 1


def test_title_with_escaped_marks_is_read(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", f'---\ntitle: "Finch: \\"Rebuild it\\""\n---\n{BODY}')
    document = only(read(tmp_path))
    assert document.title == 'Finch: "Rebuild it"'
    assert kept(document)[0] == r"Finch: \"Rebuild it\""


def test_html_is_extracted_with_its_headline_and_metadata(tmp_path: Path) -> None:
    page = (
        '<html><head><title>Wall to be rebuilt</title><meta property="og:site_name" content="Norport Gazette">'
        '<meta property="article:published_time" content="2024-03-05T10:00:00Z"></head><body><nav>Home News Sport</nav><article>'
        "<h1>Wall to be rebuilt</h1><p>The harbour wall in Norport will be rebuilt by May, the council said on Tuesday after a long "
        "meeting with engineers from three firms.</p><p>“We will rebuild it,” Mayor Orla Finch told reporters outside the town hall, "
        "adding that the work would cost four million.</p></article></body></html>"
    )
    put(tmp_path, "a.html", page)
    document = only(read(tmp_path))
    assert (document.outlet, document.date, document.title) == ("Norport Gazette", date(2024, 3, 5), "Wall to be rebuilt")
    assert document.extracted
    assert kept(document)[0] == "Wall to be rebuilt"
    assert len(kept(document)) == 3
    assert "Home News Sport" not in document.text


def test_articles_without_a_date_are_said_in_one_line(tmp_path: Path) -> None:
    for name in "abcdefg":
        put(tmp_path, f"{name}.txt", BODY)
    put(tmp_path, "dated.txt", f"---\ndate: 2031-03-04\n---\n{BODY}")
    (said,) = read(tmp_path).warnings
    assert said.startswith("7 articles have no date")
    assert said.endswith(": a.txt, b.txt, c.txt, d.txt, e.txt and 2 more")
    (said,) = read(tmp_path / "a.txt").warnings
    assert said.startswith("one article has no date")
    assert said.endswith(": a.txt")


def test_other_encodings_are_read_and_said(tmp_path: Path) -> None:
    text = "“The café’s wall will be rebuilt – by May,” Mayor Élodie Finch said.\n\nThe café’s owner said it was “overdue”.\n"
    put(tmp_path, "a.txt", text.encode("cp1252"))
    put(tmp_path, "b.txt", text.encode("utf-16"))
    put(tmp_path, "c.txt", text.encode("utf-8-sig"))
    corpus = read(tmp_path)
    assert [d.text for d in corpus.documents] == [text] * 3
    assert corpus.warnings[:-1] == ("a.txt: not UTF-8; read as cp1252", "b.txt: not UTF-8; read as utf-16")


def test_damaged_utf8_costs_the_damaged_letters_alone(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "“The café’s wall – rebuilt”, ".encode() + b"\xff" + BODY.encode())
    corpus = read(tmp_path)
    assert only(corpus).text == f"“The café’s wall – rebuilt”, \ufffd{BODY}"
    assert corpus.warnings[:-1] == ("a.txt: damaged UTF-8; unreadable characters: 1",)


def test_everything_that_is_not_read_is_listed(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", BODY)
    put(tmp_path, "sub/deep/b.md", BODY)
    put(tmp_path, "empty.txt", " \n")
    put(tmp_path, "only.txt", "---\noutlet: x\n---\n\n")
    put(tmp_path, "binary.txt", b"\0\1\2")
    put(tmp_path, "photo.png", b"\x89PNG")
    put(tmp_path, "script.py", "print()")
    put(tmp_path, "bad.json", "{")
    put(tmp_path, "empty.html", "<html></html>")
    put(tmp_path, "README.md", "How this corpus was made.")
    put(tmp_path, ".hidden.txt", BODY)
    put(tmp_path, ".git/c.txt", BODY)
    put(tmp_path, "consistency.toml", "")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.txt")
    corpus = read(tmp_path)
    assert [d.id for d in corpus.documents] == ["a.txt", "sub/deep/b.md"]
    assert sorted(reasons(corpus)) == sorted(
        [
            "README.md",
            "bad.json",
            "binary.txt",
            "dangling.txt",
            "empty.html",
            "empty.txt",
            "link.txt",
            "loop",
            "only.txt",
            "photo.png",
            "pipe.txt",
            "script.py",
        ]
    )
    assert reasons(corpus)["link.txt"] == "the same file as a.txt"
    assert reasons(corpus)["binary.txt"] == "binary file"


def test_file_too_large_is_listed(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", BODY)
    with (tmp_path / "b.txt").open("wb") as file:
        file.truncate(20_000_001)
    assert reasons(read(tmp_path)) == {"b.txt": "larger than 20 MB"}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_file_without_permission_is_listed(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", BODY)
    put(tmp_path, "b.txt", BODY).chmod(0)
    assert reasons(read(tmp_path)) == {"b.txt": "permission denied"}


def test_missing_and_empty_corpora_stop_with_one_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file or folder"):
        read(tmp_path / "nowhere")
    with pytest.raises(InputError, match="no readable document"):
        read(tmp_path)
    with pytest.raises(InputError, match="cannot be read"):
        read(tmp_path / ("x" * 5000))
    with pytest.raises(InputError, match=r"\.png ending"):
        read(put(tmp_path / "other", "a.png", b"\x89PNG"))
    (tmp_path / "other" / "a.png").unlink()
    put(tmp_path, "a.txt", b"\0")
    with pytest.raises(InputError, match=r"no readable document; a\.txt: binary file"):
        read(tmp_path)


def test_deeply_nested_json_is_a_skip(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", BODY)
    put(tmp_path, "b.json", "[" * 200_000)
    assert "b.json" in reasons(read(tmp_path))


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        (f"Wall is to be rebuilt\nLAST UPDATE | 19 Jun 2023\n\n{BODY}", "date", date(2023, 6, 19)),
        (f"Wall is to be rebuilt\nPublished June 19, 2023 at 4:05 p.m. ET\n\n{BODY}", "date", date(2023, 6, 19)),
        (f"Wall is to be rebuilt\nUpdated: 2023-06-20\nPublished: 2023-06-19\n\n{BODY}", "date", date(2023, 6, 19)),
        (f"{BODY}\n© 2023 Norport Gazette Ltd.\n", "date", None),
        (f"{BODY}\nIt was built on June 19, 1923.\n", "date", None),
        (f"Wall is to be rebuilt\n03/05/2023\n\n{BODY}", "date", None),
        (f"{BODY}\n©2023 Norport Gazette L.P.\n", "outlet", "Norport Gazette"),
        (f"{BODY}\n© AFP 2023\n", "outlet", "a"),
        (f"{BODY}\n© AFP 2023\n", "wire", "AFP"),
        (f"(Bloomberg) — {BODY}", "outlet", "Bloomberg"),
        (f"NORPORT (Reuters) - {BODY}", "wire", "Reuters"),
        (f"NORPORT, May 7 (Reuters) - {BODY}", "wire", "Reuters"),
        (f"NORPORT, Ohio, Sept. 7, 2024 (AFP) — {BODY}", "wire", "AFP"),
        (f"NORPORT, Ohio (AP) — {BODY}", "wire", "AP"),
        (f"NORPORT (Reuters) - {BODY}", "outlet", "a"),
        (f"Wall is to be rebuilt\nBy Ann Orme, Associated Press\n\n{BODY}", "wire", "AP"),
        (f"{BODY}\n— Reuters\n", "wire", "Reuters"),
        (f"{BODY}\n© 2024 Norport News Agency\n", "wire", "Norport News Agency"),
        (f"{BODY}\n© 2024 Norport News Agency\n", "outlet", "a"),
        (f"{BODY}\n(Reporting by Norport News Agency)\n", "wire", "Norport News Agency"),
        (f"---\noutlet: Reuters\n---\n{BODY}", "wire", "Reuters"),
        (f"{BODY}\nThe Associated Press contributed to this report.\n", "wire", None),
        (f"{BODY}\nReuters first reported the plan.\n", "wire", None),
        (f"Sen. Ann Orme (D-Ohio) — {BODY}", "outlet", "a"),
        (f"Wall is to be rebuilt\nBy Ann Orme\n\n{BODY}", "author", "Ann Orme"),
        (f"Wall is to be rebuilt\nBy Ann Orme in Norport\n\n{BODY}", "author", "Ann Orme"),
        (f"Wall is to be rebuilt\nBy our harbour correspondent\n\n{BODY}", "author", None),
        (f"Wall is to be rebuilt\n\n{BODY}", "title", "Wall is to be rebuilt"),
        (BODY, "title", None),
    ],
)
def test_what_is_inferred_is_marked(tmp_path: Path, text: str, field: str, value: object) -> None:
    document = only(read(put(tmp_path, "a.txt", text)))
    assert getattr(document, field) == value
    assert (field in document.inferred) == (value is not None)


def test_date_in_address_and_file_name(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", f"---\nurl: https://www.gazette.example/2024/03/05/wall.html\n---\n{BODY}")
    put(tmp_path, "2024-03-06-wall.txt", BODY)
    by_id = {d.id: d for d in read(tmp_path).documents}
    assert by_id["a.txt"].date == date(2024, 3, 5)
    assert by_id["a.txt"].outlet == "gazette.example"
    assert by_id["2024-03-06-wall.txt"].date == date(2024, 3, 6)


def test_reading_twice_gives_the_same_corpus(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c/a.txt"):
        put(tmp_path, name, BODY)
    assert read(tmp_path) == read(tmp_path)
    assert [d.id for d in read(tmp_path).documents] == ["a.txt", "b.txt", "c/a.txt"]


@settings(max_examples=examples(25), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(
        st.binary(max_size=300), st.text(max_size=100).map(lambda t: f'<html><body><p>{t}</p>{{"text": 1}}'.encode("utf-8", "replace"))
    )
)
def test_no_bytes_raise_and_no_document_depends_on_another(tmp_path: Path, data: bytes) -> None:
    put(tmp_path, "a.txt", BODY)
    alone = read(tmp_path / "a.txt").documents
    for name in ("b.txt", "b.json", "b.jsonl", "b.html"):
        put(tmp_path, name, data)
    corpus = read(tmp_path)
    assert tuple(d for d in corpus.documents if d.id == "a.txt") == alone
    names = {d.path for d in corpus.documents} | {s.path.split("#")[0] for s in corpus.skipped}
    assert names == {"a.txt", "b.txt", "b.json", "b.jsonl", "b.html"}
