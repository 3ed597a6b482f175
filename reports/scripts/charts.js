// Time series of a page: each figure holds panels over one axis of sessions, with one cursor and one line that reads it out.
(() => {
  "use strict";
  const charts = JSON.parse(document.getElementById("charts").textContent);
  const DAY = 86400;
  const word = (pair) => pair[settings.language() === "zh" && pair.length > 1 ? 1 : 0];
  const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

  const forms = {
    level: (v) => v.toFixed(1),
    percent: (v) => `${v > 0 ? "+" : ""}${(v * 100).toFixed(1)}%`.replace("-", "\u2212"),
    points: (v) => `${v > 0 ? "+" : ""}${(v * 100).toFixed(1)}`.replace("-", "\u2212"),
    count: (v) => v.toFixed(0),
    money: (v) => v.toLocaleString("en", { maximumFractionDigits: 0 }),
  };

  function days(chart) {
    let day = chart.first;
    return [day, ...chart.steps.map((step) => (day += step))].map((each) => each * DAY);
  }

  function stacked(series) {
    const total = series[0].values.map(() => 0);
    return series.map((each) => each.values.map((value, row) => (total[row] += value ?? 0)));
  }

  function shade(plot, chart, x) {
    const { ctx, bbox } = plot;
    ctx.save();
    for (const band of chart.bands) {
      const left = plot.valToPos(x[band.first], "x", true);
      const right = plot.valToPos(x[band.last], "x", true);
      ctx.fillStyle = token("hindsight");
      ctx.fillRect(left, bbox.top, right - left, bbox.height);
    }
    ctx.strokeStyle = token("ink");
    ctx.setLineDash([2, 3]);
    for (const mark of chart.marks) {
      const at = plot.valToPos(x[mark.at], "x", true);
      ctx.beginPath();
      ctx.moveTo(at, bbox.top);
      ctx.lineTo(at, bbox.top + bbox.height);
      ctx.stroke();
    }
    ctx.restore();
  }

  function options(chart, panel, x, place, last) {
    const series = panel.series.map((each) => ({
      label: word(each.label),
      stroke: token(panel.stacked ? "paper" : each.colour),
      width: panel.stacked ? 0.4 : each.width,
      dash: each.dashed ? [6, 4] : undefined,
      fill: panel.stacked || each.filled ? token(each.colour) + (panel.stacked ? "" : "33") : undefined,
      fillTo: 0,
      points: { show: false },
      paths: each.stepped ? uPlot.paths.stepped({ align: 1 }) : undefined,
    }));
    return {
      width: place.clientWidth,
      height: panel.height + (last ? 28 : 6),
      legend: { show: false },
      cursor: { sync: { key: chart.place }, y: false, drag: { x: true, y: false } },
      scales: { x: { time: true }, y: { distr: panel.log ? 3 : 1 } },
      axes: [
        { show: last, stroke: token("muted"), grid: { show: false }, size: 28 },
        {
          size: 56,
          stroke: token("muted"),
          grid: { stroke: token("rule"), width: 1 },
          values: (_, splits) => splits.map((v) => (v === null ? "" : forms[panel.form](v))),
        },
      ],
      series: [{}, ...series],
      hooks: { drawClear: [(plot) => shade(plot, chart, x)] },
    };
  }

  function draw(chart) {
    const figure = document.getElementById(chart.place);
    const place = figure.querySelector(".plots");
    place.replaceChildren();
    const x = days(chart);
    figure.plots = chart.panels.map((panel, k) => {
      const values = panel.stacked ? stacked(panel.series) : panel.series.map((each) => each.values);
      return new uPlot(options(chart, panel, x, place, k === chart.panels.length - 1), [x, ...values], place);
    });
    figure.classList.add("drawn");
  }

  function drawAll() {
    charts.forEach(draw);
    document.documentElement.dataset.charts = "drawn";
  }

  drawAll();
  document.addEventListener("settings", drawAll);
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
  const places = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      for (const plot of target.plots ?? []) plot.setSize({ width: target.querySelector(".plots").clientWidth, height: plot.height });
    }
  });
  for (const chart of charts) places.observe(document.getElementById(chart.place));
})();
