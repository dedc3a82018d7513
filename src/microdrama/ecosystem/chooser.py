"""In Jupyter: choose a survey file and see the same analysis at once."""

from __future__ import annotations

import html
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from microdrama.figure import building

if TYPE_CHECKING:
    import ipywidgets


class Chooser:
    """A file chooser in Jupyter; in the published page one sentence on how to build with a file."""

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        if building():
            said = (
                "<p>To put a survey of your own here, run <code>make book SURVEY=FILE</code>, or "
                "open this chapter in JupyterLab and choose the file.</p>"
            )
            return {"text/html": said, "text/plain": "make book SURVEY=FILE"}
        return self.widget()._repr_mimebundle_(**kwargs)

    def widget(self) -> ipywidgets.Widget:
        """Return the chooser with room for faults and for the report."""
        import ipywidgets as widgets

        upload = widgets.FileUpload(
            accept=".csv,.xlsx,.txt", multiple=False, description="Choose a survey"
        )
        said = widgets.HTML()

        def show(change: dict[str, Any]) -> None:
            if change["new"]:
                chosen = change["new"][0]
                said.value = f"<pre>{html.escape(answer(chosen['name'], chosen['content']))}</pre>"

        upload.observe(show, names="value")
        return widgets.VBox([upload, said])


def answer(name: str, content: bytes | memoryview) -> str:
    """Analyse the content of a survey file; faults come first, then the report.

    Parameters
    ----------
    name : str
        Name of the file; its ending says what it is.
    content : bytes
        The file.

    Returns
    -------
    str
        Text; one sentence if nothing can be used.
    """
    from microdrama.ecosystem.reading import SurveyError, read
    from microdrama.ecosystem.report import analyse
    from microdrama.ecosystem.words import as_text

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / Path(name).name
        path.write_bytes(bytes(content))
        try:
            survey = read(path)
        except SurveyError as error:
            return str(error).replace(f"{folder}/", "")
        lines = [str(fault) for fault in survey.faults] + list(survey.notes)
        said = "\n".join(lines).replace(f"{folder}/", "")
        return f"{said}\n\n{as_text(analyse(survey))}".lstrip()
