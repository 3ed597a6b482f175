// Fingers and keys on a chart: one finger moves the cursor, two zoom, arrows step, + and - zoom, 0 shows all again.
const gestures = (() => {
  "use strict";
  const fingers = (figure) => {
    const down = new Map();
    let pinch = null;
    const rowAt = (x) => {
      const over = figure.plots[0]?.over.getBoundingClientRect();
      return over ? figure.from + ((x - over.left) / over.width) * (figure.to - figure.from) : 0;
    };
    const ends = () => [...down.values()].sort((a, b) => a - b);
    figure.place.addEventListener("pointerdown", (event) => {
      if (event.pointerType !== "touch") return;
      down.set(event.pointerId, event.clientX);
      pinch = down.size === 2 ? ends().map(rowAt) : null;
    });
    figure.place.addEventListener("pointermove", (event) => {
      if (!down.has(event.pointerId) || !figure.plots.length) return;
      down.set(event.pointerId, event.clientX);
      if (down.size === 1) {
        const row = Math.round(rowAt(event.clientX));
        figure.share_cursor(Math.min(Math.max(row, figure.from), figure.to));
      } else if (pinch) spread(figure, pinch, ends());
    });
    for (const end of ["pointerup", "pointercancel"]) {
      figure.place.addEventListener(end, (event) => { down.delete(event.pointerId); pinch = null; });
    }
  };

  // The two sessions that were touched first stay under the two fingers.
  function spread(figure, [early, late], [left, right]) {
    const over = figure.plots[0].over.getBoundingClientRect();
    if (right - left < 10) return;
    const each = (late - early) / (right - left);
    const first = early - (left - over.left) * each;
    figure.zoom(Math.round(first), Math.round(first + over.width * each));
  }

  const keys = (figure) => figure.place.addEventListener("keydown", (event) => {
    const { from, to, days } = figure;
    const at = figure.at ?? to;
    const step = event.shiftKey ? 5 : 1;
    const half = Math.round((to - from) / 4);
    const acts = {
      ArrowLeft: () => figure.share_cursor(Math.max(from, at - step)),
      ArrowRight: () => figure.share_cursor(Math.min(to, at + step)),
      Home: () => figure.share_cursor(from),
      End: () => figure.share_cursor(to),
      "+": () => figure.zoom(Math.max(from, at - half), Math.min(to, at + half)),
      "=": () => acts["+"](),
      "-": () => figure.zoom(from - 2 * half, to + 2 * half),
      0: () => figure.zoom(0, days.length - 1),
      Escape: () => figure.share_cursor(null),
    };
    if (!acts[event.key] || event.ctrlKey || event.metaKey || event.altKey || !figure.plots.length) return;
    event.preventDefault();
    acts[event.key]();
    figure.place.setAttribute("aria-valuetext", figure.box.querySelector(".readout").innerText);
  });

  const SAID = ["Cursor: arrow keys move it, + and - zoom, 0 shows all", "光标：方向键移动，+ 和 - 缩放，0 复位"];
  const spoken = ({ place, days }) => {
    const [en, zh] = SAID;
    const last = days.length - 1;
    const words = { "aria-label": settings.language() === "zh" ? zh : en, "data-en-aria-label": en, "data-zh-aria-label": zh };
    const state = { role: "slider", tabindex: 0, "aria-valuemin": 0, "aria-valuemax": last, "aria-valuenow": last, "aria-valuetext": days[last] };
    for (const [name, value] of Object.entries({ ...words, ...state })) place.setAttribute(name, value);
  };

  return (figure) => { spoken(figure); fingers(figure); keys(figure); };
})();
