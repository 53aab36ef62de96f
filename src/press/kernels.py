"""Start and stop the kernels that run notebooks: this very Python, nothing of the user's home.

Imports nothing from the package; Jupyter's client only where a kernel is started.
"""

from __future__ import annotations

import importlib
import os
import shutil
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

STATE = ".press"
_START_SECONDS = 60
_FIXED = {
    "COLUMNS": "100",
    "LC_ALL": "C.UTF-8",
    "MPLBACKEND": "Agg",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "PYTHONHASHSEED": "0",
    "PYTHONNOUSERSITE": "1",
    "PYTHONUTF8": "1",
    "TZ": "UTC",
}


@dataclass(frozen=True)
class Kernel:
    """A running kernel: its manager, its client, and the scratch folder that goes with it."""

    manager: Any
    client: Any
    scratch: Path

    async def stop(self) -> None:
        """Kill the kernel and remove what it left; it is no error if it is dead already."""
        self.client.stop_channels()
        with suppress(RuntimeError, ProcessLookupError):
            await self.manager.shutdown_kernel(now=True)
        shutil.rmtree(self.scratch, ignore_errors=True)


async def start_kernel(root: Path) -> Kernel:
    """Start a kernel for the project and wait until it answers."""
    from jupyter_client.kernelspec import KernelSpec
    from jupyter_client.manager import AsyncKernelManager

    # Sockets have short names only, so they lie in the system's folder for temporary files.
    scratch = Path(tempfile.mkdtemp(prefix="press-"))
    manager = AsyncKernelManager(
        kernel_name="python3", transport="ipc", ip=str(scratch / "k"), connection_file=str(scratch / "connection.json")
    )
    # A spec of our own: what kernels the user has installed must not matter.
    manager._kernel_spec = KernelSpec(
        argv=[
            sys.executable, "-m", "press.kernel", "-f", "{connection_file}", "--HistoryManager.enabled=False",
            "--InteractiveShell.colors=nocolor",
        ],
        display_name="Python 3", language="python",
    )
    kernel = Kernel(manager, None, scratch)
    try:
        await manager.start_kernel(env=_environment(root, scratch), cwd=str(scratch))
        # It needs half a second by itself: time enough to load what will talk to it.
        for module in ("nbformat", "nbclient"):
            importlib.import_module(module)
        kernel = Kernel(manager, manager.client(), scratch)
        kernel.client.start_channels()
        await kernel.client.wait_for_ready(timeout=_START_SECONDS)
        kernel.client.allow_stdin = False
    except BaseException:
        await _abandon(kernel)
        raise
    return kernel


async def _abandon(kernel: Kernel) -> None:
    if kernel.client is not None:
        await kernel.stop()
        return
    with suppress(RuntimeError, ProcessLookupError):
        await kernel.manager.shutdown_kernel(now=True)
    shutil.rmtree(kernel.scratch, ignore_errors=True)


def _environment(root: Path, scratch: Path) -> dict[str, str]:
    """Only what a kernel needs, so that nothing of the user's own settings reaches a notebook."""
    own = Path(__file__).resolve().parents[1]
    paths = dict.fromkeys([str(root / "src"), str(own)])
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "VIRTUAL_ENV") if name in os.environ}
    folders = {
        "HOME": scratch, "IPYTHONDIR": scratch / "ipython", "JUPYTER_CONFIG_DIR": scratch / "jupyter",
        "JUPYTER_DATA_DIR": scratch / "jupyter", "JUPYTER_RUNTIME_DIR": scratch / "jupyter",
        "MPLCONFIGDIR": root / STATE / "matplotlib", "TMPDIR": scratch,
    }
    return {
        **kept, **_FIXED, **{name: str(folder) for name, folder in folders.items()},
        "PYTHONPATH": os.pathsep.join(paths),
    }
