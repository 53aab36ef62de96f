"""The preview serves the pages, renders when a file is saved, and outlives faults."""

from __future__ import annotations

import queue
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest
from conftest import SECOND, Run, append, contents

PATIENCE = 30


@dataclass
class Preview:
    """A running preview: its port, and the lines that it says."""

    root: Path
    port: int
    said: queue.Queue[str]

    def get(self, path: str) -> tuple[HTTPResponse, bytes]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", path)
        response = connection.getresponse()
        return response, response.read()

    def events(self, path: str) -> HTTPResponse:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", path)
        return connection.getresponse()

    def waits_for(self, what: str) -> str:
        """The next line that holds these words."""
        while True:
            line = self.said.get(timeout=PATIENCE)
            assert line, "the preview has ended"
            if what in line:
                return line


def _hear(process: subprocess.Popen[str], said: queue.Queue[str]) -> None:
    for line in process.stdout or ():
        said.put(line)
    said.put("")


@contextmanager
def preview(root: Path, *options: str) -> Iterator[Preview]:
    command = [sys.executable, "-u", "-m", "press", "preview", "--port", "0", *options]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        said: queue.Queue[str] = queue.Queue()
        threading.Thread(target=_hear, args=(process, said), daemon=True).start()
        running = Preview(root, 0, said)
        try:
            running.port = int(running.waits_for("Preview at").split(":")[2].partition("/")[0])
            yield running
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                raise


@pytest.fixture
def serving(project: Path) -> Iterator[Preview]:
    with preview(project) as running:
        yield running


def script_of(page: bytes) -> str:
    """Where the script that the preview adds asks for events."""
    return page.decode().partition('new EventSource("')[2].partition('"')[0]


def test_the_script_that_reloads_is_in_what_is_served_and_not_on_disk(serving: Preview) -> None:
    response, body = serving.get(f"/en/{SECOND}.html")
    assert response.status == 200
    assert script_of(body).startswith("/press-events?")
    assert not [path for path, page in contents(serving.root / "_book").items() if b"EventSource" in page]


def test_the_folder_of_an_edition_is_served_as_its_home_page(serving: Preview) -> None:
    assert b"EventSource" in serving.get("/en/")[1]


def test_a_pdf_is_served_as_it_is(serving: Preview) -> None:
    response, body = serving.get("/en/review.pdf")
    assert response.headers["Content-Type"] == "application/pdf"
    assert body == (serving.root / "_book" / "en" / "review.pdf").read_bytes()


def test_what_lies_outside_the_book_is_not_served(serving: Preview) -> None:
    assert serving.get("/../_quarto.yml")[0].status == 404


def test_a_saved_sentence_can_be_seen_before_the_pdfs_are_set_and_is_on_disk_after(serving: Preview) -> None:
    time.sleep(0.5)
    append(serving.root, f"{SECOND}.qmd", "\nA saved sentence.\n")
    serving.waits_for("The pages can be seen")
    assert b"A saved sentence." in serving.get(f"/en/{SECOND}.html")[1]
    serving.waits_for("Wrote")
    assert b"A saved sentence." in (serving.root / "_book" / "en" / f"{SECOND}.html").read_bytes()


def test_what_another_render_writes_is_served(serving: Preview) -> None:
    time.sleep(0.5)
    append(serving.root, f"{SECOND}.qmd", "\nA saved sentence.\n")
    serving.waits_for("Wrote")
    page = serving.root / "_book" / "en" / f"{SECOND}.html"
    page.write_bytes(page.read_bytes().replace(b"A saved sentence.", b"Another sentence."))
    assert b"Another sentence." in serving.get(f"/en/{SECOND}.html")[1]


def test_a_saved_sentence_is_rendered_and_the_page_is_told(serving: Preview) -> None:
    page = f"/en/{SECOND}.html"
    events = serving.events(script_of(serving.get(page)[1]))
    time.sleep(0.5)
    saved = time.perf_counter()
    append(serving.root, f"{SECOND}.qmd", "\nA saved sentence.\n")
    line = events.readline()
    assert line == b"data: rendered\n"
    assert time.perf_counter() - saved < 10
    assert b"A saved sentence." in serving.get(page)[1]


def test_a_page_that_was_loaded_before_the_last_render_is_told_at_once(serving: Preview) -> None:
    asks = script_of(serving.get("/en/index.html")[1])
    time.sleep(0.5)
    append(serving.root, "index.qmd", "\nA saved sentence.\n")
    serving.waits_for("Wrote")
    assert serving.events(asks).readline() == b"data: rendered\n"


def test_after_a_fault_it_serves_on_and_recovers(serving: Preview) -> None:
    chapter = serving.root / f"{SECOND}.qmd"
    good = chapter.read_text(encoding="utf-8")
    time.sleep(0.5)
    chapter.write_text(good + "\n@fig-none\n", encoding="utf-8")
    serving.waits_for("nothing in the book has the id 'fig-none'")
    assert serving.get(f"/en/{SECOND}.html")[0].status == 200
    chapter.write_text(good + "\nMended.\n", encoding="utf-8")
    serving.waits_for("Wrote")
    assert b"Mended." in serving.get(f"/en/{SECOND}.html")[1]


def test_it_begins_even_with_a_fault(project: Path) -> None:
    append(project, f"{SECOND}.qmd", "\n@fig-none\n")
    with preview(project) as running:
        assert running.get("/en/index.html")[0].status == 200


def test_it_names_the_home_page_of_the_edition_that_was_asked_for(project: Path) -> None:
    append(project, "index.nb.qmd", "\nNytt.\n")
    with preview(project, "-e", "nb") as running:
        assert b"Nytt." in running.get("/nb/index.nb.html")[1]


def test_a_port_in_use_is_an_error(project: Path, run: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = run(project, "preview", "--port", str(taken.getsockname()[1]))
    assert done.returncode == 1
    assert "cannot be used" in done.stderr
    assert "Choose another with --port" in done.stderr


def test_an_interrupt_ends_it(project: Path) -> None:
    with preview(project) as running:
        port = running.port
    with pytest.raises(ConnectionRefusedError):
        HTTPConnection("127.0.0.1", port).connect()
