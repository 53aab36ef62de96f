"""The web edition with nothing but a keyboard."""

from itertools import pairwise

from built_book import Book, BuiltPage
from playwright.sync_api import Page

FOCUSED = "document.activeElement"


def press_until(page: Page, key: str, selector: str, limit: int) -> None:
    """Press `key` until the focus is on `selector`; fail after `limit` presses."""
    for _ in range(limit):
        page.keyboard.press(key)
        if page.evaluate(f"{FOCUSED}.matches({selector!r})"):
            return
    raise AssertionError(f"{page.url}: {limit} times {key} do not reach {selector}")


def follow(page: Page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Enter")


def reading_order(home: BuiltPage, page: Page) -> list[str]:
    page.goto(home.url)
    return list(page.evaluate("[...document.querySelectorAll('.contents a')].map(a => a.href)"))


def led_to(book: Book, lang: str, name: str) -> dict[str, str]:
    """Where the links of a class lead, by page; a page has one at most."""
    links = [(built, link.attributes) for built in book.pages[lang] for link in built.all("a")]
    found = [(built, attributes["href"]) for built, attributes in links if attributes.get("class") == name]
    ways = {built.url: built.target(address)[0].as_uri() for built, address in found}
    assert len(ways) == len(found)
    return ways


def test_next_leads_from_the_home_page_over_every_page(book: Book, lang: str, page: Page) -> None:
    expected = reading_order(book.homes[lang], page)
    assert sorted(expected) == sorted(built.url for built in book.pages[lang])
    visited = [page.url]
    while page.locator(".turn-next").count():
        press_until(page, "Shift+Tab", ".turn-next", limit=12)
        follow(page)
        visited.append(page.url)
        assert len(visited) <= len(expected), "the way through the book goes in circles"
    assert visited == expected


def test_previous_leads_back(book: Book, lang: str, page: Page) -> None:
    expected = reading_order(book.homes[lang], page)
    assert led_to(book, lang, "turn-previous") == dict(pairwise(expected[::-1]))
    for place in (1, len(expected) // 2, len(expected) - 1):
        page.goto(expected[place])
        press_until(page, "Shift+Tab", ".turn-previous", limit=12)
        follow(page)
        assert page.url == expected[place - 1]


def test_the_arrow_keys_turn_the_page(book: Book, lang: str, page: Page) -> None:
    expected = reading_order(book.homes[lang], page)
    with page.expect_navigation():
        page.keyboard.press("ArrowRight")
    assert page.url == expected[1]
    with page.expect_navigation():
        page.keyboard.press("ArrowLeft")
    assert page.url == expected[0]


def test_the_arrow_keys_with_a_modifier_do_not_turn_the_page(book: Book, lang: str, page: Page) -> None:
    page.goto(book.homes[lang].url)
    for key in ("Control+ArrowRight", "Shift+ArrowRight", "Meta+ArrowRight"):
        page.keyboard.press(key)
    page.locator(".theme button").first.press("ArrowRight")
    page.wait_for_timeout(100)
    assert page.url == book.homes[lang].url


def test_the_language_switch_leads_to_the_same_page_and_back(book: Book, lang: str, page: Page) -> None:
    pages = book.pages[lang]
    assert led_to(book, lang, "language") == {built.url: built.alternate().as_uri() for built in pages}
    for built in (book.homes[lang], pages[len(pages) // 2], pages[-1]):
        page.goto(built.url)
        press_until(page, "Tab", ".language", limit=4)
        follow(page)
        assert page.url == built.alternate().as_uri()
        assert page.locator("html").get_attribute("lang") != book.languages[lang]
        press_until(page, "Tab", ".language", limit=4)
        follow(page)
        assert page.url == built.url


def test_the_first_tab_leads_past_the_navigation(book: Book, lang: str, page: Page) -> None:
    for built in book.pages[lang]:
        page.goto(built.url)
        page.keyboard.press("Tab")
        box = page.locator(".skip:focus").bounding_box()
        assert box and box["y"] >= 0, f"{book.name(built)}: the skip link is not seen"
        page.keyboard.press("Enter")
        assert page.evaluate(f"{FOCUSED}.tagName") == "MAIN"
        page.keyboard.press("Tab")
        after_navigation = "document.querySelector('.contents').compareDocumentPosition(document.activeElement) & 4"
        assert page.evaluate(after_navigation), f"{book.name(built)}: the focus is back in the navigation"


def test_what_has_the_focus_is_seen_to_have_it(book: Book, lang: str, page: Page) -> None:
    page.goto(book.pages[lang][-1].url)
    for _ in range(12):
        page.keyboard.press("Tab")
        style = page.evaluate(f"(({{outlineStyle: s, outlineWidth: w}}) => s + ' ' + w)(getComputedStyle({FOCUSED}))")
        assert style == "solid 3px", page.evaluate(f"{FOCUSED}.outerHTML")


def test_escape_closes_the_contents_in_a_narrow_window(book: Book, lang: str, page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(book.homes[lang].url)
    press_until(page, "Tab", ".contents summary", limit=8)
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(f"{FOCUSED}.matches('.contents a')")
    page.keyboard.press("Escape")
    assert page.locator(".contents a").first.is_hidden()
    assert page.evaluate(f"{FOCUSED}.matches('.contents summary')")


def test_what_is_wider_than_the_window_keeps_its_size_and_scrolls_by_keyboard(
    book: Book, lang: str, page: Page
) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(book.homes[lang].url)
    unreachable = (
        "[...document.querySelectorAll('.table-scroll, .figure-scroll')]"
        ".filter(r => r.scrollWidth > r.clientWidth && r.tabIndex)"
    )
    shrunk = "[...document.querySelectorAll('.figure-scroll img')].filter(i => i.clientWidth < i.naturalWidth)"
    for built in book.pages[lang]:
        page.goto(built.url)
        page.evaluate("document.fonts.ready")
        assert page.evaluate(f"{unreachable}.length") == 0, book.name(built)
        assert page.evaluate(f"{shrunk}.length") == 0, book.name(built)
