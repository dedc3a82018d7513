"""In Jupyter: choose a survey file and see the chapter's analysis of it at once."""

from __future__ import annotations

import html
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from microdrama.ecosystem.reading import SurveyError, read
from microdrama.ecosystem.survey_in_use import SurveyInUse, survey_from_file
from microdrama.intake import files
from microdrama.intake.faults import one_a_line
from microdrama.show.blocks import Group
from microdrama.show.figure import building

if TYPE_CHECKING:
    import ipywidgets


class SurveyChooser:
    """A file chooser in Jupyter; in the published page one sentence on how to build with a file.

    Parameters
    ----------
    parts : callable
        From whose survey it is to what the chapter shows of it, each part with its heading.
    """

    def __init__(self, parts: Callable[[SurveyInUse], Iterable[tuple[str, Group]]]) -> None:
        self._parts = parts

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        if building():
            instructions = (
                "<p>To put a survey of your own here, run <code>make book SURVEY=FILE</code>, or "
                "open this chapter in JupyterLab and choose the file.</p>"
            )
            return {"text/html": instructions, "text/plain": "make book SURVEY=FILE"}
        return self.widget()._repr_mimebundle_(**kwargs)

    def widget(self) -> ipywidgets.Widget:
        """Return the chooser with room for faults, and for the tables and figures."""
        import ipywidgets as widgets
        from IPython.display import Markdown

        upload = widgets.FileUpload(
            accept=".csv,.tsv,.txt,.xlsx,.xls,.ods,.sav,.dta",
            multiple=False,
            description="Choose a survey",
        )
        forget = widgets.Button(description="Forget it")
        messages, place = widgets.HTML(), widgets.Output()

        def show(change: dict[str, Any]) -> None:
            if not change["new"]:
                return
            chosen, place.outputs = change["new"][0], ()
            faults, survey = keep(chosen["name"], chosen["content"])
            messages.value = f"<pre>{html.escape(faults)}</pre>"
            if survey is None:
                return
            messages.value += f"<p>{html.escape(survey.label)} {_KEPT}</p>"
            for heading, group in self._parts(survey):
                for exhibit in (Markdown(f"### {heading}"), *group.parts):
                    place.append_display_data(exhibit)

        def bring_back(_: object) -> None:
            files.keep("survey", None)
            messages.value, place.outputs = f"<p>{_FORGOTTEN}</p>", ()

        upload.observe(show, names="value")
        forget.on_click(bring_back)
        return widgets.VBox([widgets.HBox([upload, forget]), messages, place])


_KEPT = (
    "is analysed below, and kept: “Run all cells” now puts it through the whole chapter, until "
    "you forget it here or build the book."
)

_FORGOTTEN = "Your file is forgotten: “Run all cells” shows the reconstructed survey again."


def keep(name: str, content: bytes | memoryview) -> tuple[str, SurveyInUse | None]:
    """Keep a survey file for the chapter, if it can be read.

    Parameters
    ----------
    name : str
        Name of the file; its ending says what it is.
    content : bytes
        The file.

    Returns
    -------
    str, SurveyInUse or None
        What is wrong with it or was left out, one sentence a line; and the survey, or None if
        nothing can be used. Then the file that was kept before stays.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / Path(name).name
        path.write_bytes(bytes(content))
        try:
            survey = read(path, name=path.name)
        except SurveyError as error:
            return str(error), None
        lines = "\n".join(one_a_line(survey.faults, survey.notes))
        if not survey.usable:
            return lines, None
        files.keep("survey", path)
    return lines, survey_from_file(survey)
