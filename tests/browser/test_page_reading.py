"""Every page in a real browser: quiet, offline, narrow, without scripts, in both colour schemes and on paper."""

from collections.abc import Iterator
from contextlib import contextmanager

from built_book import Book, BuiltPage
from playwright.sync_api import Browser, BrowserContext, Page

NAVIGATION = [".site-header .tools", ".contents", ".on-this-page", ".turn", ".skip"]
PAPER, NIGHT = "rgb(255, 255, 255)", "rgb(17, 24, 30)"


@contextmanager
def listening(page: Page) -> Iterator[list[str]]:
    """Collects what a quiet page never has: console errors, exceptions, failed requests, requests off the disk."""
    faults: list[str] = []
    page.on("console", lambda m: faults.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("requestfailed", lambda request: faults.append(f"failed: {request.url}"))
    page.on("request", lambda r: None if r.url.startswith(("file:", "data:")) else faults.append(f"asked for {r.url}"))
    yield faults


def background(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))


def test_every_page_opens_without_error_or_network(book: Book, lang: str, page: Page) -> None:
    with listening(page) as faults:
        for built in book.pages[lang]:
            page.goto(built.url, wait_until="load")
            page.evaluate("document.fonts.ready")
    assert faults == []


def test_the_listener_hears_an_error(page: Page) -> None:
    with listening(page) as faults:
        page.set_content("<script>console.error('heard'); missing();</script>")
        page.wait_for_timeout(50)
    assert any("heard" in fault for fault in faults)
    assert any("missing" in fault for fault in faults)


def test_the_folder_of_an_edition_leads_to_its_home_page(book: Book, lang: str, page: Page) -> None:
    page.goto((book.folder / lang / "index.html").as_uri())
    page.wait_for_url(book.homes[lang].url)


def test_the_text_is_set_in_the_fonts_of_the_book(book: Book, lang: str, page: Page) -> None:
    page.goto(book.homes[lang].url)
    loaded = page.evaluate(
        "document.fonts.ready.then(f => [...f].filter(x => x.status == 'loaded').map(x => x.family))"
    )
    assert {name.strip('"') for name in loaded} == {"Review Serif", "Review Sans"}


def test_no_page_scrolls_sideways_at_320_pixels(book: Book, lang: str, page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    assert [book.name(built) for built in book.pages[lang] if too_wide(page, built)] == []


def too_wide(page: Page, built: BuiltPage) -> bool:
    page.goto(built.url)
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))


def test_every_page_works_without_scripts(book: Book, lang: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=False)
    page = context.new_page()
    for built in book.pages[lang]:
        page.goto(built.url)
        assert page.locator("main h1").is_visible()
        assert page.locator(".contents a").first.is_visible()
        assert page.locator(".language").is_visible()
        assert page.locator(".theme").is_hidden(), "a control that does nothing"
    context.close()


def test_the_contents_open_without_scripts_in_a_narrow_window(book: Book, lang: str, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 700}, java_script_enabled=False)
    page = context.new_page()
    page.goto(book.homes[lang].url)
    link = page.locator(".contents a").last
    assert link.is_hidden()
    page.locator(".contents summary").press("Enter")
    assert link.is_visible()
    context.close()


def test_the_colours_follow_the_system(book: Book, lang: str, page: Page) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(book.homes[lang].url)
    assert background(page) == PAPER
    page.emulate_media(color_scheme="dark")
    assert background(page) == NIGHT


def test_a_choice_of_colours_holds_on_the_next_page(book: Book, lang: str, page: Page) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(book.pages[lang][0].url)
    page.locator(".theme [data-choice=dark]").press("Enter")
    page.goto(book.pages[lang][-1].url)
    assert background(page) == NIGHT
    assert page.locator(".theme [aria-pressed=true]").get_attribute("data-choice") == "dark"
    page.locator(".theme [data-choice=auto]").press("Enter")
    assert background(page) == PAPER


def test_a_refused_store_breaks_nothing(book: Book, lang: str, context: BrowserContext) -> None:
    context.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused'); } })")
    page = context.new_page()
    with listening(page) as faults:
        page.goto(book.homes[lang].url)
        page.locator(".theme [data-choice=dark]").click()
    assert faults == []
    assert background(page) == NIGHT


def test_paper_shows_the_text_and_no_navigation(book: Book, lang: str, page: Page) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    for built in book.pages[lang]:
        page.goto(built.url)
        assert page.locator("main h1").is_visible()
        assert [s for s in NAVIGATION if any(e.is_visible() for e in page.locator(s).all())] == []
        assert background(page) == PAPER


def test_the_section_being_read_is_marked(book: Book, lang: str, page: Page) -> None:
    built = max(book.pages[lang], key=lambda candidate: len(candidate.headings()))
    page.goto(built.url)
    marked = "a => document.querySelector('.on-this-page [aria-current]')?.getAttribute('href') === a"
    links = page.locator(".on-this-page a")
    for n in (links.count() - 1, links.count() // 2, 0):
        address = links.nth(n).get_attribute("href") or ""
        page.goto(f"{built.url}{address}")
        page.wait_for_function(marked, arg=address)


def test_a_section_jumped_into_is_marked(book: Book, lang: str, page: Page) -> None:
    built = max(book.pages[lang], key=lambda candidate: len(candidate.headings()))
    page.set_viewport_size({"width": 1280, "height": 300})
    page.goto(built.url)
    links = page.locator(".on-this-page a")
    middle = links.nth(links.count() // 2).get_attribute("href")
    page.evaluate("a => scrollTo(0, document.getElementById(a.slice(1)).getBoundingClientRect().top)", middle)
    page.wait_for_function("a => document.querySelector(`.on-this-page [href='${a}'][aria-current]`)", arg=middle)
