"""Time the render on a scratch copy of this tree and print the medians as a Markdown table.

    python benchmarks/render.py [--runs 5]

The copy is rendered once before anything is timed, so that the disk is warm; the tree
itself is never touched. A changed sentence is timed twice: with a preview running, which is
how an author works, and as a render that starts a process of its own. Where Quarto is on
PATH, its times stand beside ours. The first line names what the machine does in a second,
since figures from different machines compare only by such a measure.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PRESS = [sys.executable, "-m", "press", "render"]
COMPUTE = [sys.executable, "-m", "press", "compute"]
PREVIEW = [sys.executable, "-u", "-m", "press", "preview", "--edition", "en", "--port", "0"]
CHANGED = "one sentence changed in one chapter, both formats of that edition"
MADE = ("_book", ".press", "figures")
WRITTEN = "Wrote"
WATCHING = 2
"""Seconds until a preview that says where it is also watches."""
LENT = "node_modules"
"""What the set-up installed beside the tree."""


@dataclass(frozen=True)
class Case:
    """One line of the table: what is timed, its bound in seconds if it has one, a run in seconds, Quarto's commands."""

    what: str
    bound: float | None
    run: Callable[[int], float]
    quarto: list[list[str]]


def main() -> None:
    """Run every case and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5, help="runs of each case; the median is printed (default: 5)")
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory(prefix="press-bench-") as scratch:
        root = scratch_copy(Path(scratch) / "review")
        timed(PRESS, root)
        cores = len(os.sched_getaffinity(0))
        print(f"{cores} cores, {runs} runs each, medians; {yardstick():.2f} s for ten million steps\n")
        print("| what | median | range | bound | met |" + (" `quarto render` |" if quarto() else ""))
        print("|---|---|---|---|---|" + ("---|" if quarto() else ""))
        with preview(root) as wait_for:
            for case in in_preview(root, wait_for):
                print(line(case, root, runs), flush=True)
        timed(PRESS, root)
        for case in cases(root):
            print(line(case, root, runs), flush=True)
        print(memory_line(root))
    if not quarto():
        print("\nQuarto is not on PATH, so it was not timed.")


def in_preview(root: Path, wait_for: Callable[[str], None]) -> Iterator[Case]:
    """A sentence changed while the preview runs: what an author waits for, and until all is on disk."""

    def sentence(run: int, words: str) -> float:
        started = time.perf_counter()
        write_sentence(root, run)
        wait_for(words)
        seen = time.perf_counter() - started
        if words != WRITTEN:
            wait_for(WRITTEN)
        return seen

    time.sleep(WATCHING)
    sentence(0, WRITTEN)
    seen = "one sentence changed in one chapter, the preview running, until the page can be seen"
    yield Case(seen, None, lambda run: sentence(run, "can be seen"), [])
    yield Case(f"{CHANGED}, the preview running", 1.5, lambda run: sentence(run, WRITTEN), [])


def cases(root: Path) -> list[Case]:
    """What is timed as a command of its own."""
    english = [["quarto", "render", "--profile", "en"]]
    both = [*english, ["quarto", "render", "--profile", "nb"]]

    def sentence(run: int) -> float:
        write_sentence(root, run)
        return timed(PRESS, root)

    def pages(_run: int) -> float:
        clean(root)
        timed(COMPUTE, root)
        return timed(PRESS, root)

    def everything(_run: int) -> float:
        clean(root)
        return timed(PRESS, root)

    return [
        Case("nothing changed", 0.5, lambda _run: timed(PRESS, root), both),
        Case(f"{CHANGED}, by `press render`", None, sentence, english),
        Case("figures there, both editions rendered from nothing", None, pages, []),
        Case("everything from nothing, both editions", 30, everything, both),
    ]


def write_sentence(root: Path, run: int) -> None:
    """Add a sentence to the longest chapter that an author writes."""
    chapter = max(root.glob("part*/*.qmd"), key=lambda path: (".nb." not in path.name, path.stat().st_size))
    with chapter.open("a", encoding="utf-8") as handle:
        handle.write(f"\nA sentence that was not there before, for the {'again and ' * run}last time.\n")


@contextmanager
def preview(root: Path) -> Iterator[Callable[[str], None]]:
    """A running preview, as a function that waits until it says something."""
    with subprocess.Popen(PREVIEW, cwd=root, env=environment(root), stdout=subprocess.PIPE, text=True) as process:

        def wait_for(words: str) -> None:
            for said in process.stdout or ():
                if words in said:
                    return
            sys.exit("the preview has ended")

        wait_for("Preview at")
        try:
            yield wait_for
        finally:
            process.kill()


def clean(root: Path) -> None:
    """Remove what the project made."""
    for name in MADE:
        shutil.rmtree(root / name, ignore_errors=True)


def yardstick() -> float:
    """Seconds that this machine takes for a loop of ten million steps, the best of three."""
    seconds = []
    for _ in range(3):
        started, steps = time.perf_counter(), 0
        while steps < 10_000_000:
            steps += 1
        seconds.append(time.perf_counter() - started)
    return min(seconds)


def line(case: Case, root: Path, runs: int) -> str:
    """A line of the table, timed."""
    seconds = [case.run(run) for run in range(1, runs + 1)]
    middle = statistics.median(seconds)
    cells = [case.what, f"{middle:.2f} s", f"{min(seconds):.2f}–{max(seconds):.2f} s"]
    cells += ["–", "–"] if case.bound is None else [f"{case.bound:g} s", "yes" if middle < case.bound else "no"]
    if quarto():
        cells.append(f"{sum(timed(command, root) for command in case.quarto):.1f} s" if case.quarto else "–")
        timed(PRESS, root)
    return f"| {' | '.join(cells)} |"


def memory_line(root: Path) -> str:
    """The most memory that the process and all its children held at once while everything was made."""
    clean(root)
    peak = 0
    with subprocess.Popen(PRESS, cwd=root, env=environment(root), stdout=subprocess.DEVNULL) as process:
        ended = threading.Event()
        threading.Thread(target=lambda: (process.wait(), ended.set()), daemon=True).start()
        while not ended.wait(0.01):
            peak = max(peak, sum(resident(pid) for pid in family(process.pid)))
    megabytes = peak / 1e6
    met = "yes" if megabytes < 700 else "no"
    more = " – |" if quarto() else ""
    return f"| peak memory of all processes, everything from nothing | {megabytes:.0f} MB | | 700 MB | {met} |{more}"


def scratch_copy(folder: Path) -> Path:
    """What git would hold of this tree."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode("utf-8")
    for path in filter(None, listed.split("\0")):
        if (ROOT / path).is_file():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / path, folder / path)
    (folder / LENT).symlink_to(ROOT / LENT)
    return folder


def timed(command: list[str], root: Path) -> float:
    """Run a command to its end and return the seconds it took; stop if it fails."""
    started = time.perf_counter()
    done = subprocess.run(command, cwd=root, env=environment(root), capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)} ended with status {done.returncode}:\n{done.stderr}")
    return time.perf_counter() - started


def environment(root: Path) -> dict[str, str]:
    """The environment in which the copy runs its own code."""
    return {**os.environ, "PYTHONPATH": str(root / "src")}


def quarto() -> str | None:
    """Where Quarto is, if it is there."""
    return shutil.which("quarto")


def family(pid: int) -> list[int]:
    """A process and everything below it, as the system lists them now."""
    below: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                after_name = (entry / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            except OSError:
                continue
            below.setdefault(int(after_name[1]), []).append(int(entry.name))
    found = [pid]
    for one in found:
        found.extend(below.get(one, []))
    return found


def resident(pid: int) -> int:
    """The memory that a process holds by itself, in bytes: shared pages are shared out among those that map them."""
    try:
        for entry in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8").splitlines():
            if entry.startswith("Pss:"):
                return int(entry.split()[1]) * 1024
    except OSError:
        pass
    return 0


if __name__ == "__main__":
    main()
