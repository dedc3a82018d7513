"""An explorer in Jupyter: live ipywidgets, off the grid too."""

from __future__ import annotations

import html
from functools import partial
from typing import TYPE_CHECKING

from microdrama.show.controls import Choice, Control
from microdrama.show.figure import VEGALITE, WIDE

if TYPE_CHECKING:
    import ipywidgets

    from microdrama.show.explorer import Explorer, Settings


def explorer_widget(explorer: Explorer) -> ipywidgets.Widget:
    """Return the controls of an explorer with its sentence and its chart."""
    import ipywidgets as widgets
    from IPython.display import display

    controls = {control.name: _widget(control) for control in explorer.controls}
    sentence, picture = widgets.HTML(), widgets.Output()
    back = [(widgets.Button(description=words), settings) for words, settings in explorer.ways_back]

    def update(_: object = None) -> None:
        settings = {name: control.value for name, control in controls.items()}
        sentence.value = html.escape(explorer.sentence(settings))
        with picture:
            picture.clear_output(wait=True)
            display({VEGALITE: explorer.specification(WIDE, settings)}, raw=True)

    def lead(settings: Settings, _: object) -> None:
        for name, value in settings.items():
            controls[name].value = value

    for control in controls.values():
        control.observe(update, names="value")
    for button, settings in back:
        button.on_click(partial(lead, settings))
    update()
    heading = widgets.HTML(f"<b>{html.escape(explorer.title)}</b> {html.escape(explorer.tries)}")
    buttons = widgets.HBox([button for button, _ in back])
    return widgets.VBox([heading, *controls.values(), buttons, sentence, picture])


def _widget(control: Control) -> ipywidgets.Widget:
    import ipywidgets as widgets

    style = {"description_width": "22em"}
    layout = widgets.Layout(width="46em", max_width="100%")
    if isinstance(control, Choice):
        options = [(label, value) for value, label in control.options]
        return widgets.Dropdown(
            options=options,
            value=control.default,
            description=control.label,
            style=style,
            layout=layout,
        )
    return widgets.FloatSlider(
        value=control.default,
        min=control.low,
        max=control.high,
        step=control.step,
        description=f"{control.label} ({control.unit})",
        readout_format=control.spec,
        continuous_update=True,
        style=style,
        layout=layout,
    )
