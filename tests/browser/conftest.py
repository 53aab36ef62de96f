"""The built book, a browser, and the programs that check pages. What is missing skips a test, in CI it fails it."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from built_book import Book, read_book
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = {"en": "en-GB", "nb": "nb-NO"}
CHROMIUM_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


def _unavailable(what: str) -> NoReturn:
    if os.environ.get("CI") == "true":
        pytest.fail(what, pytrace=False)
    pytest.skip(what)


@pytest.fixture(scope="session")
def book() -> Book:
    """The rendered book: `_book/`, or the folder that PRESS_BOOK names."""
    folder = Path(os.environ.get("PRESS_BOOK", ROOT / "_book")).resolve()
    missing = [name for name in LANGUAGES if not any((folder / name).glob("index*.html"))]
    if missing:
        pytest.fail(f"{folder} has no home page for {', '.join(missing)}: run `make render`", pytrace=False)
    return read_book(folder, LANGUAGES)


@pytest.fixture(scope="session")
def node_modules() -> Path:
    folder = ROOT / "node_modules"
    if not (folder / "axe-core" / "axe.min.js").is_file() or not (folder / "vnu-jar").is_dir():
        _unavailable("node_modules is missing: run `npm ci`")
    return folder


@pytest.fixture(scope="session")
def java() -> str:
    program = shutil.which("java")
    if program is None:
        _unavailable("java is missing: install a Java runtime, 17 or later (Debian: default-jre-headless)")
    return program


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    if not Path(program).is_file():
        _unavailable(f"{program} is missing: install Chromium (Debian: chromium) or set CHROMIUM to its path")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, headless=True, args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture(params=sorted(LANGUAGES))
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put these tests last: Playwright keeps an event loop, beside which no notebook can run."""
    items.sort(key=lambda item: item.path.is_relative_to(Path(__file__).parent))
