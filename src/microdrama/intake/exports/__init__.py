"""What survey tools put around answers: one module an export.

A new one is a module that defines ``EXPORT`` and a line in :data:`EXPORTS`; a sample goes into
``tests/samples.py`` and a row into ``docs/formats.md``.
"""

from __future__ import annotations

from microdrama.intake.exports import (
    google_forms,
    jotform,
    kobo,
    limesurvey,
    microsoft_forms,
    qualtrics,
    redcap,
    surveymonkey,
    tencent,
    wenjuanxing,
)
from microdrama.intake.exports.export import Export, Header
from microdrama.intake.text import fold

__all__ = ["EXPORTS", "Export", "Header", "recognised"]

#: In the order in which they are asked: those that are sure of themselves first.
EXPORTS = tuple(
    module.EXPORT
    for module in (
        qualtrics,
        surveymonkey,
        limesurvey,
        redcap,
        kobo,
        wenjuanxing,
        tencent,
        microsoft_forms,
        jotform,
        google_forms,
    )
)


def recognised(first: list[list[str]]) -> Header | None:
    """Return which tool's export a table is and what heads its columns.

    Parameters
    ----------
    first : list of list of str
        The first rows of the table.
    """
    for top, cells in enumerate(first):
        names = [fold(cell) for cell in cells]
        if len(set(names)) < 2:
            continue
        for export in EXPORTS:
            if export.heads(names):
                return export.header(first, top)
    return None
