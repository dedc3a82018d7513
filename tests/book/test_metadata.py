"""What pages say of themselves, and how they are cited."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from docutils.core import publish_doctree
from pybtex.database import parse_string

from microdrama.book import citation, metadata
from microdrama.book.citation import Author, Citation, Work

WORK = Work(
    "A book", (Author("Li", "Wen"), Author("The group")), date(2026, 3, 4), "1.2", ("duanju",)
)
CHAPTER = Citation(WORK, "What & why?", "microdrama-what", "https://example.org/b/what.html")
WHOLE = Citation(WORK, "", "microdrama")


def test_the_books_own_description_is_read():
    work = citation.book()
    assert work.title
    assert work.authors
    assert work.released.year >= 2026


def test_a_chapter_is_cited_in_words_with_the_book_it_stands_in():
    said = f"{CHAPTER.before}{WORK.title}{CHAPTER.after}"
    assert said == (
        "Li, Wen & The group (2026). What & why? In A book (version 1.2). "
        "https://example.org/b/what.html"
    )
    assert f"{WHOLE.before}{WORK.title}{WHOLE.after}" == (
        "Li, Wen & The group (2026). A book (version 1.2)."
    )


@pytest.mark.parametrize(("cited", "kind"), [(CHAPTER, "incollection"), (WHOLE, "book")])
def test_bibtex_is_read_by_another_program_as_it_was_meant(cited, kind):
    entry = parse_string(cited.bibtex(), "bibtex").entries[cited.key]
    assert entry.type == kind
    person, group = entry.persons["author"]
    assert (person.last_names, person.first_names) == (["Li"], ["Wen"])
    assert group.last_names == ["{The group}"], "a group is no person with a given name"
    assert entry.fields["year"] == "2026"
    assert entry.fields.get("booktitle") == ("A book" if cited is CHAPTER else None)


def test_csl_json_names_chapter_and_book():
    (item,) = json.loads(CHAPTER.csl())
    assert (item["type"], item["title"]) == ("chapter", "What & why?")
    assert item["container-title"] == "A book"
    assert item["author"] == [{"family": "Li", "given": "Wen"}, {"literal": "The group"}]
    assert item["issued"] == {"date-parts": [[2026, 3, 4]]}
    assert item["URL"] == CHAPTER.url
    (item,) = json.loads(WHOLE.csl())
    assert item["type"] == "book"
    assert "URL" not in item


def test_tags_name_each_author_and_no_address_that_nobody_gave():
    named = list(metadata.tags(CHAPTER, "About it.", "https://example.org/b/p.png"))
    assert [v for k, v in named if k == "citation_author"] == ["Li, Wen", "The group"]
    assert dict(named)["citation_publication_date"] == "2026/03/04"
    assert dict(named)["citation_inbook_title"] == "A book"
    without = [*metadata.tags(WHOLE, "It."), *metadata.open_graph(WHOLE, "It.")]
    addresses = [v for k, v in without if "://" in v and k != "DC.rights"]
    assert addresses == []
    assert "og:image" not in dict(without)


def test_linked_data_say_that_a_chapter_is_part_of_the_book():
    said = metadata.linked_data(CHAPTER, "About it.", 3)
    assert (said["@type"], said["position"]) == ("Chapter", 3)
    assert said["isPartOf"]["@type"] == "Book"
    assert [author["@type"] for author in said["author"]] == ["Person", "Organization"]
    assert metadata.linked_data(WHOLE, "It.", 0)["@type"] == "Book"


def test_a_title_cannot_end_the_script_of_linked_data():
    script = metadata.as_script({"name": "</script><script>alert(1)"})
    assert "<" not in script
    assert json.loads(script) == {"name": "</script><script>alert(1)"}


@pytest.mark.parametrize(
    ("page", "key"),
    [
        ("chapters/index", "microdrama"),
        ("chapters/evolution", "microdrama-evolution"),
        ("chapters/dissemination/abroad", "microdrama-dissemination-abroad"),
    ],
)
def test_a_page_has_a_key_of_its_own(page, key):
    assert metadata.key_of(page) == key


def test_a_description_is_the_first_paragraph_without_markup_and_not_too_long():
    role = ".. role:: raw-html(raw)\n   :format: html\n\n"
    doctree = publish_doctree(role + "A :raw-html:`<b>5 ●</b>`.")
    assert metadata.described(doctree) == "A 5 ."
    long = metadata.described(publish_doctree("word " * 100))
    assert len(long) <= metadata.DESCRIBED + 1
    assert re.fullmatch(r"(word )+word…", long)
    assert metadata.described(None).endswith(".")
