// Of several charts in one place the one whose button was pressed.
for (const button of document.querySelectorAll("[data-choose]")) {
  button.addEventListener("click", () => {
    for (const each of document.querySelectorAll("[data-choose]")) each.setAttribute("aria-pressed", String(each === button));
    for (const each of document.querySelectorAll("[data-choice]")) each.classList.toggle("chosen", each.dataset.choice === button.dataset.choose);
  });
}
