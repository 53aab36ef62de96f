/* Progressive enhancement only: every page reads and navigates without it. */
(function () {
  "use strict";

  const STORE = "review-colours";
  const CHOICES = ["auto", "light", "dark"];
  const root = document.documentElement;

  function storedChoice() {
    try {
      const choice = window.localStorage.getItem(STORE);
      return CHOICES.indexOf(choice) === -1 ? "auto" : choice;
    } catch (error) {
      return "auto";
    }
  }

  function rememberChoice(choice) {
    try {
      window.localStorage.setItem(STORE, choice);
    } catch (error) {
      /* Storage may be refused (file://, private window): the choice then holds for this page. */
    }
  }

  function applyChoice(choice) {
    if (choice === "auto") {
      root.removeAttribute("data-theme");
    } else {
      root.setAttribute("data-theme", choice);
    }
  }

  function setUpTheme() {
    const group = document.querySelector(".theme");
    if (!group) {
      return;
    }
    const buttons = Array.from(group.querySelectorAll("button"));
    function show(choice) {
      buttons.forEach(function (button) {
        button.setAttribute("aria-pressed", String(button.dataset.choice === choice));
      });
    }
    group.addEventListener("click", function (event) {
      const button = event.target.closest("button");
      if (button) {
        applyChoice(button.dataset.choice);
        rememberChoice(button.dataset.choice);
        show(button.dataset.choice);
      }
    });
    show(storedChoice());
    group.hidden = false;
  }

  function scrollsSideways(element) {
    for (let node = element; node && node !== document.body; node = node.parentElement) {
      if (node.scrollWidth > node.clientWidth && getComputedStyle(node).overflowX !== "visible") {
        return true;
      }
    }
    return root.scrollWidth > root.clientWidth || (window.visualViewport && window.visualViewport.scale > 1);
  }

  function turnPage(event) {
    const rel = { ArrowLeft: "prev", ArrowRight: "next" }[event.key];
    if (!rel || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) {
      return;
    }
    if (event.target.closest("input, select, textarea, [contenteditable], .theme") || scrollsSideways(event.target)) {
      return;
    }
    const link = document.querySelector(".turn a[rel=" + rel + "]");
    if (link) {
      link.click();
    }
  }

  /* In a wide window the lists stand open beside the text, and their summaries are not shown. */
  function foldsAway(menu) {
    return menu.querySelector("summary").getClientRects().length > 0;
  }

  function closeMenus(event) {
    if (event.key !== "Escape") {
      return;
    }
    Array.from(document.querySelectorAll("nav > details[open]")).filter(foldsAway).forEach(function (menu) {
      const held = menu.contains(document.activeElement);
      menu.open = false;
      if (held) {
        menu.querySelector("summary").focus();
      }
    });
  }

  function closeAfterJump(event) {
    const link = event.target.closest(".on-this-page a");
    const menu = link && link.closest("details");
    if (menu && foldsAway(menu)) {
      menu.open = false;
    }
  }

  function top(element) {
    return element.getBoundingClientRect().top;
  }

  /* The section being read is the one asked for, while its heading is in the upper third of the window; else the last
     whose heading is there or above. At the end of a page no heading can rise so far: then it is any in view. */
  function sectionBeingRead(headings, foot) {
    const atEnd = top(foot) <= window.innerHeight;
    const line = atEnd ? window.innerHeight : window.innerHeight / 3;
    const asked = headings.find(function (heading) {
      const asks = heading.id === decodeURIComponent(window.location.hash.slice(1));
      return asks && top(heading) >= 0 && top(heading) < line;
    });
    const above = headings.filter(function (heading) {
      return top(heading) <= line;
    });
    return asked || (atEnd && window.scrollY === 0 ? above[0] : above.pop());
  }

  function followSections() {
    const foot = document.querySelector(".site-footer");
    const links = new Map();
    document.querySelectorAll(".on-this-page a").forEach(function (link) {
      const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (heading) {
        links.set(heading, link);
      }
    });
    const headings = Array.from(links.keys());
    function mark() {
      const current = sectionBeingRead(headings, foot);
      links.forEach(function (link, heading) {
        if (heading === current) {
          link.setAttribute("aria-current", "location");
        } else {
          link.removeAttribute("aria-current");
        }
      });
    }
    /* Reaching far above the window, so that a heading jumped over has crossed the line too. */
    const upperThird = new IntersectionObserver(mark, { rootMargin: "1000000px 0px -66% 0px" });
    headings.forEach(function (heading) {
      upperThird.observe(heading);
    });
    new IntersectionObserver(mark).observe(foot);
    window.addEventListener("hashchange", mark);
  }

  /* What fits needs no scrolling region: no stop for the Tab key, and the head of a table may stick to the window. */
  function fitRegions() {
    document.querySelectorAll(".table-scroll, .figure-scroll").forEach(function (region) {
      region.classList.remove("fits");
      const fits = region.scrollWidth <= region.clientWidth;
      region.classList.toggle("fits", fits);
      if (fits) {
        region.removeAttribute("tabindex");
      } else {
        region.setAttribute("tabindex", "0");
      }
    });
  }

  /* A list at the side scrolls on its own only where it is longer than the window; then it takes the Tab key. */
  function fitLists() {
    document.querySelectorAll(".contents, .on-this-page").forEach(function (nav) {
      if (nav.scrollHeight <= nav.clientHeight) {
        nav.removeAttribute("tabindex");
      } else {
        nav.setAttribute("tabindex", "0");
      }
    });
  }

  function showCurrentChapter() {
    const nav = document.querySelector(".contents");
    const link = document.querySelector(".contents a[aria-current]");
    if (nav && link && nav.scrollHeight > nav.clientHeight) {
      nav.scrollTop = link.offsetTop - nav.clientHeight / 2;
    }
  }

  function start() {
    setUpTheme();
    fitRegions();
    fitLists();
    followSections();
    showCurrentChapter();
    document.addEventListener("keydown", turnPage);
    document.addEventListener("keydown", closeMenus);
    document.addEventListener("click", closeAfterJump);
    window.addEventListener("resize", function () {
      fitRegions();
      fitLists();
    });
    /* Fonts and charts have their sizes only when they are there. */
    window.addEventListener("load", fitRegions);
    if (document.fonts && document.fonts.ready) {
      document.fonts.ready.then(fitRegions);
    }
  }

  applyChoice(storedChoice());
  document.addEventListener("DOMContentLoaded", start);
})();
