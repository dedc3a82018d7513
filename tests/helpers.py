"""What the tests of several rooms share: data packages to spoil, Vega to ask, a parser."""

from __future__ import annotations

import csv
import html
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from fractions import Fraction
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from microdrama.evidence import validation
from microdrama.evidence.intervals import read
from microdrama.evidence.quantities import Quantity
from microdrama.package import DataPackage, Fault, current, table, using
from microdrama.paths import DATAPACKAGE, ROOT


def quantity(printed: str, unit: str = "titles", comparator: str = "=", **more: Any) -> Quantity:
    """Return a number of nobody's, as printed; ``year``, ``label`` and ``id`` may be given."""
    shown = f"{'' if comparator == '=' else f'{comparator} '}{printed} {unit}".strip()
    label = more.pop("label", "Someone")
    return Quantity(more.pop("id", printed), label, shown, read(printed, comparator), unit, **more)


#: What a claim without a number is.
NOTHING = Quantity("a2020-b", "Someone", "", None, "")


def rounded(value: Fraction, places: int, up: bool = True) -> str:
    """Print a number as a text does, by exact arithmetic; halves go away from zero or towards it.

    Rounding halves to even is one of the two in every case.
    """
    units, rest = divmod(abs(value.numerator) * 10**places, value.denominator)
    units += 2 * rest > value.denominator or (up and 2 * rest == value.denominator)
    digits = f"{units:0{places + 1}d}"
    body = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return f"-{body}" if value < 0 and units else body


class Package(DataPackage):
    """A data package in a folder of its own, whose cells a test may change.

    Rows are counted as a spreadsheet counts them: the header is row 1.
    """

    def cells(self, name: str) -> list[dict[str, str]]:
        """Return the rows of a table as they stand in the file."""
        with self.path(name).open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def write(self, name: str, rows: Iterable[Mapping[str, str]]) -> None:
        """Write a table, described as the book's own is."""
        if name not in self.description:
            self._describe(name)
        fields = self.description[name]["schema"]["fields"]
        path = self.path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, [field["name"] for field in fields], restval="")
            writer.writeheader()
            writer.writerows(rows)
        self.forget()

    def _describe(self, name: str) -> None:
        path = self.folder / DATAPACKAGE
        package = json.loads(path.read_text("utf-8"))
        package["resources"].append(DataPackage().description[name])
        path.write_text(json.dumps(package), "utf-8")
        self.forget()

    def change(self, name: str, row: int, **cells: str) -> None:
        rows = self.cells(name)
        rows[row - 2].update(cells)
        self.write(name, rows)

    def add(self, name: str, **cells: str) -> int:
        """Append a row and return its number."""
        rows = [*self.cells(name), cells]
        self.write(name, rows)
        return len(rows) + 1

    def all_faults(self) -> list[Fault]:
        """Return what the description and the evidence find wrong, read anew."""
        self.forget()
        with using(self):
            return validation.faults()

    def only_fault(self) -> Fault:
        """Return the one fault of the package; a package with more or none fails the test."""
        found = self.all_faults()
        assert len(found) == 1, "\n".join(map(str, found)) or "no fault was found"
        assert found[0].message.strip(), "the fault says nothing"
        return found[0]


def write_texts(folder: Path) -> None:
    """Write full texts that have all that is copied from them; the real ones stay elsewhere.

    The body is the quotes of the claims. What citations and reports quote stands behind the list:
    numbers in it need not stand in the quote of a claim.
    """
    copied = {
        "claims": "quote",
        "references": "entry",
        "citations": "quote",
        "reporting": "quote",
        "theory_uses": "words",
        "wordings": "quote",
    }
    frames = {name: table(name) for name in copied if name in current().description}
    for key in table("texts")["key"]:
        body, listed, *behind = (
            "\n".join(frame.loc[frame["source"] == key, copied[name]])
            for name, frame in frames.items()
        )
        heading = "\nReferences\n" if listed else ""
        text = "\n".join([f"{body}{heading}{listed}", *behind])
        (folder / f"{key}.txt").write_text(text, "utf-8")


def _figure(figure_id: str, value: str, unit: str, year: str, **cells: str) -> dict[str, str]:
    return {
        "id": figure_id,
        "topic": "market",
        "measure": "market value",
        "value": value,
        "comparator": "=",
        "unit": unit,
        "period": year,
        "start": f"{year}-01-01",
        "end": f"{year}-12-31",
        "forecast": "false",
        "definition": "all of it",
        "publisher": "The Bureau",
        "reference": "pub2021",
        "quote": f"it was {value}",
        "grade": "A",
        **cells,
    }


def _claim(claim_id: str, quote: str, **cells: str) -> dict[str, str]:
    return {
        "id": claim_id,
        "source": claim_id.partition("-")[0],
        "section": "Results",
        "kind": "statistic",
        "statement": f"What {claim_id} says.",
        "quote": quote,
        **cells,
    }


