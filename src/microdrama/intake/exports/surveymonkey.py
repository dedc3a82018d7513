"""SurveyMonkey: two rows of headings, the question over its first column, then its rows."""

from __future__ import annotations

from microdrama.intake.exports.export import Export, folded


def _is_heading(cells: list[str], own: frozenset[int]) -> bool:
    """Tell whether a row has the rows of questions: nothing stands in the tool's own columns."""
    return any(map(str.strip, cells)) and not any(
        cells[at].strip() for at in own if at < len(cells)
    )


EXPORT = Export(
    "SurveyMonkey",
    folded(
        *("Respondent ID", "Collector ID", "Start Date", "End Date", "Date Created"),
        *("Date Modified", "IP Address", "Email Address", "First Name", "Last Name"),
        *("Custom Data 1", "respondent_id", "collector_id", "date_created", "date_modified"),
        *("ip_address", "email_address", "first_name", "last_name", "custom_1"),
    ),
    least=4,
    goes_on=_is_heading,
)
