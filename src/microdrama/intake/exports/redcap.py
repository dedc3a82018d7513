"""REDCap: one row of headings, raw (variable names, numbers) or labelled (wordings, words)."""

from __future__ import annotations

import re

from microdrama.intake.exports.export import Export, folded

EXPORT = Export(
    "REDCap",
    folded(
        *("record_id", "Record ID", "Study ID", "redcap_event_name", "Event Name"),
        *("redcap_repeat_instrument", "Repeat Instrument", "redcap_repeat_instance"),
        *("Repeat Instance", "redcap_data_access_group", "Data Access Group"),
        *("redcap_survey_identifier", "Survey Identifier", "Survey Timestamp", "Complete?"),
    ),
    least=1,
    sign=re.compile(r"redcap\w+|eventname|surveyidentifier|complete|\w+complete"),
    ends=("complete", "timestamp"),
)
