"""Start an IPython kernel with nothing that running a notebook to its end does not need.

Run as ``python -m press.kernel -f CONNECTION_FILE``.
"""

from __future__ import annotations

import gc
import sys

_COLLECT = (50_000, 20, 50)
"""Objects between collections of garbage: Python's own 700 cost a tenth of the time where charts are drawn."""


def main() -> None:
    """Serve one kernel until it is shut down."""
    gc.set_threshold(*_COLLECT)
    # The debugger costs a quarter of the start; the kernel does without if it cannot be imported.
    sys.modules["debugpy"] = None  # type: ignore[assignment]
    from ipykernel.kernelapp import IPKernelApp

    IPKernelApp.launch_instance()


if __name__ == "__main__":
    main()
