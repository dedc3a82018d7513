"""Tables that lie on their side or have one row an answer, put upright."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice, zip_longest

from microdrama.intake.sheets import FIRST, Known, Sheet
from microdrama.intake.text import fold

#: Rows that a table on its side may have.
_MOST_ROWS = 2_000

#: What the column with the answers is called where each has a row of its own.
_ANSWERS = {"answer", "value", "response", "score", "rating", "回答", "答案", "值", "选项", "得分"}

_PEOPLE = {"respondent", "respondentid", "id", "participant", "participantid", "编号", "序号"}


def upright(sheet: Sheet, known: Known) -> Sheet:
    """Return a table with one row a respondent, as it is or put upright.

    Parameters
    ----------
    sheet : Sheet
        Any table.
    known : callable
        Counts the cells of a row that are headings.
    """
    first = list(islice(sheet.rows, FIRST))
    across = max(map(known, first), default=0)
    sheet.rows = chain(first, sheet.rows)
    width = min(max(map(len, first), default=0), FIRST)
    if across > 1 or sheet.headings is not None:
        return sheet
    down = [known([row[at] for row in first if at < len(row)]) for at in range(width)]
    if max(down, default=0) < 2:
        return sheet
    place = down.index(max(down))
    if len(set(_column(first, place))) == len(_column(first, place)):
        whole = list(islice(sheet.rows, _MOST_ROWS + 1))
        names = _column(whole, place)
        if len(whole) <= _MOST_ROWS and len(set(names)) == len(names):
            sheet.rows = (list(column) for column in zip_longest(*whole, fillvalue=""))
            sheet.rows = islice(sheet.rows, place, None)
            sheet.notes.append(
                "The table lies on its side, one column for each respondent, and is put upright; "
                "its columns are counted as rows."
            )
            sheet.can_slip = False
            return sheet
        sheet.rows = chain(whole, sheet.rows)
    return _from_long(sheet, place)


def _column(rows: list[list[str]], place: int) -> list[str]:
    return [row[place] for row in rows if place < len(row) and row[place].strip()]


def _from_long(sheet: Sheet, place: int) -> Sheet:
    """Gather the answers of each respondent from rows that have one answer each."""
    headings = next(sheet.rows, [])
    others = [at for at in range(len(headings)) if at != place]
    folded = [fold(heading) for heading in headings]
    answers = [at for at in others if folded[at] in _ANSWERS]
    people = [at for at in others if folded[at] in _PEOPLE]
    if len(others) == 2 and len(answers) == 1 and not people:
        people = [at for at in others if at not in answers]
    if len(answers) != 1 or len(people) != 1:
        sheet.rows = chain([headings], sheet.rows)
        return sheet
    names: dict[str, int] = {}
    given: dict[str, dict[str, str]] = {}
    twice = 0
    for row in sheet.rows:
        if len(row) <= max(place, people[0], answers[0]):
            continue
        name, person = row[place].strip(), row[people[0]].strip()
        names.setdefault(name, len(names))
        of_person = given.setdefault(person, {})
        twice += name in of_person
        of_person.setdefault(name, row[answers[0]])
    note = "The table has one row for each answer; the answers of each respondent are put together"
    sheet.notes.append(f"{note}, and respondents are counted as rows, from row 2.")
    if twice:
        sheet.notes.append(f"{twice:,} answers are given twice by one person; the first counts.")
    sheet.rows = _wide(headings[people[0]], names, given)
    sheet.can_slip = False
    return sheet


def _wide(
    person: str, names: dict[str, int], given: dict[str, dict[str, str]]
) -> Iterator[list[str]]:
    yield [person, *names]
    for who, answers in given.items():
        yield [who, *(answers.get(name, "") for name in names)]
