// The front page: rows by report, segment and badge, in one of two orders, and the lines of two to four ticked strategies over one another.
(() => {
  "use strict";
  const MOST = 4;
  const COLOURS = ["segment-1", "segment-3", "segment-5", "segment-7"];
  const LEFT = 44, RIGHT = 30, TOP = 6, FOOT = 20;
  const table = document.querySelector("table.strategies");
  if (!table) return;
  const rows = [...table.tBodies[0].rows];
  const form = document.querySelector(".filters");
  const zh = () => settings.language() === "zh";

  function filter() {
    const asked = [...form.querySelectorAll("[data-filter]")];
    for (const row of rows) {
      row.hidden = !asked.every(({ dataset, value, selectedIndex }) => !selectedIndex
        || row.dataset[dataset.filter].split("|").includes("placed" in dataset ? String(selectedIndex - 1) : value));
    }
    const shown = rows.filter((row) => !row.hidden).length;
    form.querySelector(".shown").textContent = zh() ? `显示 ${shown} / ${rows.length}` : `${shown} of ${rows.length} shown`;
  }

  // By the place in the page's own order, or by the day of the report, the latest first and those without one last.
  function order() {
    const by = form.querySelector("[data-order]").value;
    const dayOf = (row) => row.querySelector("time")?.textContent ?? "";
    const sorted = [...rows].sort((a, b) =>
      (by === "published" ? dayOf(b).localeCompare(dayOf(a)) : 0) || rows.indexOf(a) - rows.indexOf(b));
    table.tBodies[0].append(...sorted);
    for (const heading of table.querySelectorAll("th[aria-sort]")) heading.setAttribute("aria-sort", "none");
  }

  // What the page holds packed: its segments in both languages; the days of all, the indices on them, and by name of a
  // strategy its index and its growth.
  const { segments, days: at, indices, lines } = JSON.parse(document.getElementById("strategies").textContent);
  for (const [en, zh] of segments) {
    const choice = Object.assign(document.createElement("option"), { textContent: en });
    choice.dataset.zh = zh;
    form.querySelector("[data-filter=segments]").append(choice);
  }

  // The page has the words of a choice in English, and the Chinese beside them.
  function options() {
    for (const each of form.querySelectorAll("option[data-zh]")) {
      each.dataset.en ??= each.textContent;
      each.textContent = each.dataset[settings.language()];
    }
  }

  options();
  form.querySelector("[data-order]").addEventListener("change", order);
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  filter();

  const nameOf = (row) => row.querySelector("small").firstChild.data;
  const days = numbersOf(at).map((each) => new Date(each * 864e5).toISOString().slice(0, 10));
  const place = document.querySelector(".overlay");
  const boxes = rows.filter((row) => lines[nameOf(row)]).map((row, k) => {
    const box = Object.assign(document.createElement("input"), { type: "checkbox", value: nameOf(row) });
    row.cells[1].id = `of-${k}`;
    box.setAttribute("aria-labelledby", `overlay-word of-${k}`);
    row.cells[0].append(box);
    return box;
  });
  const ticks = document.querySelector(".ticked");

  const made = (tag, className, text = "") => Object.assign(document.createElement(tag), { className, textContent: text });
  const svg = (tag, attributes, text = "") => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.textContent = text;
    return element;
  };
  function lineOf(box) {
    const [index, steps] = lines[box.value];
    const growth = numbersOf(steps, 1), market = numbersOf(indices[index]);
    const base = growth.findIndex((each) => each !== null);
    const excess = growth.map((each, row) => each && each - (100 * market[row]) / market[base]);
    return { name: box.value, title: box.closest("tr").cells[1].innerText.split("\n")[0], growth, excess };
  }

  // One panel: a line of each over the rows of days that any of them has; its ticks are round, a rule stands at each.
  function panel(title, all, from, level, height) {
    const to = days.length - 1, width = Math.max(place.clientWidth, 280);
    const values = [...all.flat().filter((each) => typeof each === "number"), level];
    const log = level > 0 && Math.max(...values) > 3 * Math.min(...values);
    const low = Math.min(...values), high = Math.max(...values) + (Math.max(...values) > low ? 0 : 1);
    const scale = log ? Math.log : (value) => value;
    const x = (row) => LEFT + ((row - from) / (to - from || 1)) * (width - LEFT - RIGHT);
    const y = (value) => height - FOOT - ((scale(value) - scale(low)) / (scale(high) - scale(low))) * (height - FOOT - TOP);
    const drawn = svg("svg", { width, height, role: "img", "aria-label": title });
    const words = (text, left, top, anchor) => drawn.append(svg("text", { x: left, y: top, "text-anchor": anchor }, text));
    for (const value of (log ? axes.log : axes.nice)(low, high, 6)) {
      drawn.append(svg("line", { class: value === level ? "level" : "rule", x1: LEFT, x2: width - RIGHT, y1: y(value), y2: y(value) }));
      words(axes.label(level ? value : value / 100, level ? "level" : "points"), LEFT - 6, y(value) + 4, "end");
    }
    for (const [row, label] of axes.rows(days, from, to, Math.max(2, Math.floor(width / 110)))) words(label, x(row), height - 4, "middle");
    all.forEach((line, k) => drawn.append(svg("polyline", {
      points: line.map((value, row) => typeof value === "number" && `${x(row).toFixed(1)},${y(value).toFixed(1)}`).filter(Boolean).join(" "),
      fill: "none", stroke: `var(--${COLOURS[k]})`, "stroke-width": 2,
    })));
    const cursor = svg("line", { class: "cursor", y1: TOP, y2: height - FOOT, visibility: "hidden" });
    drawn.append(cursor);
    drawn.show = (row) => {
      cursor.setAttribute("visibility", row === null ? "hidden" : "visible");
      for (const end of ["x1", "x2"]) cursor.setAttribute(end, x(row ?? to));
    };
    drawn.rowAt = (left) => Math.min(to, Math.max(from, Math.round(from + ((left - LEFT) / (width - LEFT - RIGHT)) * (to - from))));
    const box = made("figure", "");
    box.append(made("figcaption", "", title), drawn);
    return [box, drawn];
  }

  // What the lines say on a day; without one, what each of them says last.
  function read(ticked, legend, row) {
    legend.querySelector("time").textContent = row === null ? days.at(-1) : days[row];
    legend.querySelectorAll("b").forEach((each, k) => {
      const { growth, excess } = ticked[k], last = Math.min(row ?? days.length, growth.length - 1);
      each.textContent = `${axes.readOut(growth[last], "level")} (${axes.readOut(growth[last] === null ? null : excess[last] / 100, "points")})`;
    });
  }

  function overlay() {
    const ticked = boxes.filter((box) => box.checked).map(lineOf);
    for (const box of boxes) box.disabled = !box.checked && ticked.length >= MOST;
    place.hidden = ticked.length < 2;
    place.replaceChildren();
    tell(ticked.length);
    if (place.hidden) return;
    const legend = made("ul", "");
    legend.append(document.createElement("time"));
    ticked.forEach((each, k) => {
      const item = made("li", "", `${each.title} `);
      item.style.setProperty("--line", `var(--${COLOURS[k]})`);
      item.append(document.createElement("b"));
      legend.append(item);
    });
    const from = Math.min(...ticked.map(({ growth }) => growth.findIndex((each) => each !== null)));
    const panels = [
      panel(zh() ? "净值（各自基准日 = 100）" : "Growth, 100 at the base of each", ticked.map((each) => each.growth), from, 100, 260),
      panel(zh() ? "超额（百分点）" : "Excess, points", ticked.map((each) => each.excess), from, 0, 170),
    ];
    const show = (row) => { read(ticked, legend, row); for (const [, drawn] of panels) drawn.show(row); };
    for (const [, drawn] of panels) {
      drawn.addEventListener("pointermove", (event) => show(drawn.rowAt(event.offsetX)));
      drawn.addEventListener("pointerdown", (event) => show(drawn.rowAt(event.offsetX)));
      drawn.addEventListener("pointerleave", () => show(null));
    }
    show(null);
    const hint = made("p", "quiet", zh() ? "在本站文件夹中运行以下命令，可得共同交易日上的完整对比：" : "All of it on the sessions that they share, in the folder of this site: ");
    hint.append(made("code", "", `backtest compare ${ticked.map((each) => each.name).join(" ")} --below .`));
    place.append(legend, ...panels.map(([box]) => box), hint);
  }

  // The curves stand above the table: a line at the lower edge of the window says so, and leads there.
  function tell(count) {
    ticks.hidden = count === 0;
    ticks.replaceChildren(made("span", "", zh() ? `已勾选 ${count} 个` : `${count} ticked`));
    const act = (words, does) => ticks.append(Object.assign(made("button", "", words), { type: "button", onclick: does }));
    if (count > 1) act(zh() ? "查看叠加走势" : "See the curves", () => place.scrollIntoView({ block: "start" }));
    if (count === 1) ticks.append(zh() ? "再勾选一个即可叠加" : "one more and their curves are drawn");
    if (count) act(zh() ? "清除" : "Clear", () => { for (const box of boxes) box.checked = false; overlay(); });
  }

  table.addEventListener("change", overlay);
  let width = innerWidth;
  addEventListener("resize", () => { if (innerWidth !== width) { width = innerWidth; overlay(); } });
  document.addEventListener("settings", ({ detail }) => {
    if (detail !== "lang") return;
    options();
    filter();
    overlay();
  });
})();
