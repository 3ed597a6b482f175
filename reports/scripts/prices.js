// Prices of names (reports/charts/alike.py): a row that opens gets its chart, made from the frame that all of them share.
(() => {
  "use strict";
  // "bought 15,600 at 51.55", in each language.
  function said(pair, count, value) {
    if (count === null) return pair;
    const [shares, price] = [count.toLocaleString("en"), value.toLocaleString("en", { minimumFractionDigits: 2, maximumFractionDigits: 3 })];
    return [`${pair[0]}: ${shares} at ${price}`, `${pair[1] ?? pair[0]}：${shares} 股，价格 ${price}`];
  }
  function marks(alike) {
    const values = numbersOf(alike.value ?? "", 3);
    const counts = numbersOf(alike.count ?? "");
    return numbersOf(alike.at).map((at, k) => {
      const value = values[k] ?? null;
      const mark = { at, kind: alike.kind, label: said(alike.label, counts[k] ?? null, value) };
      return value === null ? mark : { ...mark, value };
    });
  }

  const all = JSON.parse(document.getElementById("prices").textContent);
  const days = numbersOf(all.days).map((day) => new Date(day * 864e5).toISOString().slice(0, 10));

  function whole(packed) {
    let k = 0;
    const panels = all.panels.map((panel) => ({ ...panel, series: panel.series.map((each) => ({ ...each, steps: packed.steps[k++] })) }));
    return { place: `${packed.place}-chart`, days: days.slice(packed.first), panels, bands: [], marks: packed.marks.flatMap(marks) };
  }

  for (const packed of all.charts) {
    const place = Object.assign(document.createElement("div"), { id: packed.place, hidden: true, className: "price" });
    document.getElementById("price-frame").after(place);
    place.dataset.price = packed.place;
  }
  document.addEventListener("opened", ({ target }) => {
    const place = target.querySelector("[data-price]");
    if (!place || place.firstElementChild) return;
    const packed = all.charts.find((each) => each.place === place.dataset.price);
    place.append(document.getElementById("price-frame").content.cloneNode(true));
    const figure = place.firstElementChild;
    figure.id = `${packed.place}-chart`;
    for (const name of ["aria-label", "data-en-aria-label", "data-zh-aria-label"]) figure.setAttribute(name, packed.label[0]);
    document.dispatchEvent(new CustomEvent("chart", { detail: whole(packed) }));
  });
})();
