// Small comforts: text areas grow with what is typed, a day is told in words, Enter sends a remark, one click marks
// everyone present.

function grow(area) {
  area.style.height = "auto";
  area.style.height = `${Math.min(area.scrollHeight + 4, 900)}px`;
}

// A day field keeps the browser's own order of day and month, 11/12 or 12/11; in words there is no doubt.
const DAYS = "input[type=date], input[type=datetime-local]";
const day = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "full", timeZone: "UTC" });

function tellDay(field) {
  const beside = field.nextElementSibling;
  const place = beside?.matches(".day-told") ? beside : document.createElement("small");
  place.className = "day-told form-text d-block";
  place.textContent = field.value && day.format(new Date(`${field.value.slice(0, 10)}T00:00Z`));
  if (place !== beside) field.after(place);
}

function dress() {
  document.querySelectorAll("textarea").forEach(grow);
  document.querySelectorAll(DAYS).forEach(tellDay);
}

document.addEventListener("input", (event) => {
  if (event.target.tagName === "TEXTAREA") grow(event.target);
  if (event.target.matches(DAYS)) tellDay(event.target);
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

document.addEventListener("htmx:afterSettle", dress);
document.addEventListener("draft:restored", dress);
dress();
