// Tables of a page: sorted by their headings, searched, opened row by row, saved as CSV.
const tables = (() => {
  "use strict";
  const ON_PAPER = 12;
  const say = (en, zh) => `<span lang="en">${en}</span><span lang="zh">${zh}</span>`;
  const label = (element, name, en, zh) => {
    element.setAttribute(name, settings.language() === "zh" ? zh : en);
    element.setAttribute(`data-en-${name}`, en);
    element.setAttribute(`data-zh-${name}`, zh);
  };
  const made = (tag, attributes, html = "") => Object.assign(document.createElement(tag), attributes, { innerHTML: html });

  // The words of an element in the language of the page, also where it is folded away; a break is a space.
  function words(element) {
    const other = settings.language() === "zh" ? "en" : "zh";
    if (element.nodeType === Node.TEXT_NODE) return element.data;
    if (element.lang === other || element.tagName === "svg" || element.tagName === "STYLE") return "";
    return element.tagName === "BR" ? " " : [...element.childNodes].map(words).join("");
  }
  const text = (cell) => words(cell).replace(/\s+/g, " ").trim();

  // A number as a program reads it: "−1,234.5%" is -1234.5%, anything else is no number.
  function plain(written) {
    const digits = written.replace(/\u2212/g, "-").replace(/,/g, "");
    return /^[+-]?\d+(\.\d+)?%?$/.test(digits) ? digits.replace(/^\+/, "") : null;
  }
  function key(cell) {
    if (!cell) return null;
    const value = cell.dataset.value ?? text(cell);
    if (value === "" || value === "\u2013") return null;
    const number = plain(value) ?? plain(value.split(" ")[0]);
    return number === null ? (cell.dataset.value && !isNaN(value) ? Number(value) : value) : parseFloat(number);
  }
  function order(a, b) {
    if (typeof a === "number" && typeof b === "number") return a - b;
    if (typeof a === typeof b) return String(a).localeCompare(String(b), "zh-Hans-CN");
    return typeof a === "number" ? -1 : 1;
  }

  const bodyRows = (table) => [...table.tBodies].flatMap((body) => [...body.rows]).filter((row) => !row.classList.contains("opened"));
  const movable = (table) => bodyRows(table).filter((row) => !row.classList.contains("sum"));

  // Rows without a value stay last whichever way; a row that is open keeps what it opened below it.
  function sort(table, column, descending) {
    const rows = movable(table).map((row) => [key(row.cells[column]), row]);
    rows.sort(([a], [b]) => (a === null) - (b === null) || (a === null ? 0 : order(a, b) * (descending ? -1 : 1)));
    const body = table.tBodies[0];
    const sums = bodyRows(table).filter((row) => row.classList.contains("sum"));
    for (const row of [...rows.map(([, each]) => each), ...sums]) {
      const opened = row.nextElementSibling?.classList.contains("opened") ? row.nextElementSibling : null;
      body.append(row);
      if (opened) body.append(opened);
    }
    headings(table).forEach((each, k) => { if (each.hasAttribute("aria-sort")) each.setAttribute("aria-sort", k === column ? (descending ? "descending" : "ascending") : "none"); });
  }
  const headings = (table) => [...(table.tHead?.rows[table.tHead.rows.length - 1]?.cells ?? [])];

  function sortable(table) {
    headings(table).forEach((heading, column) => {
      if (heading.colSpan > 1 || heading.hasAttribute("data-unsortable") || !text(heading)) return;
      heading.setAttribute("aria-sort", "none");
      const button = made("button", { type: "button", className: "sort" });
      button.append(...heading.childNodes);
      heading.append(button);
      button.addEventListener("click", () => {
        const first = movable(table).map((row) => key(row.cells[column])).find((each) => each !== null);
        const now = heading.getAttribute("aria-sort");
        sort(table, column, now === "none" ? typeof first === "number" : now === "ascending");
      });
    });
  }

  function search(table, tools) {
    const box = made("input", { type: "search" });
    label(box, "placeholder", "Search", "搜索");
    label(box, "aria-label", "Search in this table", "在表中搜索");
    const found = made("span", { className: "found" });
    found.setAttribute("role", "status");
    box.addEventListener("input", () => {
      const asked = box.value.trim().toLowerCase();
      let kept = 0;
      for (const row of movable(table)) {
        row.hidden = asked !== "" && !row.textContent.toLowerCase().includes(asked);
        kept += row.hidden ? 0 : 1;
        if (row.nextElementSibling?.classList.contains("opened")) row.nextElementSibling.hidden = row.hidden;
      }
      found.innerHTML = asked ? say(`${kept} of ${movable(table).length}`, `${kept} / ${movable(table).length} 行`) : "";
    });
    tools.append(box, found);
  }

  // A cell for a spreadsheet: numbers as they are, words that a spreadsheet would compute with an apostrophe before them.
  function cell(each) {
    const written = each.dataset.value !== undefined && each.dataset.value !== "" ? each.dataset.value : text(each);
    const number = plain(written);
    if (number !== null) return number;
    const safe = /^[=+\-@\t\r\u2212]/.test(written) && isNaN(written) ? `'${written}` : written;
    return /[",\n;]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
  }
  function csv(table) {
    const line = (row) => [...row.cells].flatMap((each) => [cell(each), ...Array(each.colSpan - 1).fill("")]).join(",");
    const heads = table.tHead ? [...table.tHead.rows] : [];
    return "\ufeff" + [...heads, ...bodyRows(table).filter((row) => !row.hidden)].map(line).join("\r\n") + "\r\n";
  }
  function save(table) {
    const address = URL.createObjectURL(new Blob([csv(table)], { type: "text/csv;charset=utf-8" }));
    const link = made("a", { href: address, download: `${table.dataset.csv || nameOf(table)}.csv` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  }
  function nameOf(table) {
    const section = table.closest("section")?.querySelector("h2[id]")?.id ?? "table";
    const all = [...(table.closest("section") ?? document).querySelectorAll("table")];
    return all.length > 1 ? `${section}-${all.indexOf(table) + 1}` : section;
  }

  // What a row opens lies elsewhere in the page under the id in `data-opens`, or in the hidden row below it.
  function open(row, button) {
    let below = row.nextElementSibling?.classList.contains("opened") ? row.nextElementSibling : null;
    if (!below) {
      const content = document.getElementById(row.dataset.opens);
      if (!content) return;
      below = content.tagName === "TR" ? content : made("tr", { hidden: true });
      below.classList.add("opened");
      if (below !== content) {
        const place = made("td", { colSpan: [...row.cells].reduce((sum, each) => sum + each.colSpan, 0) });
        place.append(content.tagName === "TEMPLATE" ? content.content.cloneNode(true) : content);
        content.hidden = false;
        below.append(place);
      }
      row.after(below);
      below.hidden = true;
    }
    below.hidden = !below.hidden;
    button.setAttribute("aria-expanded", String(!below.hidden));
    if (!below.hidden) below.dispatchEvent(new CustomEvent("opened", { bubbles: true }));
  }
  function opening(row) {
    const first = row.cells[0];
    const button = made("button", { type: "button", className: "opener" });
    button.append(...first.childNodes);
    first.append(button);
    button.setAttribute("aria-expanded", "false");
    row.addEventListener("click", (event) => { if (!event.target.closest("a, input, button:not(.opener)")) open(row, button); });
  }

  // Paper shows the first rows of a long table and says how many there are.
  function onPaper(table) {
    const more = movable(table).length - ON_PAPER;
    if (more <= 3 || table.hasAttribute("data-whole")) return;
    table.classList.add("cut-on-paper");
    (table.closest(".scroll") ?? table).after(made("p", { className: "paper-only quiet" }, say(`${more} more rows stand in the page.`, `其余 ${more} 行见网页。`)));
  }

  // Each table has its line of tools already (reports/table_tools.py), so that nothing moves.
  for (const table of document.querySelectorAll("main .table-tools + .scroll > table")) {
    const tools = table.parentElement.previousElementSibling;
    if (table.hasAttribute("data-sortable")) {
      sortable(table);
      if (tools.classList.contains("searched")) search(table, tools);
    }
    const button = made("button", { type: "button", className: "csv" }, "CSV");
    label(button, "aria-label", "Save this table as CSV", "将此表存为 CSV");
    button.addEventListener("click", () => save(table));
    tools.append(button);
    for (const row of table.querySelectorAll("tr[data-opens]")) opening(row);
    onPaper(table);
  }
  document.documentElement.dataset.tables = "";
  return { csv, sort };
})();