def _work(work_id: str, position: str, entry: str, **cells: str) -> dict[str, str]:
    return {
        "id": work_id,
        "source": work_id.partition("-")[0],
        "position": position,
        "entry": entry,
        "outlet": "A Press",
        "language": "en",
        "type": "book",
        "about": "culture and theory",
        **cells,
    }


def _citation(source: str, cited: str, quote: str, reference: str, **cells: str) -> dict[str, str]:
    return {
        "source": source,
        "section": "Results",
        "cited": cited,
        "reference": reference,
        "quote": quote,
        "for_what": "what it says",
        "direct_quote": "false",
        **cells,
    }


#: A package of a few invented rows under the book's own description of its tables.
LITTLE: dict[str, list[dict[str, str]]] = {
    "texts": [
        {
            "key": key,
            "short": short,
            "authors": f"A. {short}",
            "title": f"On {short}",
            "year": year,
            "kind": "article",
            "gives": "numbers",
        }
        for key, short, year in (("alpha2020", "Alpha", "2020"), ("beta2021", "Beta", "2021"))
    ],
    "claims": [
        _claim(
            "alpha2020-before",
            "there were 398 titles in 2021",
            comparator="=",
            value="398",
            unit="titles",
            period="2021",
        ),
        _claim(
            "alpha2020-after",
            "there were 2,775 titles in 2022",
            comparator="=",
            value="2,775",
            unit="titles",
            period="2022",
        ),
        _claim(
            "alpha2020-growth",
            "a rise of nearly 600% in one year",
            comparator="≈",
            value="600",
            unit="%",
        ),
        _claim(
            "beta2021-after",
            "we count 2,775 titles",
            comparator="=",
            value="2,775",
            unit="titles",
            period="2022",
        ),
        _claim("beta2021-theory", "symbols make identities", kind="theory"),
        _claim("beta2021-spare", "nothing rests on this row", kind="finding"),
    ],
    "spellings": [
        {"term": "微短剧", "pinyin": "wēi duǎnjù", "english": "", "also": "microdrama"},
        {
            "term": "投流",
            "pinyin": "tóu liú",
            "english": "paid traffic; buying",
            "also": "",
        },
    ],
    "links": [
        {
            "from": "alpha2020-growth",
            "to": "beta2021-theory",
            "relation": "supports",
            "note": "It does.",
        },
        {
            "from": "beta2021-after",
            "to": "alpha2020-after",
            "relation": "supports",
            "note": "The same count.",
        },
    ],
    "checks": [
        {
            "claim": "alpha2020-growth",
            "check": "growth",
            "inputs": "alpha2020-before alpha2020-after",
            "chapter": "evolution",
            "note": "One year.",
        },
        {
            "claim": "beta2021-after",
            "check": "texts",
            "inputs": "alpha2020-after",
            "chapter": "evolution",
        },
        {"claim": "alpha2020-after", "check": "published", "inputs": "F1", "chapter": "evolution"},
    ],
    # One text cites by author and year, the other by number; one work is in both lists.
    "references": [
        _work(
            "alpha2020-old1990",
            "1",
            "Old, A. B. (1990). *On signs: A view*. A Press.",
            authors="Old, A. B.",
            year="1990",
            title="On signs: A view",
        ),
        _work(
            "alpha2020-new2019",
            "2",
            "New, C., & Other, D. (2019). Short dramas. *A Journal*.",
            authors="New, C., & Other, D.",
            year="2019",
            title="Short dramas",
            outlet="A Journal",
            type="article",
            about="micro-drama",
        ),
        _work(
            "beta2021-old1990",
            "1",
            "A. B. Old, *On Signs – A View*, A Press, 1990.",
            authors="A. B. Old",
            year="1990",
            title="On Signs – A View",
        ),
        _work(
            "beta2021-bureau",
            "2",
            "The Bureau, [Online source].",
            authors="The Bureau",
            title="[Online source]",
            outlet="The Bureau",
            type="web",
            about="other",
        ),
    ],
    "criteria": [
        {
            "criterion": name,
            "short": name,
            "asks": f"What of {name}?",
            "coreq": str(order),
            "srqr": f"S{order}",
            "order": str(order),
        }
        for order, name in enumerate(("sampling", "extracts", "saturation"), 1)
    ],
    "reporting": [
        {
            "source": "beta2021",
            "criterion": name,
            "extent": extent,
            "quote": quote,
            "note": "Invented.",
        }
        for name, extent, quote in (
            ("sampling", "in full", "we asked whom we knew"),
            ("extracts", "in part", "one said “never”"),
            ("saturation", "not at all", ""),
        )
    ],
    "citations": [
        _citation(
            "alpha2020",
            "Old, 1990",
            "signs can be read (Old, 1990)",
            "alpha2020-old1990",
            claims="alpha2020-growth alpha2020-before",
        ),
        _citation(
            "alpha2020",
            "Old (1991)",
            "as Old (1991) has it, “all is sign”",
            "alpha2020-old1990",
            claims="alpha2020-growth",
            direct_quote="true",
        ),
        _citation(
            "alpha2020",
            "The Ministry",
            "The Ministry counts 2,775 titles",
            "",
            claims="alpha2020-after alpha2020-growth",
        ),
        _citation(
            "beta2021",
            "[1]",
            "symbols make identities [1]",
            "beta2021-old1990",
            claims="beta2021-theory",
        ),
        _citation("beta2021", "(p. 7)", "“signs are made” (p. 7)", "", direct_quote="true"),
    ],
    "figures": [
        _figure("F1", "2775", "titles", "2022"),
        _figure("F2", "37.39", "billion RMB", "2023"),
    ],
    "events": [
        {
            "id": "E1",
            "start": "2022-11-01",
            "end": "2022-11-30",
            "precision": "month",
            "lane": "policy",
            "event": "A rule is made",
            "region": "China",
            "publisher": "The Bureau",
            "reference": "pub2021",
            "quote": "a rule was made",
            "grade": "A",
        }
    ],
    "conversions": [
        {
            "id": "C1",
            "figure": "F2",
            "rmb": "37.39",
            "usd": "5.31",
            "unit": "billion",
            "year": "2023",
            "reference": "pub2021",
            "quote": "37.39 billion yuan ($5.31 billion)",
        }
    ],
}

