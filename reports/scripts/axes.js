// Numbers, days and ticks of charts as they are written; the twin of reports/charts/ticks.py and written.py.
const axes = (() => {
  "use strict";
  const MINUS = "\u2212";
  const signed = (value, digits) => {
    const text = Math.abs(value).toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
    return Number(value.toFixed(digits)) === 0 ? text : (value < 0 ? MINUS : "+") + text;
  };
  const plain = (value, digits) => value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });

  const forms = {
    level: (v) => plain(v, 1),
    percent: (v) => `${signed(v * 100, 1)}%`,
    share: (v) => `${plain(v * 100, 1)}%`.replace("-", MINUS),
    points: (v, zh) => signed(v * 100, 1) + (zh ? " 个百分点" : " points"),
    price: (v) => plain(v, 2),
    count: (v) => plain(v, 0),
    number: (v) => plain(v, 1).replace(/\.0$/, ""),
    money: (v, zh) => (zh ? `${plain(v / 1e4, 1)} 万` : plain(v, 0)),
  };

  function readOut(value, form) {
    return value === null || value === undefined ? "\u2013" : forms[form](value, settings.language() === "zh");
  }

  function label(value, form) {
    if (!["percent", "points", "share"].includes(form)) return String(Number(value.toPrecision(6))).replace("-", MINUS);
    const share = Number((value * 100).toPrecision(6));
    return (share > 0 && form !== "share" ? "+" : "") + String(share).replace("-", MINUS) + (form === "points" ? "" : "%");
  }

  function nice(low, high, most) {
    const power = 10 ** Math.floor(Math.log10((high - low) / most));
    for (const multiple of [1, 2, 5, 10, 20, 50]) {
      const step = multiple * power;
      const first = Math.ceil(low / step - 1e-9);
      const last = Math.floor(high / step + 1e-9);
      if (last - first < most) return Array.from({ length: last - first + 1 }, (_, k) => Number(((first + k) * step).toFixed(12)));
    }
    return [];
  }

  function log(low, high, most) {
    let found = [];
    for (const steps of [[1], [1, 3], [1, 2, 5], [1, 1.5, 2, 3, 5, 7]]) {
      const ticks = [];
      for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) {
        ticks.push(...steps.map((each) => Number((each * 10 ** power).toPrecision(6))).filter((each) => each >= low && each <= high));
      }
      if (ticks.length > most) break;
      found = ticks;
    }
    return found.length >= 3 ? found : nice(low, high, most);
  }

  // Rows from first to last that are labelled: first sessions of months or years, of a short stretch single days.
  function rows(days, first, last, most) {
    const whole = [];
    for (let row = Math.max(first, 1); row <= last; row++) if (days[row].slice(0, 7) !== days[row - 1].slice(0, 7)) whole.push(row);
    for (const months of [1, 2, 3, 6, 12, 24, 60]) {
      const kept = whole.filter((row) => (Number(days[row].slice(0, 4)) * 12 + Number(days[row].slice(5, 7)) - 1) % months === 0);
      if (kept.length > most) continue;
      if (kept.length >= 2) return kept.map((row) => [row, days[row].slice(0, months % 12 === 0 ? 4 : 7)]);
      break;
    }
    const step = Math.max(1, Math.ceil((last - first + 1) / most));
    const kept = [];
    for (let row = first; row <= last; row += step) kept.push([row, days[row]]);
    return kept;
  }

  return { readOut, label, nice, log, rows };
})();
