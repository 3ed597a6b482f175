// What lies behind and over the lines of a chart: bands with their reason, flags of publications, signs of fills.
const overlays = (() => {
  "use strict";
  const ROW = 15;
  const word = (pair) => pair[settings.language() === "zh" && pair.length > 1 ? 1 : 0];
  const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  const font = (ratio) => `${11 * ratio}px ${token("chart-font")}`;
  const TINTS = { hindsight: "hindsight", gate: "gate", phase: "phase", window: "paper" };
  const QUIET = ["end", "window"];
  const UNSAID = ["phase", "window"];
  const SIGNS = {
    buy: [[0, -6], [5, 4], [-5, 4]], sell: [[0, 6], [5, -4], [-5, -4]],
    dividend: [[0, -5], [5, 0], [0, 5], [-5, 0]], refusal: [[-4, -1], [4, -1], [4, 1], [-4, 1]], limit: [[-3, -3], [3, -3], [3, 3], [-3, 3]],
  };
  const COLOURS = { buy: "up", sell: "down", dividend: "excess", refusal: "muted", limit: "muted" };

  function within(plot, draw) {
    const { ctx, bbox } = plot;
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
    ctx.clip();
    draw(ctx, bbox, uPlot.pxRatio);
    ctx.restore();
  }

  function bands(plot, chart, isFirst) {
    within(plot, (ctx, box, ratio) => {
      ctx.font = font(ratio);
      for (const band of chart.bands) {
        const left = plot.valToPos(band.first - 0.5, "x", true);
        const wide = Math.max(plot.valToPos(band.last + 0.5, "x", true) - left, ratio);
        ctx.fillStyle = token(TINTS[band.kind]);
        ctx.fillRect(left, box.top, wide, box.height);
        const from = Math.max(left, box.left) + 5 * ratio;
        if (!isFirst || UNSAID.includes(band.kind) || ctx.measureText(word(band.label)).width + 8 * ratio > Math.min(left + wide, box.left + box.width) - from) continue;
        ctx.fillStyle = token("muted");
        ctx.fillText(word(band.label), from, box.top + box.height - 6 * ratio);
      }
    });
  }

  function marks(plot, chart, isFirst) {
    within(plot, (ctx, box, ratio) => {
      const ends = [-1, -1, -1];
      ctx.font = font(ratio);
      for (const mark of chart.marks) {
        if (mark.value !== undefined) { if (isFirst) sign(plot, ctx, ratio, mark); continue; }
        const at = plot.valToPos(mark.at, "x", true);
        if (at < box.left - 1 || at > box.left + box.width + 1) continue;
        line(ctx, at, box, ratio, mark.kind);
        if (isFirst) flag(ctx, at, box, ratio, mark, ends);
      }
    });
  }

  function line(ctx, at, box, ratio, kind) {
    ctx.strokeStyle = token(QUIET.includes(kind) ? "muted" : "ink");
    ctx.lineWidth = ratio;
    ctx.setLineDash([2 * ratio, 3 * ratio]);
    ctx.beginPath();
    ctx.moveTo(at, box.top);
    ctx.lineTo(at, box.top + box.height);
    ctx.stroke();
    ctx.setLineDash([]);
  }

  function flag(ctx, at, box, ratio, mark, ends) {
    const label = word(mark.label);
    const wide = label ? ctx.measureText(label).width + 14 * ratio : 8 * ratio;
    const turned = at + wide > box.left + box.width;
    const left = turned ? at - wide : at;
    const row = ends.findIndex((end) => left > end);
    if (row < 0 || (row && QUIET.includes(mark.kind))) return;
    ends[row] = left + wide;
    const top = box.top + row * ROW * ratio;
    ctx.fillStyle = token("paper");
    ctx.globalAlpha = 0.8;
    ctx.fillRect(left, top, wide, ROW * ratio);
    ctx.globalAlpha = 1;
    ctx.fillStyle = token(QUIET.includes(mark.kind) ? "muted" : "ink");
    const side = turned ? -1 : 1;
    if (mark.kind === "publication" || mark.kind === "thesis") {
      ctx.beginPath();
      ctx.moveTo(at, top + 2 * ratio);
      for (const [x, y] of [[7, 2], [5, 6], [7, 10], [0, 10]]) ctx.lineTo(at + side * x * ratio, top + y * ratio);
      ctx.fill();
    }
    ctx.textAlign = turned ? "right" : "left";
    ctx.fillText(label, at + side * 10 * ratio, top + 11 * ratio);
    ctx.textAlign = "left";
  }

  function sign(plot, ctx, ratio, mark) {
    const x = plot.valToPos(mark.at, "x", true);
    const y = plot.valToPos(mark.value, "y", true);
    ctx.fillStyle = token(COLOURS[mark.kind] ?? "ink");
    ctx.beginPath();
    (SIGNS[mark.kind] ?? SIGNS.limit).forEach(([right, down], k) => ctx[k ? "lineTo" : "moveTo"](x + right * ratio, y + down * ratio));
    ctx.fill();
  }

  // What happened at a session, in words: its marks, and the bands it lies in.
  function said(chart, row) {
    const there = [...chart.marks.filter((each) => each.at === row), ...chart.bands.filter((each) => each.first <= row && row <= each.last)];
    return there.map((each) => word(each.label)).filter(Boolean).join(" · ");
  }

  return { bands, marks, said, token, word };
})();
