"""A failed or interrupted build never leaves half a book."""

from __future__ import annotations

import shutil
import signal
from pathlib import Path
from types import SimpleNamespace

import pytest

from microdrama.book import publish


def app_for(outdir: Path, **more) -> SimpleNamespace:
    """Return what Sphinx hands to an extension, as far as publishing looks at it."""
    return SimpleNamespace(
        outdir=outdir,
        keep_going=more.pop("keep_going", True),
        warningiserror=more.pop("warningiserror", True),
        _warncount=more.pop("warnings", 0),
        env=SimpleNamespace(found_docs=more.pop("chapters", {"chapters/index", "chapters/one"})),
    )


def contents(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in folder.rglob("*")
        if path.is_file()
    }


GOOD = {"index.html": "old", "chapters/one.html": "old", "_static/book.css": "old"}


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


@pytest.fixture
def html(tmp_path) -> Path:
    """Return the folder of a book that was built well."""
    write(tmp_path / "html", GOOD)
    return tmp_path / "html"


@pytest.fixture
def built(html) -> SimpleNamespace:
    """Return an application that has just written a new book beside the old one."""
    app = app_for(html)
    publish.stage(app)
    write(
        Path(app.outdir),
        {"index.html": "new", "chapters/one.html": "new", "_static/book.css": "new"},
    )
    return app


def test_sphinx_writes_beside_the_published_book(html):
    app = app_for(html)
    publish.stage(app)
    assert Path(app.outdir) != html
    assert Path(app.outdir).is_dir()
    assert Path(app.outdir).parent == html.parent, "renaming needs one file system"
    assert contents(html) == GOOD


def test_a_good_build_takes_the_place_of_the_last_one(html, built):
    publish.publish(built, None)
    assert contents(html) == {
        "index.html": "new",
        "chapters/one.html": "new",
        "_static/book.css": "new",
    }


def test_nothing_of_the_last_book_is_left(html, built):
    write(html, {"chapters/gone.html": "old", "_static/gone.css": "old"})
    publish.publish(built, None)
    assert not [name for name in contents(html) if "gone" in name]


def test_the_first_book_is_published_where_there_was_none(tmp_path):
    app = app_for(tmp_path / "html")
    publish.stage(app)
    write(Path(app.outdir), {"index.html": "first"})
    publish.publish(app, None)
    assert contents(tmp_path / "html") == {"index.html": "first"}


def test_publishing_leaves_only_the_book_and_the_folder_that_sphinx_reads_again(html, built):
    publish.publish(built, None)
    left = {path.name for path in html.parent.iterdir()}
    assert left == {"html", Path(built.outdir).name}
    assert contents(Path(built.outdir)), "the next build starts from what Sphinx has written"


def test_a_build_that_raised_leaves_the_last_book(html, built):
    publish.publish(built, RuntimeError("broken"))
    assert contents(html) == GOOD


@pytest.mark.parametrize("strict", ["keep_going", "warningiserror"])
def test_a_build_with_warnings_leaves_the_last_book(html, built, strict):
    built.keep_going = built.warningiserror = False
    setattr(built, strict, True)
    built._warncount = 1
    publish.publish(built, None)
    assert contents(html) == GOOD


def test_warnings_that_nobody_asked_to_stop_at_are_published(html, built):
    built.keep_going = built.warningiserror = False
    built._warncount = 3
    publish.publish(built, None)
    assert contents(html)["index.html"] == "new"


def test_another_builder_is_left_alone(tmp_path):
    app = app_for(tmp_path / "latex")
    publish.stage(app)
    assert Path(app.outdir) == tmp_path / "latex"
    publish.publish(app, None)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("step", ["copytree", "rename"])
def test_a_failure_while_publishing_leaves_a_whole_book(html, built, monkeypatch, step):
    def fail(*_, **__):
        raise OSError("no space left on device")

    if step == "copytree":
        monkeypatch.setattr(shutil, "copytree", fail)
    else:
        monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(OSError, match="no space"):
        publish.publish(built, None)
    assert contents(html) == GOOD


def test_a_copy_that_stops_half_way_leaves_a_whole_book(html, built, monkeypatch):
    def half(source, target, **_):
        write(Path(target), {"index.html": "half"})
        raise OSError("no space left on device")

    monkeypatch.setattr(shutil, "copytree", half)
    with pytest.raises(OSError, match="no space"):
        publish.publish(built, None)
    assert contents(html) == GOOD
    # A full disk is not kept full by half a book.
    assert not (html.parent / ".html-new").exists()
    monkeypatch.undo()
    publish.publish(built, None)
    assert contents(html)["index.html"] == "new"


def test_an_exchange_that_was_interrupted_between_two_renames_is_mended(html, built, monkeypatch):
    rename, calls = Path.rename, []

    def once(path, target):
        calls.append(path)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", once)
    with pytest.raises(KeyboardInterrupt):
        publish.publish(built, None)
    monkeypatch.undo()
    publish.stage(app_for(html))
    assert contents(html)["index.html"] in ("old", "new")
    assert set(contents(html)) == set(GOOD)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_between_the_two_renames_waits_until_there_is_a_book(
    html, built, monkeypatch, number
):
    rename, there = Path.rename, []

    def told_in_between(path, target):
        if path.name == ".html-new":
            signal.raise_signal(number)
        return rename(path, target)

    def stop(*_):
        there.append(html.exists())
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "rename", told_in_between)
    before = signal.signal(number, stop)
    try:
        with pytest.raises(KeyboardInterrupt):
            publish.publish(built, None)
    finally:
        signal.signal(number, before)
    assert there == [True]
    assert contents(html)["index.html"] == "new"


def test_half_a_book_that_a_killed_build_left_is_cleared_away_by_the_next(html):
    write(html.parent / ".html-new", {"index.html": "half"})
    publish.stage(app_for(html))
    assert not (html.parent / ".html-new").exists()


def test_leftovers_of_an_earlier_failure_do_not_get_into_the_book(html, built):
    for name in (".html-new", ".html-old"):
        write(html.parent / name, {"leftover.html": "old"})
    publish.publish(built, None)
    assert "leftover.html" not in contents(html)


@pytest.mark.parametrize(
    "page",
    ["chapters/gone.html", "gone.html", "chapters/seminar/gone.html", "chapters/search.html"],
)
def test_the_page_of_a_removed_chapter_is_removed(html, built, page):
    write(Path(built.outdir), {page: "stale"})
    publish.publish(built, None)
    assert page not in contents(html)


def test_the_page_of_a_removed_chapter_named_index_is_removed(html, built):
    write(Path(built.outdir), {"chapters/seminar/index.html": "stale"})
    publish.publish(built, None)
    assert "chapters/seminar/index.html" not in contents(html)


@pytest.mark.parametrize("page", ["index.html", "search.html", "404.html", "chapters/one.html"])
def test_the_books_own_pages_stay(html, built, page):
    write(Path(built.outdir), {page: "new"})
    publish.publish(built, None)
    assert contents(html)[page] == "new"
