"""Where things are: the only module that knows."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "microdrama"
DATA = ROOT / "data"
CHAPTERS = ROOT / "chapters"
BUILD = ROOT / "_build"
OWN = BUILD / "own"

DATAPACKAGE = "datapackage.json"
REFERENCES = "references.bib"
CONFIG = "_config.yml"
TOC = "_toc.yml"
CITATION = ROOT / "CITATION.cff"
LOCK = ROOT / "requirements.lock"


def shown(path: Path | str) -> str:
    """Return a path as a reader knows it: from the root of the book."""
    path = Path(path)
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else str(path)
