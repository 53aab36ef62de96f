"""The printing works: builds a two-language review from data, notebooks and chapters.

``press`` knows nothing of any subject. It reads a project of the shape that
``docs/architecture.md`` describes, runs its notebooks, holds its chapters to the
dialect, and renders each edition as HTML and PDF.
"""

__version__ = "1.0.0"
