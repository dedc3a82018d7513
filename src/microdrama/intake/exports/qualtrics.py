"""Qualtrics: three rows of headings (names, wordings, ImportId), labels or values, previews."""

from __future__ import annotations

from microdrama.intake.exports.export import Export, folded
from microdrama.intake.text import fold

_PREVIEW = "a preview of the survey"

_OWN = folded(
    *("StartDate", "EndDate", "Status", "Response Type", "IPAddress", "Progress"),
    *("Duration (in seconds)", "Finished", "RecordedDate", "ResponseId", "RecipientLastName"),
    *("RecipientFirstName", "RecipientEmail", "ExternalReference", "External Data Reference"),
    *("LocationLatitude", "LocationLongitude", "DistributionChannel", "UserLanguage"),
    *("ResponseSet", "Q_RecaptchaScore", "Q_DuplicateRespondent"),
)


def _is_heading(cells: list[str], own: frozenset[int]) -> bool:
    """Tell whether a row has wordings or ImportIds: its own columns say what they are."""
    said = [cells[at] for at in own if at < len(cells)]
    return bool(said) and all(fold(cell) in _OWN or "ImportId" in cell for cell in said)


EXPORT = Export(
    "Qualtrics",
    _OWN,
    least=4,
    goes_on=_is_heading,
    inner=lambda heading: heading.rpartition(" - ")[2],
    left_out={
        "status": {"1": _PREVIEW, "2": "a test", "9": _PREVIEW, "17": _PREVIEW}
        | dict.fromkeys(folded("Survey Preview", "Offline Survey Preview"), _PREVIEW)
        | dict.fromkeys(folded("Survey Test"), "a test"),
        "distributionchannel": {"preview": _PREVIEW},
    },
    missing=frozenset({"-99"}),
)
