// All fills of a run as rows of their table, made when a reader comes near it: the page holds the newest alone.
(() => {
  "use strict";
  const table = document.getElementById("fills");
  const body = table.tBodies[0];
  const SIDES = [["sell", "\u5356\u51fa"], ["buy", "\u4e70\u5165"]];
  const plain = (digits) => (value) => value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const whole = plain(0);
  const cents = plain(2);

  // Two digits that count, as the newest rows have them: 24%, 5.3%, 0.0021%.
  function ofVolume(percent) {
    const digits = percent > 0 ? 1 - Math.floor(Math.log10(percent)) : 0;
    return `${plain(Math.min(Math.max(digits, 0), 4))(percent)}%`;
  }

  function span(language, text) {
    const made = document.createElement("span");
    made.lang = language;
    made.textContent = text;
    return made;
  }

  function cell(row, written, tag = "td") {
    const made = row.appendChild(document.createElement(tag));
    if (tag === "th") made.scope = "row";
    made.append(...[written].flat());
  }

  function rowOf(fills, k) {
    const row = document.createElement("tr");
    const symbol = fills.symbols[fills.symbol[k]];
    const name = fills.names[fills.symbol[k]];
    const code = span("", name ? symbol : "");
    code.className = "code";
    const value = Math.round(fills.quantity[k] * fills.price[k] * 100) / 100;
    const share = fills.share[k];
    if (fills.early[k]) row.className = "hindsight";
    cell(row, new Date(fills.day[k] * 86400000).toISOString().slice(0, 10), "th");
    cell(row, [span("zh-Hans", name || symbol), " ", code]);
    cell(row, SIDES[fills.buy[k]].map((word, each) => span(["en", "zh"][each], word)));
    for (const number of [whole(fills.quantity[k]), cents(fills.price[k]), whole(value), cents(fills.fees[k])]) cell(row, number);
    cell(row, share === null ? "\u2013" : ofVolume(share));
    return row;
  }

  const DECIMALS = { day: 0, symbol: 0, buy: 0, quantity: 0, price: 4, fees: 2, share: 4, early: 0 };
  function unpacked() {
    const fills = JSON.parse(document.getElementById("fills-data").textContent);
    for (const [name, decimals] of Object.entries(DECIMALS)) fills[name] = numbersOf(fills[name], decimals);
    return fills;
  }

  function fill() {
    const fills = unpacked();
    const newest = body.rows.length;
    const older = document.createDocumentFragment();
    for (let k = fills.day.length - newest - 1; k >= 0; k -= 1) {
      const row = rowOf(fills, k);
      row.classList.add("beyond-paper");
      older.append(row);
    }
    body.append(older);
    document.documentElement.dataset.fills = "";
    table.dispatchEvent(new CustomEvent("rows", { bubbles: true }));
  }

  const near = new IntersectionObserver((seen) => {
    if (!seen.some((each) => each.isIntersecting)) return;
    near.disconnect();
    fill();
  }, { rootMargin: "400px" });
  near.observe(table);
})();
