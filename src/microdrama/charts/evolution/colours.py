"""What colours mean in the pictures of this chapter: who acts, and who counts."""

from __future__ import annotations

from microdrama.charts.theme import PALETTE

#: One colour a lane of the time axis.
LANE_COLOURS = {
    "platform": PALETTE["blue"],
    "policy": PALETTE["vermilion"],
    "money": PALETTE["ochre"],
    "works": PALETTE["purple"],
}

#: One colour a kind of publisher. Rules and the regulator's figures are of one colour.
COUNTER_COLOURS = {
    "regulator": PALETTE["vermilion"],
    "association": PALETTE["ochre"],
    "firm in China": PALETTE["blue"],
    "firm abroad": PALETTE["purple"],
    "others": PALETTE["grey"],
}
