// A double click sends once. The server stays the judge; this only spares people a second page.
// A form that answers with a download says data-many.

const UNLOCK_AFTER = 10000;

function unlock(form) {
  delete form.dataset.sent;
  form.removeAttribute("aria-busy");
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || "many" in form.dataset) return;
  if (form.dataset.sent) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  form.dataset.sent = "yes";
  form.setAttribute("aria-busy", "true");
  setTimeout(() => unlock(form), UNLOCK_AFTER);
}, true);

document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.detail.elt.closest("form");
  if (form) unlock(form);
});

// Back from the next page: the form is alive again.
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(unlock));
