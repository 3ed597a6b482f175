// Time series of a page: each figure holds panels over one axis of sessions, with one cursor and one line that reads it out.
(() => {
  "use strict";
  const charts = JSON.parse(document.getElementById("charts").textContent);
  const { token } = overlays;
  const AXIS = 26;
  const figures = new Map();

  function daysOf(chart) {
    if (chart.days) return chart.days;
    if (chart.days_of) return figures.get(chart.days_of).days;
    let day = chart.first;
    return [day, ...chart.steps.map((step) => (day += step))].map((each) => new Date(each * 864e5).toISOString().slice(0, 10));
  }

  // Series in the order in which they are drawn: the first on top of the others, of stacked ones the highest at the back.
  function layers(panel) {
    if (!panel.stacked) return panel.series.map((each) => [each, each.values]).reverse();
    const total = panel.series[0].values.map(() => 0);
    return panel.series.map((each) => [each, each.values.map((value, row) => (total[row] += value ?? 0))]).reverse();
  }

  const isLog = (panel) => panel.form === "level" && !panel.zero && (settings.value("scale") === "auto" ? Boolean(panel.log) : settings.value("scale") === "log");

  function range(panel, low, high) {
    if (low === null || high === null) return [0, 1];
    if (panel.zero || panel.stacked) [low, high] = [Math.min(low, 0), Math.max(high, 0)];
    if (!(high > low)) { const room = Math.abs(low || 1) * 0.1; return [low - room, high + room]; }
    if (isLog(panel) && low > 0) { const room = (high / low) ** 0.04; return [low / room, high * room]; }
    const room = panel.stacked ? 0 : (high - low) * 0.04;
    return [low - (low ? room : 0), high + (high ? room : 0)];
  }

  function line([series, values], panel) {
    return {
      stroke: token(panel.stacked ? "paper" : series.colour),
      width: panel.stacked ? 0.4 : series.width,
      dash: series.dashed ? [6, 4] : undefined,
      fill: panel.stacked ? token(series.colour) : series.filled ? token(series.colour) + "33" : undefined,
      fillTo: 0,
      points: { show: false },
      paths: series.stepped ? uPlot.paths.stepped({ align: 1 }) : undefined,
    };
  }

  function options(figure, panel, k, place) {
    const last = k === figure.chart.panels.length - 1;
    const drawn = layers(panel);
    const text = `11px ${token("chart-font")}`;
    return {
      width: figure.place.clientWidth,
      height: place.clientHeight,
      padding: [8, 8, last ? 0 : 4, 0],
      legend: { show: false },
      cursor: {
        y: false,
        drag: { x: true, y: false, setScale: false, dist: 5 },
        points: { show: !panel.stacked, size: 7 },
        bind: { dblclick: () => () => figure.zoom(0, figure.days.length - 1) },
      },
      scales: { x: { time: false, range: () => [figure.from, figure.to] }, y: { distr: isLog(panel) ? 3 : 1, range: (_, low, high) => range(panel, low, high) } },
      axes: [
        {
          show: last, stroke: token("muted"), font: text, grid: { show: false }, ticks: { stroke: token("rule"), size: 4 }, size: AXIS,
          splits: () => figure.ticks().map(([row]) => row),
          values: () => figure.ticks().map(([, label]) => label),
        },
        {
          size: 54, stroke: token("muted"), font: text, grid: { stroke: token("rule"), width: 1 }, ticks: { show: false },
          splits: (plot, _, low, high) => (isLog(panel) && low > 0 ? axes.log : axes.nice)(low, high, Math.max(4, Math.floor(plot.bbox.height / uPlot.pxRatio / 36))),
          values: (_, splits) => splits.map((value) => axes.label(value, panel.form)),
          filter: (_, splits) => splits,
        },
      ],
      bands: panel.between ? [{ series: panel.between.map((at) => drawn.length - at), fill: token(panel.series[panel.between[0]].colour) + "33" }] : undefined,
      series: [{}, ...drawn.map((each) => line(each, panel))],
      hooks: {
        drawClear: [(plot) => overlays.bands(plot, figure.chart, k === 0)],
        draw: [(plot) => overlays.marks(plot, figure.chart, k === 0)],
        setCursor: [(plot) => { if (!figure.silent) share(figure, plot.cursor.left < 0 ? null : plot.posToIdx(plot.cursor.left)); }],
        setSelect: [(plot) => {
          const { left, width } = plot.select;
          if (width < 5) return;
          plot.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
          figure.zoom(plot.posToIdx(left), plot.posToIdx(left + width));
        }],
      },
    };
  }

  // The cursor of one chart is that of all that show the same sessions.
  function share(from, row) {
    for (const figure of figures.values()) if (figure.days === from.days) figure.point(row);
  }

  function figureOf(chart) {
    const box = document.getElementById(chart.place);
    for (const panel of chart.panels) for (const each of panel.series) each.values = numbersOf(each.steps, panel.digits);
    const days = daysOf(chart);
    const figure = { chart, box, days, place: box.querySelector(".plots"), plots: [], from: 0, to: days.length - 1, at: null, silent: false };

    figure.ticks = () => {
      const wide = figure.place.clientWidth - 62;
      const near = (row) => ((figure.to - row) / Math.max(figure.to - figure.from, 1)) * wide < 20;
      return axes.rows(days, figure.from, figure.to, Math.max(2, Math.floor(wide / 76))).filter(([row]) => !near(row));
    };
    figure.draw = () => {
      const places = [...box.querySelectorAll(".plot")];
      figure.plots.forEach((plot) => plot.destroy());
      const x = days.map((_, row) => row);
      figure.plots = chart.panels.map((panel, k) => new uPlot(options(figure, panel, k, places[k]), [x, ...layers(panel).map(([, values]) => values)], places[k]));
      box.plots = figure.plots;
      box.classList.add("drawn");
      figure.point(figure.at);
      figure.mark();
    };
    figure.point = (row) => {
      figure.at = row;
      const shown = row ?? figure.to;
      box.querySelector(".readout time").textContent = days[shown];
      const read = chart.panels.flatMap((panel) => panel.series.map((series) => axes.readOut(series.values[shown], panel.form)));
      box.querySelectorAll(".readout b").forEach((each, k) => { each.textContent = read[k]; });
      box.querySelector(".happened").textContent = row === null ? "" : overlays.said(chart, row);
      figure.place.setAttribute("aria-valuenow", shown);
      figure.silent = true;
      for (const plot of figure.plots) plot.setCursor(row === null ? { left: -10, top: -10 } : { left: plot.valToPos(row, "x"), top: 5 }, false);
      figure.silent = false;
    };
    figure.zoom = (first, last) => {
      const [low, high] = [Math.max(0, Math.min(first, last)), Math.min(days.length - 1, Math.max(first, last))];
      if (high - low < 4) return;
      [figure.from, figure.to] = [low, high];
      for (const plot of figure.plots) plot.setScale("x", { min: low, max: high });
      figure.point(figure.at !== null && figure.at >= low && figure.at <= high ? figure.at : null);
      figure.mark();
    };
    figure.mark = () => {
      const { from, to } = figure;
      const whole = from === 0 && to === days.length - 1;
      box.querySelector("[data-reset]").disabled = whole;
      for (const each of box.querySelectorAll("[data-range]")) {
        const start = startOf(each.dataset.range, days);
        each.setAttribute("aria-pressed", String(to === days.length - 1 && from === start && (start > 0 || each.dataset.range === "all")));
      }
      const shown = chart.panels.some(isLog) ? "log" : "linear";
      for (const each of box.querySelectorAll("[data-scale-button]")) each.setAttribute("aria-pressed", String(each.dataset.scaleButton === shown));
    };
    return figure;
  }

  // The base of a range: the last session on or before the day from which it counts.
  function startOf(name, days) {
    if (name === "all") return 0;
    const end = new Date(`${days.at(-1)}T00:00:00Z`);
    if (name === "ytd") end.setUTCMonth(0, 0);
    else end.setUTCMonth(end.getUTCMonth() - Number(name));
    const day = end.toISOString().slice(0, 10);
    return Math.max(0, days.findLastIndex((each) => each <= day));
  }

  // The buttons of a chart that has none: those of the first one in the page, as far as they say something here.
  function tools({ box, chart }) {
    const copied = !box.querySelector(".chart-tools") && document.querySelector(".chart-tools").cloneNode(true);
    if (!copied) return;
    const scaled = chart.panels.some((panel) => panel.form === "level" && !panel.zero);
    for (const each of copied.querySelectorAll("[data-scale-button]")) each.hidden = !scaled;
    box.querySelector(".chart-head").append(copied);
  }

  function wire(figure) {
    tools(figure);
    for (const each of figure.box.querySelectorAll("[data-range]")) each.addEventListener("click", () => figure.zoom(startOf(each.dataset.range, figure.days), figure.days.length - 1));
    for (const each of figure.box.querySelectorAll("[data-scale-button]")) each.addEventListener("click", () => settings.set("scale", each.dataset.scaleButton));
    figure.box.querySelector("[data-reset]").addEventListener("click", () => figure.zoom(0, figure.days.length - 1));
    figure.share_cursor = (row) => share(figure, row);
    gestures(figure);
  }

  const seen = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting && !target.plots) figures.get(target.id).draw();
    if (!document.documentElement.dataset.charts) performance.mark("charts drawn");
    document.documentElement.dataset.charts = "drawn";
  }, { rootMargin: "300px" });
  const sized = new ResizeObserver((entries) => requestAnimationFrame(() => {
    for (const { target } of entries) {
      const figure = figures.get(target.closest(".chart").id);
      if (figure.plots.length && target.clientWidth > 0 && figure.plots[0].width !== target.clientWidth) figure.draw();
    }
  }));
  function add(chart) {
    const figure = figureOf(chart);
    figures.set(chart.place, figure);
    wire(figure);
    seen.observe(figure.box);
    sized.observe(figure.place);
  }
  charts.forEach(add);
  document.addEventListener("chart", ({ detail }) => add(detail));
  const redraw = () => { for (const figure of figures.values()) if (figure.plots.length) figure.draw(); };
  document.addEventListener("settings", redraw);
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
})();
