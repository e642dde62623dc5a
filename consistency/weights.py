"""Weights in four bits: how the larger bundled model fits into the package.

Each run of GROUP values of a row is stored as the scale of the run and, for each value, the nearest of sixteen levels. The levels are those
of NormalFloat4 (Dettmers et al. 2023, QLoRA): quantiles of a normal distribution, which the weights of a trained network nearly follow.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch

GROUP = 64
"""Neighbouring values of a row that share a scale."""
LEVELS = (
    -1.0, -0.6961928, -0.52507305, -0.39491749, -0.28444138, -0.18477343, -0.09105003, 0.0,
    0.0795803, 0.1609302, 0.24611230, 0.33791524, 0.44070983, 0.562617, 0.72295684, 1.0,
)  # fmt: skip
_CODES, _SCALES = ".codes", ".scales"


def packed(weights: Mapping[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """The same weights with every matrix whose rows divide into groups in four bits, everything else in half precision.

    A matrix `name` of shape (rows, columns) becomes `name.codes`, bytes of shape (rows, columns / 2) with two codes each, and
    `name.scales`, half precision of shape (rows, columns / GROUP).
    """
    import torch

    out: dict[str, torch.Tensor] = {}
    for name, value in weights.items():
        if value.ndim != 2 or value.shape[1] % GROUP or value.numel() < GROUP * GROUP:
            out[name] = value.to(torch.float16).contiguous()
            continue
        codes, scales = _quantised(value.float())
        out[name + _CODES] = (codes[:, ::2] * 16 + codes[:, 1::2]).to(torch.uint8).contiguous()
        out[name + _SCALES] = scales
    return out


def unpacked(weights: Mapping[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """The weights that `packed` was given, each matrix as near to them as its levels are, in single precision."""
    import torch

    levels = torch.tensor(LEVELS)
    of_byte = torch.cartesian_prod(levels, levels)
    out: dict[str, torch.Tensor] = {}
    for name, value in weights.items():
        if name.endswith(_CODES):
            plain = name.removesuffix(_CODES)
            values = of_byte.index_select(0, value.flatten().int()).reshape(value.shape[0], -1, GROUP)
            out[plain] = values.mul_(weights[plain + _SCALES].float()[..., None]).reshape(value.shape[0], -1)
        elif not name.endswith(_SCALES):
            out[name] = value.float()
    return out


def in_four_bits(folder: Path) -> dict[str, torch.Tensor] | None:
    """The weights of a model folder, unpacked; None where none of them are in four bits, or there are none."""
    from safetensors import safe_open
    from safetensors.torch import load_file

    file = folder / "model.safetensors"
    if not file.is_file():
        return None
    with safe_open(file, framework="pt") as opened:
        if not any(name.endswith(_CODES) for name in opened.keys()):  # noqa: SIM118 - it is no mapping
            return None
    return unpacked(load_file(file))


def _quantised(value: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Codes of the shape of the matrix, and the scales: of a few that are tried for each group the one with the least squared error."""
    import torch

    levels = torch.tensor(LEVELS)
    edges = (levels[1:] + levels[:-1]) / 2
    groups = value.reshape(value.shape[0], -1, GROUP)
    most = groups.abs().amax(dim=-1).clamp(min=1e-8)
    best, codes, scales = torch.full_like(most, float("inf")), torch.zeros_like(groups, dtype=torch.long), torch.zeros_like(most)
    for share in (1.0, 0.95, 0.9, 0.85, 0.8):
        scale = (most * share).to(torch.float16).float().clamp(min=1e-7)
        found = torch.bucketize(groups / scale[..., None], edges)
        error = ((levels[found] * scale[..., None] - groups) ** 2).sum(dim=-1)
        better = error < best
        best, scales = torch.where(better, error, best), torch.where(better, scale, scales)
        codes = torch.where(better[..., None], found, codes)
    return codes.reshape(value.shape), scales.to(torch.float16)
