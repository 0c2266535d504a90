// Find one's own tracker in the list. Here, not at the server: a question would tell whose it is.

const field = document.querySelector("[data-find]");
const rows = [...document.querySelectorAll("[data-trackers] li")];
const [found, absent] = ["[data-found]", "[data-absent]"].map((one) => document.querySelector(one));

field.addEventListener("input", () => {
  const wanted = field.value.replace(/\s/g, "");
  const whole = wanted.length >= 43;
  const here = rows.filter((row) => wanted.length > 3 && row.textContent.startsWith(wanted));
  rows.forEach((row) => row.classList.toggle("is-mine", here.includes(row)));
  found.hidden = here.length !== 1;
  absent.hidden = !whole || here.length > 0;
  if (here.length === 1) here[0].scrollIntoView({ block: "nearest" });
});
