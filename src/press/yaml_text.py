"""Read YAML safely, and ten times faster where libyaml came with the package.

Imports nothing from the package.
"""

from __future__ import annotations

from typing import Any

import yaml

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load_yaml(text: str) -> Any:
    """Return what a text in YAML says; raise :class:`yaml.YAMLError`."""
    return yaml.load(text, Loader=_Loader)  # noqa: S506 - a safe loader
