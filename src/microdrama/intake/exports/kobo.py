"""KoboToolbox and ODK: headings with their groups, ``group/PS1`` or ``group-PS1``."""

from __future__ import annotations

import re

from microdrama.intake.exports.export import Export, folded


def _inner(heading: str) -> str:
    """Return the name of the question, without the groups that it is in."""
    return re.split(r"[/:.-]", heading)[-1] if len(heading.split()) == 1 else heading


EXPORT = Export(
    "KoboToolbox or ODK",
    folded(
        *("SubmissionDate", "meta-instanceID", "meta/instanceID", "instanceID", "KEY"),
        *("instanceName", "meta-instanceName", "start", "end", "today", "deviceid", "username"),
        *("SubmitterID", "SubmitterName", "AttachmentsPresent", "AttachmentsExpected", "Status"),
        *("ReviewState", "DeviceID", "Edits", "FormVersion", "phonenumber", "simserial"),
        *("_id", "_uuid", "_submission_time", "_validation_status", "_notes", "_status"),
        *("_submitted_by", "__version__", "_tags", "_index", "formhub/uuid", "meta/rootUuid"),
    ),
    least=2,
    sign=re.compile("key|uuid|submissiontime|metainstanceid|instanceid"),
    inner=_inner,
)
