"""Prepare a shared kernel for the next notebook, as if it were a fresh one.

Runs inside the kernel. Imports :mod:`press.guard`; whatever the notebooks use is touched
only if an earlier one has loaded it.
"""

from __future__ import annotations

import gc
import json
import os
import random
import sys
import warnings
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from press import guard

STAGE = "PRESS_STAGE"
SESSION = "session.json"
PUBLISHED = "published.jsonl"


@dataclass(frozen=True)
class Session:
    """What a notebook under ``press compute`` is told: where it is and what it may read.

    ``tables`` are those it declares, ``allowed`` paths relative to ``root``; ``languages`` are
    short codes, the first being the one that Jupyter shows.
    """

    root: str
    notebook: str
    tables: tuple[str, ...]
    allowed: tuple[str, ...]
    languages: tuple[str, ...]

    def write(self, stage: Path) -> None:
        """Leave the session in the staging folder, where :func:`read` finds it."""
        (stage / SESSION).write_text(json.dumps(self.__dict__, sort_keys=True), encoding="utf-8")

    @property
    def name(self) -> str:
        """The notebook's name without folder and extension."""
        return Path(self.notebook).stem


def read(stage: Path) -> Session:
    """Read the session of a staging folder."""
    held = json.loads((stage / SESSION).read_text(encoding="utf-8"))
    tables, allowed, languages = (tuple(held[name]) for name in ("tables", "allowed", "languages"))
    return Session(held["root"], held["notebook"], tables, allowed, languages)


def begin(stage: str) -> None:
    """Clear what an earlier notebook left, then watch over the one of this staging folder."""
    guard.disarm()
    session = read(Path(stage))
    _restore_process()
    _forget_project_modules(session.root)
    _reset_libraries()
    os.environ[STAGE] = stage
    os.chdir(Path(session.root) / Path(session.notebook).parent)
    _reset_namespace()
    _leave_to_stay()
    guard.arm(session.root, session.notebook, session.allowed)


def _restore_process() -> None:
    os.environ.clear()
    os.environ.update(_ENVIRONMENT)
    warnings.filters[:] = _FILTERS  # type: ignore[index]
    warnings.simplefilter("default", append=True)
    random.seed(0)


def _forget_project_modules(root: str) -> None:
    """Modules of the project keep state of their own; they are cheap to load again."""
    own = os.path.realpath(root) + os.sep
    for name, module in list(sys.modules.items()):
        place = getattr(module, "__file__", None)
        if place and os.path.realpath(place).startswith(own) and not _keeps(name, place):
            del sys.modules[name]


def _keeps(name: str, place: str) -> bool:
    packages = os.path.realpath(sys.prefix) + os.sep
    return name.partition(".")[0] == "press" or os.path.realpath(place).startswith(packages)


def _reset_libraries() -> None:
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close("all")
    if "matplotlib" in sys.modules:
        sys.modules["matplotlib"].rcdefaults()
    if "pandas" in sys.modules:
        _reset_pandas(sys.modules["pandas"])
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed(0)
        sys.modules["numpy"].set_printoptions(**_NUMPY_PRINTS)


def _reset_pandas(pandas: ModuleType) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        pandas.reset_option("all")


def _reset_namespace() -> None:
    from IPython import get_ipython

    shell = get_ipython()
    if shell is not None:
        shell.reset(new_session=True)


def _leave_to_stay() -> None:
    """What is left are libraries, which need not be searched for garbage while the notebook runs."""
    gc.collect()
    gc.freeze()


_NUMPY_PRINTS: dict[str, Any] = {
    "precision": 8, "threshold": 1000, "edgeitems": 3, "linewidth": 75, "suppress": False, "sign": "-"
}
_ENVIRONMENT = dict(os.environ)
_FILTERS = list(warnings.filters)
