// Small comforts: text areas grow with what is typed, Enter sends a remark, one click marks everyone present.

function grow(area) {
  area.style.height = "auto";
  area.style.height = `${Math.min(area.scrollHeight + 4, 900)}px`;
}

function growAll() {
  document.querySelectorAll("textarea").forEach(grow);
}

document.addEventListener("input", (event) => {
  if (event.target.tagName === "TEXTAREA") grow(event.target);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || !event.target.matches("[data-enter-sends]")) return;
  event.preventDefault();
  event.target.form.requestSubmit();
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-check-all]");
  if (!button) return;
  button.closest("form").querySelectorAll(`input[type=radio][value="${button.dataset.checkAll}"]`).forEach((radio) => {
    const group = button.closest("form").elements.namedItem(radio.name);
    if (![...group].some((one) => one.checked)) radio.checked = true;
  });
});

document.addEventListener("htmx:afterSettle", growAll);
document.addEventListener("draft:restored", growAll);
growAll();
