"""Notebooks that read as the pages do: no role and no directive is left in their prose."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from types import SimpleNamespace

import jupytext
import nbformat
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_output

from books import Book, two_chapters
from microdrama.book import notebooks, works
from microdrama.book.plain import Prose, escaped
from microdrama.evidence.ledger import claim, claims, short, texts
from microdrama.evidence.verdicts import verdict
from microdrama.paths import CHAPTERS, ROOT

PAGE = "chapters/small"

BIB = """
@misc{two2020, author = {Wang, Yiming and Srijinda, Prakaikavin}, title = {Two}, year = {2020}}
@misc{one2021, author = {Meng, Tianyu}, title = {{One on $5}}, year = {2021}}
@misc{many2022, author = {van der Berg, A and Lin, B and Li, C}, title = {Many}, year = {2022}}
@misc{body2023, author = {{The Bureau of *Things*}}, title = {Body}, year = {2023},
  url = {https://example.org/a_b}}
@misc{none2024, title = {{A note}}, year = {2024}}
"""


def plain(text: str, **more) -> str:
    return Prose(more.pop("page", PAGE), **more).plain(text)


@pytest.fixture
def bibliography(little):
    (little.folder / "references.bib").write_text(BIB, "utf-8")
    little.forget()


# ---- claims and numbers --------------------------------------------------------------------


def test_a_claim_becomes_its_number_with_its_mark_and_its_quote(little):
    assert plain("It counts {claim}`alpha2020-after`.") == (
        f"It counts [{claim('alpha2020-after').number}<sup>●</sup>]"
        '(ledger.ipynb#alpha2020-after "“there were 2,775 titles in 2022” Alpha 2020, Results").'
    )


def test_a_claim_in_our_words_keeps_them_and_has_no_mark(little):
    said = plain("It cites {claim}`the older count <alpha2020-before>`, and goes on.")
    assert said.startswith("It cites [the older count](ledger.ipynb#alpha2020-before ")
    assert "●" not in said
    assert said.endswith("), and goes on.")


def test_from_a_page_in_a_folder_the_ledger_is_found_too(little):
    assert "](../ledger.ipynb#alpha2020-after " in plain(
        "{claim}`alpha2020-after`", page="chapters/concepts/terms"
    )


def test_an_unknown_claim_is_no_silent_gap(little):
    with pytest.raises(KeyError, match="no-such-claim"):
        plain("{claim}`no-such-claim`")


@pytest.mark.parametrize(
    ("kind", "mark"), [("recomputed", "◆"), ("reconstructed", "◌"), ("assumed", "△")]
)
def test_a_computed_number_is_printed_with_the_mark_of_its_kind(kind, mark):
    role = 'pace["months"]:.1f months'
    said = plain(f"Every {{{kind}}}`{role}`.", values={role: "4.2 months"})
    assert said == f"Every 4.2 months<sup>{mark}</sup>."


def test_a_number_that_was_never_computed_is_no_silent_gap():
    with pytest.raises(KeyError, match="n:d"):
        plain("{recomputed}`n:d`")


def test_words_of_others_stay_words_and_dollars_no_formula():
    assert escaped("a*b_c [d] <e> $5–$6 `f`") == r"a\*b\_c \[d\] \<e\> \$5–\$6 \`f\`"
    assert plain("{assumed}`x`", values={"x": "$5"}) == r"\$5<sup>△</sup>"


# ---- works ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "said"),
    [
        ("{cite:t}`two2020`", "Wang and Srijinda (2020)"),
        ("{cite:t}`one2021`", "Meng (2021)"),
        ("{cite:t}`many2022`", "van der Berg et al. (2022)"),
        ("{cite:t}`body2023`", r"The Bureau of \*Things\* (2023)"),
        ("{cite:t}`none2024`", "A note (2024)"),
        ("{cite:t}`two2020,one2021`", "Wang and Srijinda (2020) and Meng (2021)"),
        (
            "{cite:t}`two2020, one2021, none2024`",
            "Wang and Srijinda (2020), Meng (2021) and A note (2024)",
        ),
        ("{cite:p}`two2020`", "(Wang and Srijinda, 2020)"),
        ("{cite:p}`one2021, many2022`", "(Meng, 2021; van der Berg et al., 2022)"),
        ("{cite}`one2021`", "(Meng, 2021)"),
    ],
)
def test_a_citation_becomes_authors_and_years(bibliography, role, said):
    assert plain(f"So {role}.") == f"So {said}."


def test_the_references_are_the_works_that_the_page_cites_each_once_in_order(bibliography):
    text = (
        "# A\n\n{cite:t}`two2020`, {cite:p}`one2021, two2020`\n\n"
        "```{bibliography}\n:filter: docname in docnames\n```\n"
    )
    made = notebooks.notebook(PAGE, text, {})
    meng, wang = made.cells[0].source.splitlines()[-2:]
    assert meng.startswith("- Tianyu Meng")
    assert r"One on \$5" in meng
    assert wang.startswith("- Yiming Wang and Prakaikavin Srijinda")
    assert made.cells[0].source.count("\n- ") == 2


def test_a_page_that_cites_nothing_has_an_empty_list(bibliography):
    assert works.listed([]) == ""


# ---- parts made from the evidence ----------------------------------------------------------


def test_the_legend_names_the_four_kinds_with_their_marks():
    lines = plain("```{kinds}\n```").splitlines()
    assert [line.split(":")[0] for line in lines] == [
        "- ● **reported**",
        "- ◆ **recomputed**",
        "- ◌ **reconstructed**",
        "- △ **assumed**",
    ]


def test_the_verdicts_and_the_texts_are_lists(little):
    assert "- **not checked**: no check covers it" in plain("```{verdicts}\n```").splitlines()
    listed = plain(":::{texts}\n:::").splitlines()
    assert len(listed) == len(texts())
    for line, text in zip(listed, texts().values(), strict=True):
        assert line.startswith(f"- **{text['short']}** ({text['year']}, {text['kind']}): *")


def test_the_ledger_has_each_claim_at_its_address_with_quote_and_verdict(little):
    parts = plain("# The ledger\n\n```{ledger}\n```").split("\n### ")[1:]
    assert [part.partition("\n")[0] for part in parts] == list(claims())
    for part, found in zip(parts, claims().values(), strict=True):
        assert escaped(found.statement) in part
        assert f"> {escaped(f'“{found.words}” {short(found.source)}')}" in part
        assert f"**{verdict(found.id).status}**: " in part


# ---- the rest of a page --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("See [growth](evolution.md).", "See [growth](evolution.ipynb)."),
        ("[a](../evolution.md#the-figures)", "[a](../evolution.ipynb#the-figures)"),
        ("[a](https://example.org/a.md)", "[a](https://example.org/a.md)"),
        ("Registrations\n: A rise.", "- **Registrations**: A rise."),
        (
            "One\n: First,\n  and on.\n\nTwo\n: Second.",
            "- **One**: First,\n  and on.\n\n- **Two**: Second.",
        ),
        ("Ends with\n\n- a list: of\n- things", "Ends with\n\n- a list: of\n- things"),
        ("Before.\n\n% a remark to authors\nAfter.", "Before.\n\nAfter."),
        ("(target)=\n# A title", "# A title"),
        ("{abbr}`UGC <what users make>` and {doc}`ledger`", "UGC and ledger"),
        ("```{note}\nTwo\n\nparts.\n```", "> Two\n>\n> parts."),
        (
            ":::{admonition} Careful\n:class: tip\nSee [it](policy.md).\n:::",
            "> **Careful**\n>\n> See [it](policy.ipynb).",
        ),
    ],
)
def test_what_only_the_book_understands_becomes_plain_markdown(text, said):
    assert plain(text) == said


@pytest.mark.parametrize(
    "text",
    [
        "Write ``{claim}`an-id` `` for a number.",
        "The role `{claim}` and the role `{cite:t}`.",
        "```md\n{claim}`an-id`\n\nTerm\n: text\n```",
        "````md\n```{kinds}\n```\n````",
        "$5 and 3 * 4",
        "| a | b |\n|---|---|\n| 1 | 2 |",
    ],
)
def test_code_and_ordinary_markdown_stay_as_they_are(text):
    assert plain(text) == text


# ---- a page as a notebook ------------------------------------------------------------------

SMALL = """---
jupytext:
  text_representation: {extension: .md, format_name: myst}
kernelspec: {display_name: Python 3, language: python, name: python3}
---

# A small chapter

Prose with {recomputed}`n`.

```{code-cell} ipython3
:tags: [remove-cell]

import math
```

```{code-cell} ipython3
:tags: [hide-input]

n = math.pi
n
```
"""


def test_a_notebook_has_the_cells_and_the_tags_and_asks_for_no_kernel():
    made = notebooks.notebook(PAGE, SMALL, {"n": "3"})
    nbformat.validate(made)
    assert made.metadata.kernelspec.name == "python3"
    assert "jupytext" not in made.metadata, "it is no copy of the text that Jupytext should keep"
    assert [(cell.cell_type, cell.metadata.get("tags")) for cell in made.cells] == [
        ("markdown", None),
        ("markdown", None),
        ("code", ["remove-cell"]),
        ("code", ["hide-input"]),
    ]
    assert made.cells[0].source == "# A small chapter\n\nProse with 3<sup>◆</sup>."
    assert "`chapters/small.md`" in made.cells[1].source
    assert made.cells[3].source == "n = math.pi\nn"
    assert all(not cell.outputs for cell in made.cells if cell.cell_type == "code")


def test_a_notebook_is_the_same_each_time_it_is_made():
    one, other = (notebooks.notebook(PAGE, SMALL, {"n": "3"}) for _ in range(2))
    assert nbformat.writes(one) == nbformat.writes(other)


def test_a_page_without_code_is_a_notebook_to_read():
    made = notebooks.notebook("chapters/index", "# The book\n\nRead on.\n", {})
    assert [cell.source for cell in made.cells] == ["# The book\n\nRead on."]
    assert made.metadata.kernelspec.name == "python3"


class AnyNumber(dict):
    """What a run might have computed, whatever is asked for."""

    def __missing__(self, role: str) -> str:
        return "1.2 months"


CHAPTER_FILES = sorted(CHAPTERS.rglob("*.md"))

#: What only the book understands: a role, a directive, a link to a text file, a list of terms.
MYST = re.compile(
    r"\{[\w:-]+\}`[^`]+`|^(?:`{3,}|:{3,})\{.*|\]\((?!https?:)[^)\s]*\.md[)#]|^: .*|^:\w+:.*", re.M
)


@pytest.mark.parametrize("path", CHAPTER_FILES, ids=lambda path: path.stem)
def test_nothing_that_only_the_book_understands_is_left_in_a_page(path):
    page, text = path.relative_to(ROOT).with_suffix("").as_posix(), path.read_text("utf-8")
    made = notebooks.notebook(page, text, AnyNumber())
    nbformat.validate(made)
    prose = "\n\n".join(cell.source for cell in made.cells if cell.cell_type == "markdown")
    assert MYST.findall(prose) == []
    names = {path.relative_to(CHAPTERS).with_suffix("").as_posix() for path in CHAPTER_FILES}
    here = path.parent.relative_to(CHAPTERS)
    for link in re.findall(r"\]\(([\w./-]+)\.ipynb", prose):
        assert (here / link).as_posix() in names or ".." in link, link


@pytest.mark.parametrize("path", CHAPTER_FILES, ids=lambda path: path.stem)
def test_the_code_of_a_chapter_is_the_code_of_its_notebook(path):
    text = path.read_text("utf-8")
    written = jupytext.reads(text, fmt={"extension": ".md", "format_name": "myst"})
    made = notebooks.notebook(path.relative_to(ROOT).with_suffix("").as_posix(), text, AnyNumber())

    def code(notebook) -> list:
        cells = (cell for cell in notebook.cells if cell.cell_type == "code")
        return [(cell.source, cell.metadata.get("tags", [])) for cell in cells]

    assert code(made) == code(written)


# ---- where readers work --------------------------------------------------------------------


def made(folder: Path, text: str = SMALL) -> Path:
    """Write a notebook beside the pages, as the build does."""
    folder.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebooks.notebook(PAGE, text, {"n": "3"}), folder / "small.ipynb")
    return folder


def edit(path: Path, source: str | None = None, output: str = "") -> None:
    """Change a notebook as JupyterLab does that saves it."""
    found = nbformat.read(path, as_version=4)
    if source is not None:
        found.cells[-1].source = source
    if output:
        found.cells[-1].outputs = [new_output("stream", text=output)]
    found.metadata["language_info"] = {"name": "python"}
    nbformat.write(found, path)


NEWER = SMALL.replace("math.pi", "math.tau")


@pytest.fixture
def folders(tmp_path) -> tuple[Path, Path]:
    """Return the folders of the published notebooks and of a reader's."""
    published, working = tmp_path / "published", tmp_path / "working"
    assert notebooks.bring(made(published), working) == []
    return published, working


def test_what_a_reader_has_changed_stays_while_the_chapter_does(folders):
    published, working = folders
    edit(working / "small.ipynb", source="n = 3", output="3")
    before = (working / "small.ipynb").read_text("utf-8")
    assert notebooks.bring(published, working) == []
    assert (working / "small.ipynb").read_text("utf-8") == before


def test_a_newer_chapter_takes_the_place_of_one_that_was_only_run(folders):
    published, working = folders
    edit(working / "small.ipynb", output="3.14")
    assert notebooks.bring(made(published, NEWER), working) == []
    assert (working / "small.ipynb").read_bytes() == (published / "small.ipynb").read_bytes()
    assert [path.name for path in working.iterdir()] == ["small.ipynb"]


def test_a_newer_chapter_leaves_what_a_reader_has_changed_beside_it(folders):
    published, working = folders
    for number, text in enumerate((NEWER, SMALL), 1):
        edit(working / "small.ipynb", source=f"n = {number}")
        mine = (working / "small.ipynb").read_bytes()
        kept = notebooks.bring(made(published, text), working)
        assert [path.name for path in kept] == [f"small-yours-{number}.ipynb"]
        assert kept[0].read_bytes() == mine
        assert (working / "small.ipynb").read_bytes() == (published / "small.ipynb").read_bytes()


def test_what_is_no_notebook_any_more_is_kept_too(folders):
    published, working = folders
    (working / "small.ipynb").write_text("not a notebook", "utf-8")
    (kept,) = notebooks.bring(published, working)
    assert kept.read_text("utf-8") == "not a notebook"
    assert (working / "small.ipynb").read_bytes() == (published / "small.ipynb").read_bytes()


# ---- in a book -----------------------------------------------------------------------------

MORE = """
From {cite:t}`alpha2020`, {recomputed}`len(found):d texts`. See [the figures](figures.md).

```{code-cell} ipython3
:tags: [hide-input]

twice = 2 * len(found)
print("twice:", twice)
```

```{bibliography}
:filter: docname in docnames
```
"""


@pytest.fixture(scope="session")
def book(tmp_path_factory) -> Book:
    """Return a book whose small chapter folds a cell, cites a work and computes a number."""
    book = two_chapters(tmp_path_factory.mktemp("notebooks") / "book")
    book.edit(
        "chapters/small.md",
        lambda text: (
            text.replace('print(len(table("texts")), "texts")', 'found = table("texts")\nfound')
            + MORE
        ),
    )
    code, said = book.build()
    assert code == 0, said
    return book


def published(book: Book, name: str) -> nbformat.NotebookNode:
    return nbformat.reads(book.page(f"_static/notebooks/{name}.ipynb"), as_version=4)


@pytest.mark.build
def test_every_page_is_a_notebook_and_each_page_with_code_offers_its_own(book):
    files = {name for name in book.published() if name.startswith("_static/notebooks/")}
    assert files == {
        *(f"_static/notebooks/{name}.ipynb" for name in ("index", "figures", "small", "ledger")),
        *(f"_static/notebooks/{name}.md" for name in ("figures", "small")),
    }
    for name in ("figures", "small"):
        page = book.page(f"chapters/{name}.html")
        offered = re.findall(r'<a href="([^"]+)" download>', page)
        assert [link for link in offered if "notebooks" in link] == [
            f"../_static/notebooks/{name}.ipynb",
            f"../_static/notebooks/{name}.md",
        ]
        assert ">Run this page</h2>" in page
        source = (book.folder / f"chapters/{name}.md").read_text("utf-8")
        assert book.page(f"_static/notebooks/{name}.md") == source


@pytest.mark.build
def test_a_page_without_code_offers_no_notebook_and_loads_nothing_for_code(book):
    for name in ("chapters/index", "chapters/ledger", "search"):
        page = book.page(f"{name}.html")
        assert "Run this page" not in page
        assert "_static/code." not in page
    page = book.page("chapters/small.html")
    assert re.search(r'<link rel="stylesheet" href="\.\./_static/code\.css\?v=\w+">', page)
    assert re.search(r'<script defer src="\.\./_static/code\.js\?v=\w+">', page)


@pytest.mark.build
def test_a_published_notebook_says_what_the_page_says(book):
    prose = "\n".join(c.source for c in published(book, "small").cells if c.cell_type == "markdown")
    assert "[the older count](ledger.ipynb#alpha2020-before " in prose
    # Two texts stand in the little package, and the invented works name nobody.
    assert "From On alpha2020 (2021), 2\N{NO-BREAK SPACE}texts<sup>◆</sup>." in prose
    assert "[the figures](figures.ipynb)" in prose
    assert re.search(r"^- On alpha2020", prose, re.MULTILINE)
    page = book.page("chapters/small.html")
    assert re.search(r'<span class="number recomputed"[^>]*>2\N{NO-BREAK SPACE}texts<', page)


@pytest.mark.build
def test_the_fold_of_the_book_is_ours(book):
    page = book.page("chapters/small.html")
    assert page.count('<details class="code">') == 1
    assert ">Show the code</span>" in page
    assert "Toggle hidden content" not in page


@pytest.mark.build
def test_make_notebooks_gives_notebooks_that_run_from_top_to_bottom(book):
    code, said = book.run("-m", "microdrama.book.notebooks")
    assert (code, said) == (0, "The notebooks are in _build/notebooks.\n")
    folder = book.folder / "_build/notebooks"
    assert {path.name for path in folder.iterdir()} == {
        "index.ipynb",
        "figures.ipynb",
        "small.ipynb",
        "ledger.ipynb",
    }
    assert "_build/" in (ROOT / ".gitignore").read_text("utf-8").splitlines()
    found = nbformat.read(folder / "small.ipynb", as_version=4)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(book.folder / "src"))
        NotebookClient(found, timeout=120, resources={"metadata": {"path": str(folder)}}).execute()
    assert found.cells[-2].outputs[0].text == "twice: 4\n"
    assert all("error" not in [o.output_type for o in c.get("outputs", [])] for c in found.cells)


@pytest.mark.build
def test_without_a_book_make_notebooks_says_what_to_do(tmp_path):
    book = two_chapters(tmp_path / "book")
    code, said = book.run("-m", "microdrama.book.notebooks")
    assert code == 1
    assert "run make book" in said


@pytest.mark.build
def test_the_notebook_of_a_page_that_left_the_book_leaves_too(book, tmp_path):
    folder = tmp_path / "html"
    shutil.copytree(book.html / "_static/notebooks", folder / "_static/notebooks")
    app = SimpleNamespace(
        builder=SimpleNamespace(format="html"),
        outdir=str(folder),
        env=SimpleNamespace(found_docs={"chapters/index", "chapters/small"}),
    )
    notebooks.drop_stale(app, None)
    assert {path.name for path in (folder / "_static/notebooks").iterdir()} == {
        "index.ipynb",
        "small.ipynb",
        "small.md",
    }
