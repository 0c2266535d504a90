// Counts while people type: characters against data-limit, scores into their sums.
// <input data-score="total part-1">  <output data-score-sum="total" data-score-max="100">

const words = document.getElementById("words").dataset;
const spoken = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 2 });

// As the server counts: composed letters, one mark for a line break.
function characters(text) {
  return [...text.normalize("NFC").replace(/\r\n?/g, "\n")].length;
}

function count(field) {
  const place = document.querySelector(`[data-count-for="${field.id}"]`);
  if (!place) return;
  const left = Number(field.dataset.limit) - characters(field.value);
  place.textContent = (left < 0 ? words.over : words.left).replace("{n}", spoken.format(Math.abs(left)));
  place.classList.toggle("counter-over", left < 0);
}

// 7,5 and 7.5 are the same score to the person who types it.
function score(field) {
  const value = Number(field.value.trim().replace(",", "."));
  return Number.isFinite(value) ? value : 0;
}

function sum(place) {
  const scope = place.closest("form") || document;
  const fields = [...scope.querySelectorAll(`[data-score~="${place.dataset.scoreSum}"]`)];
  const whole = place.dataset.scoreSum === "total" ? measured(scope) : 0;
  const total = fields.reduce((so_far, field) => so_far + score(field), whole);
  place.textContent = spoken.format(total);
  if (place.dataset.scoreMax) place.classList.toggle("counter-over", total > Number(place.dataset.scoreMax));
}

// "{done} of {assigned}" lines give a share of their maximum, as the server reckons.
function measured(scope) {
  const parts = new Map();
  scope.querySelectorAll("[data-measured]").forEach((field) => {
    const line = parts.get(field.dataset.measured) || { max: score({ value: field.dataset.max }) };
    line[field.dataset.part] = field.value.trim() === "" ? null : score(field);
    parts.set(field.dataset.measured, line);
  });
  return [...parts.values()].reduce((total, line) => total + (line.of ? line.max * Math.min(1, (line.done || 0) / line.of) : 0), 0);
}

function refresh(root) {
  root.querySelectorAll("[data-limit]").forEach(count);
  root.querySelectorAll("[data-score-sum]").forEach(sum);
}

document.addEventListener("input", (event) => {
  const field = event.target;
  if (field.dataset.limit) count(field);
  if (field.dataset.score || field.dataset.measured) document.querySelectorAll("[data-score-sum]").forEach(sum);
});
document.addEventListener("htmx:afterSettle", () => refresh(document));
document.addEventListener("draft:restored", () => refresh(document));
refresh(document);
