"""Whether two names can be one speaker's."""

import pytest

from consistency.names import same_name


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Ida Amaro", "Amaro", True),
        ("Ida el-Amaro", "Ms. Amaro", True),
        ("Ida Amaro", "Ida M. Amaro", True),
        ("Senator Ida Amaro", "Ms. Amaro", True),
        ("Lake and Shore Bureau", "LSB", True),
        ("I. Amaro", "Ida Amaro", True),
        ("Ida Amaro", "Piet Bell", False),
        ("Ida Amaro", "Rosa Amaro", None),
        ("Ida King", "Ida Bell", False),
        ("Ida King", "Piet King", None),
        ("Ida King", "Rosa Bell", False),
        ("Piet Justice", "Piet Jordan", False),
        ("Harbour Department", "State Department", False),
        ("Justice Department", "the Department of Justice", True),
        ("House", "White House", None),
        ("Amaro", "Amaro campaign", None),
        ("a senior official", "Ida Amaro", None),
        (None, "Ida Amaro", None),
    ],
)
def test_same_name(left: str | None, right: str | None, same: bool | None) -> None:
    assert same_name(left, right) is same
    assert same_name(right, left) is same
