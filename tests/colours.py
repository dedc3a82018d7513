"""Colours as eyes see them: contrast, and how far apart two colours are for every reader."""

from __future__ import annotations


def linear(colour: str) -> list[float]:
    """Return red, green and blue as amounts of light (sRGB, IEC 61966-2-1)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2."""
    weights = (0.2126, 0.7152, 0.0722)
    light = [
        sum(w * p for w, p in zip(weights, linear(c), strict=True)) + 0.05 for c in (one, other)
    ]
    return max(light) / min(light)


#: What a reader with a full deficiency sees: Machado, Oliveira & Fernandes, “A
#: Physiologically-based Model for Simulation of Color Vision Deficiency” (2009), severity 1.
DEFICIENCIES = {
    "none": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    "protan": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deutan": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritan": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}


def lab(colour: str, seen: list[list[float]]) -> list[float]:
    """Return a colour as somebody sees it in CIE Lab (D65)."""
    rgb = linear(colour)
    rgb = [min(max(sum(m * p for m, p in zip(row, rgb, strict=True)), 0), 1) for row in seen]
    to_xyz = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    white = (0.9505, 1.0, 1.089)
    xyz = [
        sum(m * p for m, p in zip(row, rgb, strict=True)) / w
        for row, w in zip(to_xyz, white, strict=True)
    ]
    x, y, z = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in xyz)
    return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
