// Language, theme and colours of a page: what the reader chose last, before anything is painted.
const settings = (() => {
  "use strict";
  const root = document.documentElement;
  const key = (name) => `backtest-${name}`;
  function stored(name) {
    try { return localStorage.getItem(key(name)); } catch { return null; }
  }
  function set(name, value) {
    root.dataset[name] = value;
    if (name === "lang") root.lang = value === "zh" ? "zh-Hans" : "en";
    try { localStorage.setItem(key(name), value); } catch { /* a page from a mail has no storage */ }
    document.dispatchEvent(new CustomEvent("settings", { detail: name }));
  }
  // Words in attributes: label in both languages, put in where the language changes.
  function relabel() {
    const language = root.dataset.lang;
    for (const name of ["aria-label", "title", "placeholder", "data-label"]) {
      for (const each of document.querySelectorAll(`[data-${language}-${name}]`)) {
        each.setAttribute(name, each.getAttribute(`data-${language}-${name}`));
      }
    }
    document.title = root.getAttribute(`data-${language}-page`) || document.title;
  }
  for (const name of ["lang", "theme", "colours"]) {
    const value = stored(name);
    if (value) root.dataset[name] = value;
  }
  root.lang = root.dataset.lang === "zh" ? "zh-Hans" : "en";
  document.addEventListener("settings", (event) => { if (event.detail === "lang") relabel(); });
  document.addEventListener("DOMContentLoaded", () => {
    relabel();
    for (const button of document.querySelectorAll("[data-set]")) {
      const [name, value] = button.dataset.set.split("=");
      const mark = () => button.setAttribute("aria-pressed", String(root.dataset[name] === value));
      button.addEventListener("click", () => set(name, value));
      document.addEventListener("settings", mark);
      mark();
    }
  });
  return { set, language: () => root.dataset.lang };
})();
