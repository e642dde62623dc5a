"""Numbers in words."""

import pytest

from consistency.numerals import spelled


@pytest.mark.parametrize(
    ("words", "value", "taken"),
    [
        ("twelve boats", 12, 1),
        ("thirty eight boats", 38, 2),
        ("a hundred and five boats", 105, 4),
        ("two thousand sixteen", 2016, 3),
        ("five hundred thousand people", 500_000, 3),
        ("ten two storey houses", 10, 1),
        ("twelve and five", 12, 1),
        ("a boat", 0, 0),
        ("hundred boats", 0, 0),
        ("", 0, 0),
    ],
)
def test_the_number_ends_where_words_make_none(words: str, value: float, taken: int) -> None:
    assert spelled(words.split()) == (value, taken)
