"""Links from first uses, the role that names one, and the glossary: in pages and in notebooks."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from docutils import nodes
from docutils.core import publish_doctree

from microdrama.book import first_use, glossary
from microdrama.book.errors import BookError
from microdrama.book.plain import Prose, escaped


def linked(source: str, prepare=lambda document: None) -> tuple[nodes.document, list[str]]:
    """Return a page in docutils' own markup, and what is linked in it: words and anchor."""
    document = publish_doctree(source)
    prepare(document)
    first_use.link_first_uses(document, lambda place: f"{place.page}.html#{place.id}")
    links = [one for one in document.findall(nodes.reference) if first_use.LINK in one["classes"]]
    return document, [f"{one.astext()} → {one['refuri'].rpartition('/')[2]}" for one in links]


def test_the_first_use_on_a_page_is_linked_and_no_other():
    document, links = linked(
        "Of *media ecology*, traffic,\nand soft power.\n\nMedia ecology, traffic."
    )
    assert links == [
        "media ecology → media.html#media-ecology",
        "traffic → glossary.html#traffic",
        "soft power → crossing.html#soft-power",
    ]
    assert (
        document.astext()
        == "Of media ecology, traffic,\nand soft power.\n\nMedia ecology, traffic."
    )


@pytest.mark.parametrize(
    "source",
    [
        "Soft power\n==========\n\nNothing.",
        "See `soft power <https://example.org>`_.",
        "Type ``soft power`` now.",
        "Say::\n\n   soft power\n",
        "Said:\n\n   Soft power is what it is.\n",
        ".. raw:: html\n\n   <p>soft power</p>\n",
        ".. container:: cell_output\n\n   Soft power, said by a cell.\n",
        "====  ==========\nname  soft power\n====  ==========\n",
        ".. figure:: x.png\n\n   Soft power in a caption.\n",
        ".. [1] Soft power, in a note.\n",
        ".. comment: soft power\n",
    ],
)
def test_headings_links_code_quotes_tables_and_what_cells_show_stay_as_they_are(source):
    document, links = linked(source)
    assert links == []
    assert document.pformat() == publish_doctree(source).pformat()


def test_a_claims_own_words_and_a_citation_stay_as_they_are():
    def claim_and_citation(document):
        (paragraph,) = document.findall(nodes.paragraph)
        cite = type("pending_xref", (nodes.Inline, nodes.Element), {})("", nodes.Text("traffic"))
        paragraph += [nodes.raw("", "<a>traffic</a>", format="html"), cite]

    assert linked("It costs: ", claim_and_citation)[1] == []


def test_what_an_author_has_linked_is_not_linked_again():
    def chosen(document):
        first, *_ = document.findall(nodes.paragraph)
        first += nodes.reference("", "views", refuri="x", classes=["concept"], concept="traffic")

    assert linked("Traffic, and\n\ntraffic.", chosen)[1] == ["views → x"]


def role(text: str):
    """Run the role on a page in a folder of chapters."""
    builder = SimpleNamespace(get_relative_uri=lambda page, target: f"../{target[9:]}.html")
    one = first_use.ConceptRole()
    one.text, one.name = text, "concept"
    one.inliner = SimpleNamespace(
        document=SimpleNamespace(
            settings=SimpleNamespace(
                env=SimpleNamespace(
                    app=SimpleNamespace(builder=builder), docname="chapters/creators/x"
                )
            )
        )
    )
    one.get_source_info = lambda lineno=None: ("/book/chapters/x.md", 7)
    return one.run()


def test_the_role_links_a_name_or_our_words():
    ((named,), _), ((worded,), _) = role("Soft power"), role("charm <soft power>")
    assert (named.astext(), named["refuri"]) == (
        "Soft power",
        "../concepts/crossing.html#soft-power",
    )
    assert (worded.astext(), worded["refuri"]) == ("charm", "../concepts/crossing.html#soft-power")


def test_an_unknown_name_stops_the_build_with_one_sentence():
    with pytest.raises(BookError) as error:
        role("charm <hard power>")
    assert str(error.value).endswith(
        "x.md, line 7: neither a theory nor an entry of the glossary is called “hard power”; "
        "see data/concepts/ for the names."
    )


def test_a_page_that_explains_is_not_linked_and_others_depend_on_the_tables():
    noted = []
    env = SimpleNamespace(
        docname="chapters/concepts/media",
        note_dependency=noted.append,
        app=SimpleNamespace(builder=SimpleNamespace(get_relative_uri=lambda page, target: target)),
    )
    for page, links in (("concepts/media", 0), ("concepts", 0), ("ledger", 0), ("policy", 1)):
        env.docname, document = f"chapters/{page}", publish_doctree("Soft power.")
        first_use.link_page(SimpleNamespace(env=env), document)
        assert len(list(document.findall(nodes.reference))) == links, page
    assert {one.rpartition("/")[2] for one in noted} == {"theories.csv", "glossary.csv"}


# ---- the glossary --------------------------------------------------------------------------


def test_the_glossary_has_an_anchor_an_entry_and_marks_its_languages():
    html = glossary.page("story", "../ledger.html")
    anchors = re.findall(r'<div id="([\w-]+)">', html)
    assert len(anchors) == len(set(anchors))
    assert "electronic-pickles" in anchors
    assert '<span lang="zh-Hans">电子榨菜</span> <i lang="zh-Latn">diànzǐ zhàcài</i>' in html
    assert '<a href="../ledger.html#meng2025-direct-comfort">“electronic side dishes”</a>' in html
    assert "“brought to" not in html


def test_in_a_notebook_the_glossary_is_a_list_and_a_linked_name_its_words():
    said = Prose("chapters/concepts/glossary").plain("```{terms} story\n```\n")
    assert said == glossary.markdown("story", "../ledger.ipynb", escaped)
    assert "- **Electronic pickles** 电子榨菜 *diànzǐ zhàcài*: What one watches" in said
    assert "[“electronic side dishes”](../ledger.ipynb#meng2025-direct-comfort)" in said
    words = "On {concept}`soft power` and {concept}`charm <soft-power>`."
    assert Prose("chapters/x").plain(words) == "On soft power and charm."