BIBLIOGRAPHY = "".join(
    f"@misc{{{key},\n  title = {{On {key}}},\n  year = {{2021}},\n}}\n"
    for key in ("alpha2020", "beta2021", "pub2021")
)


_SAID = re.compile(r'aria-label="@@([^"]*)"')


def vega_values(
    rows: list[dict[str, Any]],
    transforms: list[dict[str, str]],
    columns: list[str],
    settings: Mapping[str, Any] | None = None,
) -> list[dict[str, Any]]:
    """Run Vega transforms in Vega itself and read the values back, one dict a row.

    Each value becomes the description of a point, since Vega has no other way out and a text
    would be measured, which takes long; a letter and a bar around it keep its type and the
    spaces at its ends.
    """
    import vl_convert

    read = {
        "type": "symbol",
        "from": {"data": "cells"},
        "encode": {
            "enter": {
                "description": {
                    "signal": "'@@' + (isString(datum.value) ? 's' : 'v') + datum.value + '|'"
                },
                "size": {"value": 1},
            }
        },
    }
    cells = [{"type": "fold", "fields": columns}]
    specification = {
        "signals": [{"name": name, "value": value} for name, value in (settings or {}).items()],
        "data": [
            {"name": "base", "values": rows},
            {"name": "derived", "source": "base", "transform": transforms},
            {"name": "cells", "source": "derived", "transform": cells},
        ],
        "marks": [read],
    }
    drawn = vl_convert.vega_to_svg(specification)
    texts = [_parsed(html.unescape(text)) for text in _SAID.findall(drawn)]
    assert len(texts) % len(columns) == 0
    return [
        dict(zip(columns, texts[start : start + len(columns)], strict=True))
        for start in range(0, len(texts), len(columns))
    ]


def _parsed(text: str) -> Any:
    kind, value = text[0], text[1:-1]
    if kind == "s":
        return value
    named = {"true": True, "false": False, "null": None, "undefined": None}
    return named[value] if value in named else float(value)


class Outline(HTMLParser):
    """The elements of a piece of HTML with their attributes, and its text."""

    _VOID = frozenset({"img", "source", "input", "br", "meta", "link", "hr"})

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(markup)
        self.close()
        assert not self._open, f"not closed: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in self._VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open and self._open.pop() == tag, f"</{tag}> closes nothing"

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def run_python(code: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a few lines in a fresh interpreter."""
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, **environment},
        check=False,
    )


_SEEN = """
import json, sys
from playwright.sync_api import sync_playwright
from axe_playwright_python.sync_playwright import Axe
found = {"asked": []}
with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=sys.argv[2], args=["--no-sandbox"])
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.on("request", lambda request: found["asked"].append(request.url.split("/")[-1]))
    page.goto("file://" + sys.argv[1])
    found["wide"] = page.evaluate("document.documentElement.scrollWidth")
    found["axe"] = [one["id"] for one in Axe().run(page).response["violations"]]
    found["sheets"] = page.pdf(prefer_css_page_size=True).count(b"/Type /Page\\n")
    browser.close()
print(json.dumps(found))
"""


def seen_on_a_phone(path: Path) -> dict[str, Any]:
    """Return what a page asks for, its width, its barriers, and the sheets it takes in print.

    In a process of its own: the browser tests keep a browser open in this one.
    """
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    browser = next(filter(None, map(shutil.which, names)))
    done = run_python(_SEEN, str(path), browser)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
