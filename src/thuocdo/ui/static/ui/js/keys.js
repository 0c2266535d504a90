// Keys for hands that stay on the keyboard. data-key="n" on a link, button or field; data-key="F2" or
// "Ctrl+Enter" also work while typing. "/" goes to the search box, "?" shows the list.
// Single letters can be switched off in that list (WCAG 2.1.4).

const words = document.getElementById("words").dataset;
const OFF = "keys-off";

function lettersAreOff() {
  try { return localStorage.getItem(OFF) === "yes"; } catch { return false; }
}

function isTyping(element) {
  return element.isContentEditable || element.matches("input:not([type=checkbox]):not([type=radio]), textarea, select");
}

function nameOf(event) {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return (event.ctrlKey || event.metaKey ? "Ctrl+" : "") + (event.altKey ? "Alt+" : "") + key;
}

function visible(element) {
  return element.getClientRects().length > 0;
}

function find(name) {
  return [...document.querySelectorAll("[data-key]")].find(
    (element) => element.dataset.key.toLowerCase() === name.toLowerCase() && visible(element),
  );
}

function labelOf(element) {
  const label = element.labels && element.labels[0];
  return (element.dataset.keyLabel || element.getAttribute("aria-label") || (label || element).textContent).trim();
}

function line(list, key, text) {
  const term = document.createElement("dt");
  const drawn = document.createElement("kbd");
  drawn.textContent = key;
  term.append(drawn);
  const meaning = document.createElement("dd");
  meaning.textContent = text;
  list.append(term, meaning);
}

function letterSwitch() {
  const label = document.createElement("label");
  label.className = "form-check";
  const box = document.createElement("input");
  box.type = "checkbox";
  box.className = "form-check-input";
  box.checked = !lettersAreOff();
  box.addEventListener("change", () => {
    try { localStorage.setItem(OFF, box.checked ? "no" : "yes"); } catch { /* stays on */ }
  });
  label.append(box, ` ${words.letterKeys}`);
  return label;
}

function showList() {
  const dialog = document.createElement("dialog");
  dialog.className = "keys-list";
  dialog.setAttribute("aria-label", words.keys);
  const head = document.createElement("h2");
  head.textContent = words.keys;
  head.className = "h3 mt-0";
  const list = document.createElement("dl");
  if (searchBox()) line(list, "/", words.search);
  document.querySelectorAll("[data-key]").forEach((element) => {
    if (visible(element)) line(list, element.dataset.key, labelOf(element));
  });
  line(list, "?", words.help);
  const close = document.createElement("button");
  close.type = "button";
  close.className = "btn btn-outline-secondary";
  close.textContent = words.close;
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  dialog.append(head, list, letterSwitch(), close);
  document.body.append(dialog);
  dialog.showModal();
  close.focus();
}

function searchBox() {
  return document.querySelector(".site-search input, main input[type=search]");
}

function act(element) {
  if (element.matches("input:not([type=checkbox]):not([type=radio]), textarea, select")) element.focus();
  else element.click();
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.defaultPrevented || document.querySelector("dialog[open]")) return;
  const name = nameOf(event);
  const letter = name.length === 1;
  if (letter && isTyping(event.target)) return;
  if (name === "?") { event.preventDefault(); showList(); return; }
  if (letter && lettersAreOff()) return;
  const target = name === "/" ? searchBox() : find(name);
  if (!target) return;
  event.preventDefault();
  act(target);
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-show-keys]")) showList();
});
