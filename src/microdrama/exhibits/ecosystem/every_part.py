"""What the chapter shows of one survey, part by part: tables, figures, and a sentence beside each.

The chapter shows the parts one by one, the file chooser all of them for a chosen file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from microdrama.ecosystem import compatible, explorers, reconstruction, views, words
from microdrama.ecosystem.scores import scores
from microdrama.show.blocks import Folded, Table
from microdrama.show.figure import Figure

if TYPE_CHECKING:
    import pandas as pd

    from microdrama.ecosystem.analysis import Analysis
    from microdrama.ecosystem.models import Regression
    from microdrama.ecosystem.survey_in_use import SurveyInUse

#: What a part consists of: blocks, figures, explorers and sentences, each as Jupyter shows it.
Part = list[Any]

_REGRESSION = {
    "Beta": ".2f",
    "B": ".2f",
    "SE": ".3f",
    "Robust SE": ".3f",
    "t": ".2f",
    "p": "s",
    "From": ".2f",
    "To": ".2f",
    "VIF": ".2f",
}


def sentences(*said: str) -> Any:
    """Return sentences as a paragraph that Jupyter and the page can show."""
    from IPython.display import Markdown

    return Markdown(" ".join(said))


@dataclass(frozen=True)
class Parts:
    """The parts of the chapter for one survey.

    Parameters
    ----------
    shown : SurveyInUse
        Whose survey it is.
    report : Analysis
        Its analysis.
    drawn : mapping of str to pandas.DataFrame
        Surveys compatible with the text, by prior.
    draw : module
        The charts of the chapter, :mod:`microdrama.charts.ecosystem`; a room draws nothing.
    """

    shown: SurveyInUse
    report: Analysis
    drawn: Mapping[str, pd.DataFrame]
    draw: Any

    @property
    def say(self) -> words.Say:
        """How numbers of this survey are said: with the mark of their kind."""
        return words.marked(self.shown.kind, self.shown.caption)

    def _kinds(self, *columns: str) -> dict[str, str]:
        return dict.fromkeys(columns, self.shown.kind)

    def _failed(self, name: str) -> Part:
        """Say why a part is missing, or nothing where all of it is there."""
        if name not in self.report.failed:
            return []
        reason = self.report.failed[name]
        return [sentences(f"{words.QUESTIONS[name]}: this cannot be computed, because {reason}")]

    def agreement(self) -> Part:
        """Show what the text asks for and what the survey gives."""
        table = Table(
            views.agreement(reconstruction.agreement(self.report)),
            label="What the text asks for and what the survey gives",
            formats={"The survey gives": "s"},
            kinds=self._kinds("The survey gives"),
        )
        return [table]

    def distributions(self) -> Part:
        """Show how the scores of the constructs are spread."""
        bars = views.distributions(self.report, self.shown.survey.answers, self.shown.kind)
        title, alt = words.spread(self.report, bars)
        figure = Figure(
            "distributions",
            partial(self.draw.distributions, bars),
            title=title,
            alt=alt,
            table=bars[["construct", "low", "high", "share"]].rename(
                columns={
                    "construct": "Construct",
                    "low": "At least",
                    "high": "Below",
                    "share": "Respondents, %",
                }
            ),
            sources=[self.shown.label],
            kinds=(self.shown.kind,),
            note=self.shown.caption,
        )
        return [figure]

    def constructs(self) -> Part:
        """Show means, deviations and reliability of the constructs."""
        table = Table(
            views.constructs(self.report),
            label="Constructs",
            formats={
                "Items": "d",
                "Respondents": ",d",
                "Mean": ".2f",
                "Standard deviation": ".2f",
                "Alpha": ".2f",
                "Omega": ".2f",
            },
            kinds=self._kinds("Mean", "Standard deviation", "Alpha", "Omega"),
        )
        return [table, sentences(words.reliable(self.report, self.say))]

    def correlations(self) -> Part:
        """Show how the constructs go together, two by two."""
        rows = views.correlations(self.shown.survey.answers)
        columns = list(rows.columns[1:])
        table = Table(
            rows,
            label="Correlations of the constructs",
            formats=dict.fromkeys(columns, "z.2f"),
            kinds=self._kinds(*columns),
        )
        n = len(scores(self.shown.survey.answers).dropna(axis="columns", how="all").dropna())
        return [
            sentences(words.correlated(rows, n, self.say)),
            Folded(f"Correlations ({len(rows)} constructs)", table),
        ]

    def regression(self) -> Part:
        """Show what goes with industry performance."""
        fit = self.report.regressions.get("industry_performance")
        if fit is None:
            return self._failed("industry")
        table = Table(
            views.regression(fit),
            label="Regression of industry performance",
            formats=_REGRESSION,
            kinds=self._kinds("Beta", "B"),
        )
        return [table, self._beside(fit)]

    def other_regressions(self) -> Part:
        """Show what goes with economic and with innovation performance."""
        outcomes = ("economic_performance", "innovation_performance")
        fits = [fit for name in outcomes if (fit := self.report.regressions.get(name))]
        shown: Part = []
        if fits:
            table = Table(
                views.regressions(fits),
                label="Regressions of economic and of innovation performance",
                formats=_REGRESSION,
                kinds=self._kinds("Beta", "B"),
            )
            shown = [table, *map(self._beside, fits)]
        return [*shown, *self._failed("economy"), *self._failed("innovation")]

    def _beside(self, fit: Regression) -> Any:
        return sentences(words.effects(fit, self.say), words.checks(fit, self.say))

    def moderation(self) -> Part:
        """Show the effect of technology by adaptability."""
        found = self.report.moderation
        if found is None:
            return self._failed("technology-algorithm")
        return [
            Table(
                views.moderation(found),
                label="Moderation of technology by adaptability",
                formats={"B": ".2f", "SE": ".3f", "t": ".2f", "p": "s"},
                kinds=self._kinds("B"),
            ),
            Table(
                views.simple_slopes(found),
                label="Slope of technology at three levels of adaptability",
                formats={
                    "Level": ".2f",
                    "Slope of technology": ".2f",
                    "Standard error": ".3f",
                    "At least": ".2f",
                    "At most": ".2f",
                },
                kinds=self._kinds("Slope of technology"),
            ),
            sentences(words.moderated(found, self.say), words.as_described(found)),
            explorers.slope_explorer(found, self.shown, self.draw.slope),
        ]

    def mediation(self) -> Part:
        """Show the way from policy to culture through symbols."""
        found = self.report.mediation
        shown: Part = self._failed("policy-culture")
        if found is not None:
            table = Table(
                views.mediation(found),
                label="Paths of the mediation",
                formats={
                    "Size": ".3f",
                    "SE": ".3f",
                    "p": "s",
                    "At least": ".3f",
                    "At most": ".3f",
                },
                kinds=self._kinds("Size"),
            )
            shown = [table, sentences(words.mediated(found, self.say))]
        if self.report.paths is not None:
            rows = partial(
                self.draw.intervals,
                label="label",
                order=explorers.PATHS,
                title="Standard deviations",
                value="value",
            )
            shown.append(explorers.mediation_explorer(self.report.paths, self.shown, rows))
        return shown

    def paths(self) -> Part:
        """Show all hypotheses at once."""
        found = self.report.paths
        if found is None:
            return self._failed("paths")
        table = Table(
            views.path_table(found),
            label="Paths of the structural equation model",
            formats={"Beta": ".2f", "Standard error": ".3f", "z": ".2f", "p": "s"},
            kinds=self._kinds("Beta"),
        )
        return [table, sentences(words.fitted(found, self.say))]

    def one_component(self) -> Part:
        """Say whether one component explains most of all answers."""
        share = self.report.one_factor
        if share is None:
            return self._failed("one-factor")
        return [sentences(words.one_component(share, self.say))]

    def compatible(self) -> Part:
        """Show where the survey sits among all that agree with the text."""
        place = views.position(self.report, self.shown.survey.answers)
        if not place:
            return [sentences("This cannot be computed: these answers carry none of the models.")]
        whose = re.sub("^the ", "The ", self.shown.label)
        counted = explorers.histograms(self.drawn, compatible.QUANTITIES)
        return [
            explorers.compatible_explorer(
                counted, compatible.QUANTITIES, place, self.draw.histogram, whose
            )
        ]

    def everything(self) -> Iterator[tuple[str, Part]]:
        """Yield all parts in the order of the chapter, each with its heading."""
        yield "What the text asks for and what the survey gives", self.agreement()
        yield "Constructs", [*self.distributions(), *self.constructs(), *self.correlations()]
        yield "Policy, technology, competition: the regression", self.regression()
        yield "The other two regressions", self.other_regressions()
        yield "Technology and algorithms: the moderation", self.moderation()
        yield "Policy, symbols, culture: the mediation", self.mediation()
        yield "All paths at once", self.paths()
        yield "One questionnaire for everything", self.one_component()
        yield "Among all surveys that agree with the text", self.compatible()
