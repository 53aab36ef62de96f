/* Makes the table within each .interactive one that can be sorted and searched, by way of DataTables. Every row stays on
   the page; without JavaScript the table is as complete, and plain. Both ways of rendering load this file. */
(function () {
  "use strict";

  const lang = document.documentElement.lang || undefined;
  const collator = new Intl.Collator(lang, { numeric: true });
  const letters = new Intl.Collator(lang, { sensitivity: "base" });
  const NOTHING = /^[\s–—-]*$/;

  /* A cell sorts by the machine value of its number, a range by its beginning; any other by its words. */
  function sortText(cell) {
    const number = cell.querySelector("data[value]");
    return number ? number.value.split("/")[0] : cell.textContent.trim();
  }

  function sortKey(text) {
    return NOTHING.test(text) ? null : isFinite(text) ? Number(text) : text;
  }

  function compare(a, b) {
    if (typeof a === "number" && typeof b === "number") {
      return a - b;
    }
    return typeof a === typeof b ? collator.compare(a, b) : typeof a === "number" ? -1 : 1;
  }

  /* An empty cell comes last in either direction. */
  function inDirection(direction) {
    return function (a, b) {
      if (a === null || b === null) {
        return (a === null) - (b === null);
      }
      return direction * compare(a, b);
    };
  }

  /* For the search: a letter without its accent where the language of the page takes both for one. */
  function folded(text) {
    return text.replace(/[^\x00-\x7f]/g, function (letter) {
      const bare = letter.normalize("NFD").charAt(0);
      return letters.compare(letter, bare) === 0 ? bare : letter;
    });
  }

  function settings(words) {
    const rows = words.tableRows.replace("%s", "_TOTAL_").replace("%s", "_MAX_");
    return {
      autoWidth: false,
      columnDefs: [{ targets: "_all", type: "review" }],
      formatNumber: function (number) {
        return number.toLocaleString(lang);
      },
      language: {
        aria: {
          orderable: words.tableSort,
          orderableReverse: words.tableReverse,
          orderableRemove: words.tableUnsort
        },
        info: rows,
        infoEmpty: rows,
        infoFiltered: "",
        search: words.tableSearch,
        zeroRecords: words.tableNone
      },
      layout: { topStart: "search", topEnd: "info", bottomStart: null, bottomEnd: null },
      order: [],
      paging: false
    };
  }

  /* The controls stand above the region that scrolls sideways, so that they do not scroll away. */
  function placeControls(table, container) {
    const region = table.closest(".table-scroll");
    const caption = document.getElementById(table.id + "-caption");
    if (region) {
      region.before(container.querySelector(".dt-layout-row"));
    }
    if (caption) {
      document.querySelector('input[aria-controls="' + table.id + '"]').setAttribute("aria-describedby", caption.id);
    }
  }

  /* The library's sort buttons answer to Enter; a button answers to the space bar too. */
  function pressWithSpace(event) {
    if (event.key === " " && event.target.getAttribute("role") === "button") {
      event.preventDefault();
      event.target.click();
    }
  }

  /* The library takes rows that do not match off the page. On paper there are all. */
  function showAllInPrint(shown) {
    let sought = "";
    window.addEventListener("beforeprint", function () {
      sought = shown.search();
      shown.search("").draw();
    });
    window.addEventListener("afterprint", function () {
      shown.search(sought).draw();
    });
  }

  function enhance(holder) {
    const table = holder.querySelector("table");
    table.querySelectorAll("tbody > tr > *").forEach(function (cell) {
      cell.dataset.order = sortText(cell);
      cell.dataset.search = DataTable.util.escapeHtml(cell.textContent);
    });
    const shown = new DataTable(table, settings(holder.dataset));
    placeControls(table, shown.table().container());
    table.tHead.addEventListener("keydown", pressWithSpace);
    showAllInPrint(shown);
    shown.on("draw", function () {
      window.dispatchEvent(new Event("resize"));
    });
    window.dispatchEvent(new Event("resize"));
  }

  DataTable.util.diacritics(folded);
  DataTable.type("review", "search", folded);
  DataTable.type("review", "order", { pre: sortKey, asc: inDirection(1), desc: inDirection(-1) });
  document.querySelectorAll(".interactive").forEach(enhance);
})();
