"""The places that the search leads to, read from pages and from the ledger."""

from __future__ import annotations

import pytest

from microdrama.book import search
from microdrama.book.places import Place, meanings, of_claim, of_page, toneless, with_spellings
from microdrama.evidence.ledger import Claim

PAGE = """<html><body><nav>Not here</nav><article>
<section id="all"><h1>All of it<a class="headerlink" href="#all">#</a></h1><p>First words.</p>
<section id="part"><h2>A part<a class="headerlink" href="#part">#</a></h2>
<p>Its <b>own</b> words.</p><ul><li>one</li><li>two</li></ul><script>let hidden = 1;</script>
<details class="code"><summary>Show the code</summary>x = 1</details>
<section id="deep"><h3>Deeper</h3><p>Down here: 微短剧 &lt;b&gt;.</p></section></section>
<dl><dt id="term-x">投流 tóuliú</dt><dd>paid traffic</dd></dl>
<section id="works"><h2>References</h2><div class="citation">A work.</div></section>
</section></article></body></html>"""


def test_each_section_is_a_place_with_its_own_words_alone():
    found = {place.address: place for place in of_page(PAGE, "a/b.html")}
    assert found["a/b.html"].title == "All of it"
    assert "First words." in found["a/b.html"].text
    assert "own words" not in found["a/b.html"].text
    assert found["a/b.html#part"] == Place(
        "a/b.html#part", "A part", "All of it", "section", "Its own words. one two"
    )
    assert found["a/b.html#deep"].text == "Down here: 微短剧 <b>."


def test_places_stand_in_the_order_of_the_page_and_terms_are_places_too():
    found = of_page(PAGE, "p.html")
    assert [(place.title, place.kind) for place in found] == [
        ("All of it", "section"),
        ("A part", "section"),
        ("Deeper", "section"),
        ("References", "works"),
        ("投流 tóuliú", "term"),
    ]
    assert found[-1].text == "paid traffic"
    assert found[-1].address == "p.html#term-x"


def test_a_page_without_a_text_has_no_places():
    assert of_page("<html><body>moved</body></html>", "p.html") == []


def test_a_claim_is_found_by_its_statistic_as_readers_type_it(little):
    row = ("alpha2020-beta", "alpha2020", "Results", "statistic", "It is .38.", "it was .38")
    place = of_claim(Claim(*row, symbol="β", comparator="=", value=".38"), "l.html")
    assert place.address == "l.html#alpha2020-beta"
    assert "0.38" in place.also.split()
    assert "β = .38" in place.text


@pytest.mark.parametrize(
    ("pinyin", "plain"), [("wēi duǎnjù", "wei duanju"), ("lǜ", "lu"), ("Hǎipài", "haipai")]
)
def test_pinyin_loses_its_tones(pinyin, plain):
    assert toneless(pinyin) == plain


def test_a_place_with_chinese_is_found_by_pinyin_and_others_are_not(little):
    with_term = Place("a", "A", "A", "section", "国产微短剧市场")
    without = Place("b", "B", "B", "section", "micro-drama")
    one, other = with_spellings([with_term, without])
    assert {"weiduanju", "wei", "duanju", "microdrama"} <= set(one.also.split())
    assert other == without


def test_a_spelling_stands_for_the_words_of_the_book(little):
    words = ["paid traffic", "buying"]
    assert meanings() == {"投流": words, "tou liu": words, "touliu": words}


def test_what_is_searched_is_text_however_it_looks():
    place = Place("a", "<script>", "“W”", "section", "x < y & z", also='"q"')
    made = search.document(place, "en")
    assert "<script>" not in made
    assert "x &lt; y &amp; z" in made
    assert 'data-pagefind-meta="also[content]" content="&#34;q&#34;"' in made


def test_the_vocabulary_counts_words_and_has_spellings_that_stand_nowhere(little):
    words = search.vocabulary([Place("a", "Traffic", "A", "section", "traffic is paid, or not")])
    assert words["traffic"] == 2
    assert words["paid"] == 1
    assert words["touliu"] == 0


def test_the_index_for_those_without_scripts_names_every_section_and_term():
    said = search.contents(of_page(PAGE, "p.html"))
    for address in ("p.html", "p.html#part", "p.html#deep", "p.html#term-x"):
        assert f'href="{address}"' in said


def test_an_index_is_made_once_for_each_content(little, tmp_path, monkeypatch):
    monkeypatch.setattr(search, "KEPT", tmp_path / "kept")
    places = of_page(PAGE, "p.html")
    folder = search.bundle(places)
    assert (folder / "zh" / "pagefind.js").is_file()
    assert (folder / "en" / "pagefind.js").is_file()
    assert not list(folder.rglob("pagefind-*ui*"))
    stamp = (folder / "beside.json").stat().st_mtime_ns
    assert search.bundle(places) == folder
    assert (folder / "beside.json").stat().st_mtime_ns == stamp
    assert search.bundle(places[1:]) != folder
