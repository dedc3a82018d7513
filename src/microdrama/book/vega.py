"""Vega for the published page, from the version that draws the pictures."""

from __future__ import annotations

from pathlib import Path

from microdrama.book.drawing import DRAWN, VEGALITE_VERSION

_SNIPPET = "window.vegaEmbed = vegaEmbed;"


def bundle() -> Path:
    """Return the script with Vega, made once for each version of vl-convert.

    Returns
    -------
    Path
        A script of about 0.9 MB (0.3 MB compressed) that defines ``window.vegaEmbed``.
    """
    import vl_convert

    path = DRAWN / f"vega-{vl_convert.__version__}.js"
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            vl_convert.javascript_bundle(_SNIPPET, vl_version=VEGALITE_VERSION), "utf-8"
        )
    return path
