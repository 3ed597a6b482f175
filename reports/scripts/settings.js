// Language, theme, colours and scale of a page: what the reader chose last, before anything is painted.
const settings = (() => {
  "use strict";
  const root = document.documentElement;
  const NAMES = ["lang", "theme", "colours", "scale"];
  const key = (name) => `backtest-${name}`;
  root.dataset.script = "";
  function stored(name) {
    try { return localStorage.getItem(key(name)); } catch { return null; }
  }
  function set(name, value) {
    root.dataset[name] = value;
    if (name === "lang") root.lang = value === "zh" ? "zh-Hans" : "en";
    try { localStorage.setItem(key(name), value); } catch { /* a page from a mail has no storage */ }
    document.dispatchEvent(new CustomEvent("settings", { detail: name }));
  }
  // Words in attributes: the page has the English and beside it the Chinese, and both are kept where they change.
  function relabel() {
    const language = root.dataset.lang;
    for (const name of ["aria-label", "title", "placeholder", "data-label"]) {
      for (const each of document.querySelectorAll(`[data-zh-${name}]:not([data-en-${name}])`)) {
        each.setAttribute(`data-en-${name}`, each.getAttribute(name));
      }
      for (const each of document.querySelectorAll(`[data-${language}-${name}]`)) {
        each.setAttribute(name, each.getAttribute(`data-${language}-${name}`));
      }
    }
    document.title = root.getAttribute(`data-${language}-page`) || document.title;
  }
  for (const name of NAMES) {
    const value = stored(name);
    if (value) root.dataset[name] = value;
  }
  root.lang = root.dataset.lang === "zh" ? "zh-Hans" : "en";
  document.addEventListener("settings", (event) => { if (event.detail === "lang") relabel(); });
  // Another tab of the same site chose something.
  addEventListener("storage", (event) => {
    const name = NAMES.find((each) => key(each) === event.key);
    if (name && event.newValue && event.newValue !== root.dataset[name]) set(name, event.newValue);
  });
  document.addEventListener("DOMContentLoaded", () => {
    relabel();
    for (const button of document.querySelectorAll("[data-set]")) {
      const [name, value] = button.dataset.set.split("=");
      const mark = () => button.setAttribute("aria-pressed", String(root.dataset[name] === value));
      button.addEventListener("click", () => set(name, value));
      document.addEventListener("settings", mark);
      mark();
    }
    for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => print());
    menus();
  });
  // Paper cannot be unfolded: what it must say is open while it is printed.
  const folded = [];
  addEventListener("beforeprint", () => {
    for (const each of document.querySelectorAll("details[data-on-paper]:not([open])")) { each.open = true; folded.push(each); }
  });
  addEventListener("afterprint", () => { for (const each of folded.splice(0)) each.open = false; });
  // An open menu of the bar closes on Escape, on a choice of a place in the page, and on a touch elsewhere.
  function menus() {
    const open = () => document.querySelectorAll(".top-bar details[open]");
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      for (const each of open()) { each.open = false; each.querySelector("summary").focus(); }
    });
    document.addEventListener("click", (event) => {
      for (const each of open()) if (!each.contains(event.target) || event.target.closest("nav a")) each.open = false;
    });
  }
  return { set, value: (name) => root.dataset[name], language: () => root.dataset.lang };
})();
