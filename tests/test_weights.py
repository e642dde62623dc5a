"""Weights in four bits come back as near to what they were as sixteen levels allow."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")

from consistency.weights import GROUP, LEVELS, packed, unpacked  # noqa: E402


def test_a_matrix_comes_back_with_an_error_of_a_tenth() -> None:
    value = torch.randn(128, 4 * GROUP, generator=torch.Generator().manual_seed(1))
    back = unpacked(packed({"layer.weight": value}))["layer.weight"]
    assert back.shape == value.shape
    assert float((back - value).norm() / value.norm()) < 0.1


def test_four_bits_and_a_scale_for_each_group_are_stored() -> None:
    stored = packed({"layer.weight": torch.ones(GROUP, 2 * GROUP)})
    assert {name: tuple(value.shape) for name, value in stored.items()} == {
        "layer.weight.codes": (GROUP, GROUP),
        "layer.weight.scales": (GROUP, 2),
    }


def test_values_that_are_levels_come_back_as_they_were() -> None:
    row = torch.tensor(LEVELS).repeat(GROUP, GROUP // len(LEVELS)) * 0.5
    assert torch.allclose(unpacked(packed({"w": row}))["w"], row)


@pytest.mark.parametrize("shape", [(3,), (3, GROUP), (GROUP, GROUP + 1)])
def test_what_is_small_or_fits_no_group_is_kept_in_half_precision(shape: tuple[int, ...]) -> None:
    value = torch.full(shape, 0.25)
    stored = packed({"bias": value})
    assert stored["bias"].dtype == torch.float16
    assert torch.equal(unpacked(stored)["bias"], value)


def test_packing_what_was_unpacked_changes_nothing() -> None:
    value = torch.randn(GROUP, GROUP, generator=torch.Generator().manual_seed(2))
    once = unpacked(packed({"w": value}))
    again = unpacked(packed(once))
    assert torch.allclose(once["w"], again["w"], atol=1e-3)
