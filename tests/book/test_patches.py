"""Private names of other packages: each is still where the book looks for it."""

from __future__ import annotations

import re

from sphinx.application import Sphinx
from sphinx.util import logging

from microdrama.book import patches
from microdrama.paths import SOURCE


def test_sphinx_counts_its_warnings_where_the_book_looks(tmp_path):
    (tmp_path / "conf.py").write_text("", "utf-8")
    (tmp_path / "index.rst").write_text("Title\n=====\n", "utf-8")
    out = tmp_path / "out"
    app = Sphinx(tmp_path, tmp_path, out, out / "doctrees", "html", status=None, warning=None)
    # An application before this one in the process makes Sphinx warn of what is registered twice.
    before = patches.warning_count(app)
    logging.getLogger("microdrama").warning("one")
    assert patches.warning_count(app) == before + 1


def test_no_other_module_touches_a_private_name_of_an_object_it_was_given():
    private = re.compile(r"(?<!self)(?<!cls)(?<![\w\]])\w+\._(?!_|repr_|ipython_)[a-z]\w*")
    found = {
        f"{path.name}: {name}"
        for path in SOURCE.rglob("*.py")
        if path.name != "patches.py"
        for name in private.findall(path.read_text("utf-8"))
        if not name.startswith(("self.", "cls."))
    }
    assert found == set()


def test_what_stops_jupyter_book_is_said_where_the_book_looks(tmp_path, capsys):
    said = []

    def say(error: BaseException) -> bool:
        said.append(error)
        return True

    def build() -> object:
        from jupyter_book.sphinx import build_sphinx

        # A folder of pages that is not there stops Sphinx before it reads anything.
        settings = {"latex_individualpages": False}
        pages, out = str(tmp_path / "nowhere"), str(tmp_path / "out")
        return build_sphinx(pages, out, noconfig=True, confoverrides=settings)

    with patches.failures_said_by(say):
        assert build() in said
    assert capsys.readouterr().err == ""
    assert len(said) == 1
    # What has no words of ours is left to Sphinx, and afterwards everything is.
    with patches.failures_said_by(lambda _: False):
        build()
    assert "nowhere" in capsys.readouterr().err
    build()
    assert "nowhere" in capsys.readouterr().err
