// The front page: rows by report, segment and badge, in one of two orders, and the lines of two to four ticked strategies over one another.
(() => {
  "use strict";
  const MOST = 4;
  const COLOURS = ["segment-1", "segment-3", "segment-5", "segment-7"];
  const WIDTH = 1000, HEIGHT = 230, LEFT = 48, RIGHT = 8, TOP = 18, FOOT = 20;
  const table = document.querySelector("table.strategies");
  if (!table) return;
  const rows = [...table.tBodies[0].rows];
  const form = document.querySelector(".filters");
  const zh = () => settings.language() === "zh";

  function filter() {
    const asked = [...form.querySelectorAll("[data-filter]")];
    for (const row of rows) {
      row.hidden = !asked.every(({ dataset, value }) => !value || row.dataset[dataset.filter].split("|").includes(value));
    }
    const shown = rows.filter((row) => !row.hidden).length;
    form.querySelector(".shown").textContent = zh() ? `显示 ${shown} / ${rows.length}` : `${shown} of ${rows.length} shown`;
  }

  // By the place in the page's own order, or by the day of the report, the latest first and those without one last.
  function order() {
    const by = form.querySelector("[data-order]").value;
    const number = (row) => Number(row.dataset.number);
    const sorted = [...rows].sort((a, b) =>
      (by === "published" ? b.dataset.published.localeCompare(a.dataset.published) : 0) || number(a) - number(b));
    table.tBodies[0].append(...sorted);
    for (const heading of table.querySelectorAll("th[aria-sort]")) heading.setAttribute("aria-sort", "none");
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

  // The title of a row is a link, and plain words in a page for a mail.
  const labelOf = (box) => document.getElementById(box.getAttribute("aria-labelledby").split(" ")[1]);
  // By name of a strategy its days, its growth and that of its index.
  const data = document.getElementById("overlay");
  const lines = data ? JSON.parse(data.textContent) : {};
  function lineOf(box) {
    const [days, own, market] = lines[box.value].map((each) => numbersOf(each));
    return { name: box.value, days, own, market, title: labelOf(box).innerText };
  }
  const place = document.querySelector(".overlay");
  const boxes = [...table.querySelectorAll("input[type=checkbox]")];

  const svg = (tag, attributes, text) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    if (text !== undefined) element.textContent = text;
    return element;
  };
  const day = (number) => new Date(number * 86400000).toISOString().slice(0, 10);

  // One panel: each line an array of [day, value]; values are written by form, a rule stands at level.
  function panel(title, paths, form, level) {
    const points = paths.flat();
    const days = points.map(([at]) => at), values = [...points.map(([, value]) => value), level];
    const first = Math.min(...days), last = Math.max(...days), low = Math.min(...values), high = Math.max(...values);
    const x = (at) => LEFT + ((at - first) / (last - first || 1)) * (WIDTH - LEFT - RIGHT);
    const y = (value) => HEIGHT - FOOT - ((value - low) / (high - low || 1)) * (HEIGHT - FOOT - TOP);
    const drawn = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": title });
    drawn.append(svg("text", { x: 0, y: 12 }, title));
    drawn.append(svg("line", { class: "rule", x1: LEFT, x2: WIDTH - RIGHT, y1: y(level), y2: y(level) }));
    for (const value of new Set([low, level, high])) {
      drawn.append(svg("text", { x: LEFT - 6, y: y(value) + 4, "text-anchor": "end" }, form(value)));
    }
    drawn.append(svg("text", { x: LEFT, y: HEIGHT - 4 }, day(first)));
    drawn.append(svg("text", { x: WIDTH - RIGHT, y: HEIGHT - 4, "text-anchor": "end" }, day(last)));
    paths.forEach((path, k) => drawn.append(svg("polyline", {
      points: path.map(([at, value]) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`).join(" "),
      fill: "none", stroke: `var(--${COLOURS[k]})`, "stroke-width": 2,
    })));
    return drawn;
  }

  function overlay() {
    const ticked = boxes.filter((box) => box.checked).map(lineOf);
    for (const box of boxes) box.disabled = !box.checked && ticked.length >= MOST;
    place.hidden = ticked.length < 2;
    place.replaceChildren();
    if (place.hidden) return;
    const legend = document.createElement("ul");
    ticked.forEach((each, k) => {
      const item = document.createElement("li");
      item.style.setProperty("--line", `var(--${COLOURS[k]})`);
      item.textContent = each.title;
      legend.append(item);
    });
    const growth = ticked.map((each) => each.days.map((at, row) => [at, each.own[row] / 10]));
    const excess = ticked.map((each) => each.days.map((at, row) => [at, (each.own[row] - each.market[row]) / 10]));
    const signed = (value) => `${value > 0 ? "+" : ""}${value.toFixed(0)}`.replace("-", "\u2212");
    const command = document.createElement("code");
    command.textContent = `backtest compare ${ticked.map((each) => each.name).join(" ")} --below .`;
    const hint = document.createElement("p");
    hint.className = "quiet";
    hint.append(zh() ? "在本站文件夹中运行以下命令，可得共同交易日上的完整对比：" : "All of it on the sessions that they share, in the folder of this site: ", command);
    place.append(
      legend,
      panel(zh() ? "净值（各自基准日 = 100）" : "Growth, 100 at the base of each", growth, (value) => value.toFixed(0), 100),
      panel(zh() ? "超额（百分点）" : "Excess, points", excess, signed, 0),
      hint,
    );
  }

  table.addEventListener("change", overlay);
  document.addEventListener("settings", ({ detail }) => {
    if (detail !== "lang") return;
    options();
    filter();
    overlay();
  });
})();
