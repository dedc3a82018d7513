"""Which text uses which theory, and whether it cites a source for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from microdrama.evidence.citations.works import works
from microdrama.evidence.ledger import claims, short
from microdrama.evidence.validation import references
from microdrama.package import Fault, current, rows, table

if TYPE_CHECKING:
    import pandas as pd

#: How a text can stand to a theory, the closest first.
STANDINGS = ("cited", "named", "described", "listed")

#: Those in which a text uses the theory; a work that is listed and never cited is no use of it.
USED = STANDINGS[:3]


def theories() -> pd.DataFrame:
    """Return the theories in their order.

    Returns
    -------
    pandas.DataFrame
        The columns of ``theories.csv``, with ``origin`` and ``works`` as lists of keys.
    """
    frame = table("theories").sort_values("order", ignore_index=True)
    return frame.assign(**{column: frame[column].str.split() for column in ("origin", "works")})


def standings() -> pd.DataFrame:
    """Return how each text stands to each theory that it uses or has a work on.

    Returns
    -------
    pandas.DataFrame
        One row a theory and text: ``theory``, ``label``, ``page``, ``source`` (key of the text),
        ``text``, ``standing``, ``words`` (as printed) and ``claims`` (list of ids); theories in
        their order, texts in theirs. A text that uses a theory has *cited* a work by its
        originators, *named* it with its own word, or *described* it in other words; one that
        does not has *listed* such a work and never cites it, and has no words and no claims.
    """
    import pandas as pd

    keys = table("texts")["key"].to_list()
    used = {(row.theory, row.source): row for row in table("theory_uses").itertuples()}
    listed = works().set_index("reference")
    found = []
    for theory in theories().itertuples():
        its = listed.loc[theory.works]
        for key in keys:
            row, of_text = used.get((theory.id, key)), its[its["source"] == key]
            if row is None and of_text.empty:
                continue
            cites = bool((of_text["citations"] > 0).any())
            standing = "cited" if cites else row.manner if row else "listed"
            words, claimed = (row.words, row.claims.split()) if row else ("", [])
            place = (theory.id, theory.label, theory.page, key, short(key))
            found.append((*place, standing, words, claimed))
    columns = ["theory", "label", "page", "source", "text", "standing", "words", "claims"]
    return pd.DataFrame(found, columns=columns)


def reach(stand: pd.DataFrame) -> pd.DataFrame:
    """Count by how many texts each theory is used, and by how many it is cited at its source.

    Parameters
    ----------
    stand : pandas.DataFrame
        What :func:`standings` returns.

    Returns
    -------
    pandas.DataFrame
        One row a theory, by ``theory``: ``label``, ``texts``, ``citing``, and ``first`` (place of
        the first text that uses it); what most texts use first, then by that place, then in the
        order of the theories.
    """
    place = {key: order for order, key in enumerate(table("texts")["key"])}
    grouped = stand.assign(
        used=stand["standing"].isin(USED),
        cites=stand["standing"] == "cited",
        place=stand["source"].map(place).where(stand["standing"].isin(USED)),
    ).groupby("theory", sort=False)
    counts = grouped.agg(
        label=("label", "first"),
        texts=("used", "sum"),
        citing=("cites", "sum"),
        first=("place", "min"),
    )
    return counts.sort_values(["texts", "first"], ascending=[False, True], kind="stable")


def by_text(stand: pd.DataFrame) -> pd.DataFrame:
    """Count the theories that each text uses, by how it stands to them.

    Parameters
    ----------
    stand : pandas.DataFrame
        What :func:`standings` returns.

    Returns
    -------
    pandas.DataFrame
        One row a text, by ``source`` in the order of the texts: one column a standing.
    """
    import pandas as pd

    counts = pd.crosstab(stand["source"], stand["standing"])
    keys = table("texts")["key"].to_list()
    return counts.reindex(index=keys, columns=list(STANDINGS), fill_value=0)


# ---- what the descriptions of the tables cannot say --------------------------------------------


def faults() -> list[Fault]:
    """Check the works, the claims and the uses of the theories.

    Returns
    -------
    list of Fault
        Works that are not in the bibliography or in the list of a text, claims that are unknown
        or another text's, theories that no text uses, and citations without a use.
    """
    if not {"theories", "theory_uses"} <= current().description.keys():
        return []
    return sorted([*_work_faults(), *_use_faults()])


def _work_faults() -> Iterator[Fault]:
    known = {key.lower() for key in references().entries}
    listed = {cells["id"]: cells["source"] for _, _, cells in rows("references")}
    cited = {cells["reference"] for _, _, cells in rows("citations")}
    uses = {(cells["theory"], cells["source"]) for _, _, cells in rows("theory_uses")}
    used = {theory for theory, _ in uses}
    for file, row, cells in rows("theories"):
        for column in ("origin", "reading"):
            for key in cells[column].split():
                if key.lower() not in known:
                    message = f"“{key}” is not in references.bib; add it there."
                    yield Fault(file, row, column, message)
        if cells["id"] not in used:
            yield Fault(file, row, "id", "no text uses it; add a row to uses.csv.")
        for work in cells["works"].split():
            if work not in listed:
                message = f"“{work}” is no work that a text lists; correct the id."
                yield Fault(file, row, "works", message)
            elif work in cited and (cells["id"], listed[work]) not in uses:
                message = f"{listed[work]} cites “{work}”; add a row for this text to uses.csv."
                yield Fault(file, row, "works", message)


def _use_faults() -> Iterator[Fault]:
    known = claims()
    for file, row, cells in rows("theory_uses"):
        for one in cells["claims"].split():
            if one not in known:
                yield Fault(file, row, "claims", f"“{one}” is no claim; correct the id.")
            elif known[one].source != cells["source"]:
                message = f"“{one}” is a claim of another text; correct the id."
                yield Fault(file, row, "claims", message)
