"""Hold a project to the dialect and to itself: every fault in one run."""

from __future__ import annotations

from press.check.editions import edition_faults
from press.check.exemptions import number_faults
from press.check.figures import figure_faults
from press.check.files import file_faults
from press.check.notebooks import notebook_faults, read_notebooks
from press.check.published import published_faults
from press.check.reading import read_project
from press.check.references import reference_faults
from press.check.siblings import sibling_faults
from press.check.typography import typography_faults
from press.errors import Fault
from press.project import Project

__all__ = ["check_project"]


def check_project(project: Project) -> list[Fault]:
    """Return every fault of the project's chapters, figures and notebooks, sorted by file and line.

    Reads only; runs no notebook and no external program. An empty list means that all is well.
    """
    reading = read_project(project)
    notebooks = read_notebooks(project.root)
    faults = [
        *reading.faults,
        *edition_faults(reading),
        *sibling_faults(reading),
        *reference_faults(reading),
        *published_faults(reading, notebooks),
        *figure_faults(reading, notebooks),
        *file_faults(reading),
        *typography_faults(reading),
        *number_faults(reading),
        *notebook_faults(notebooks),
    ]
    return sorted(set(faults))
