(function () {
  "use strict";
  const figures = JSON.parse(document.getElementById("figures").textContent);
  const config = { displayModeBar: false, showTips: false };
  const touch = window.matchMedia("(pointer: coarse)").matches;

  // Replace "@name" under every key that ends in "color" by the style variable of that name.
  function painted(value, key, style) {
    if (typeof value === "string") {
      const isToken = /color$/.test(key) && value[0] === "@";
      return isToken ? style.getPropertyValue("--" + value.slice(1)).trim() : value;
    }
    if (Array.isArray(value)) {
      return typeof value[0] === "object" ? value.map((item) => painted(item, key, style)) : value;
    }
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, painted(item, name, style)]));
  }

  function draw() {
    const style = getComputedStyle(document.documentElement);
    for (const [id, figure] of Object.entries(figures)) {
      const place = document.getElementById(id);
      const layout = painted(figure.layout, "layout", style);
      layout.font.family = style.getPropertyValue("--chart-font").trim();
      layout.autosize = true;
      layout.dragmode = touch ? false : "zoom";
      if (place.clientWidth < 500) layout.xaxis.nticks = 4;
      Plotly.react(place, painted(figure.data, "data", style), layout, config);
    }
    document.documentElement.dataset.charts = "drawn";
  }

  function printing(on) {
    document.documentElement.classList.toggle("printing", on);
    draw();
  }

  draw();
  // Plotly follows the window, not its own place, which also changes when a scrollbar or a font arrives.
  const places = new ResizeObserver((entries) => entries.forEach((entry) => Plotly.Plots.resize(entry.target)));
  Object.keys(figures).forEach((id) => places.observe(document.getElementById(id)));
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  window.addEventListener("beforeprint", () => printing(true));
  window.addEventListener("afterprint", () => printing(false));
})();
