"""A few articles on two events, for tests of whole runs that load no model."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

FLOOD = (
    "The river Orle broke its banks at Quellham on {day} night and flooded {streets} streets.",
    "“We have never seen the water rise as fast as it did in the last hours,” Mayor Ida Amaro said.",
    "Firefighters carried {people} people out of their homes by boat.",
    "The old bridge at Quellham was closed to all traffic until engineers have looked at it.",
    "Amaro said that the town would {ask} the state for help.",
    "The water is expected to fall by the end of the week, the weather service said.",
)
STRIKE = (
    "Tram drivers in Port Brell walked out on {day} in a quarrel over night shifts.",
    "“Nobody can drive {streets} nights in a row and be awake at the end of it,” Piet Oster of the union said.",
    "About {people} passengers were stranded at the harbour terminal.",
    "The company said it would {ask} a court to end the strike.",
    "No trams ran on the east line after noon.",
    "Talks are to begin again at the end of the week.",
)


def article(outlet: str, lines: tuple[str, ...] = FLOOD, day: str = "Monday", streets: int = 12, people: int = 38, ask: str = "ask") -> str:
    """An article of one event; its figures may differ from another outlet's."""
    body = "\n\n".join(lines).format(day=day, streets=streets, people=people, ask=ask)
    return f"---\noutlet: {outlet}\ndate: 2031-03-04\n---\n{body}\n"


ARTICLES: Mapping[str, str] = {
    "gazette.txt": article("The Gazette"),
    "herald.txt": article("The Herald", people=41),
    "courier.txt": article("The Courier", day="Tuesday", ask="not ask"),
    "tribune.txt": article("The Tribune", STRIKE),
    "herald-strike.txt": article("The Herald", STRIKE, people=400),
}


def written(folder: Path, files: Mapping[str, str] = ARTICLES) -> Path:
    """The folder with just these files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder
