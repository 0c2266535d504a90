// What to say when an htmx request goes wrong, and where the focus goes after a swap.
// Our own server answers errors with a fragment for #notices (see middleware.py); anything else,
// such as a proxy's error page, is never put into the page.

const words = document.getElementById("words").dataset;
const notices = document.getElementById("notices");

function tell(sentence) {
  const box = document.createElement("div");
  box.className = "alert alert-danger";
  box.textContent = sentence;
  notices.replaceChildren(box);
  notices.scrollIntoView({ block: "nearest" });
}

document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr } = event.detail;
  if (xhr.status < 400 || xhr.getResponseHeader("HX-Retarget")) return;
  event.detail.shouldSwap = false;
  tell(words.serverError);
});
document.addEventListener("htmx:sendError", () => tell(words.noServer));
document.addEventListener("htmx:timeout", () => tell(words.noServer));
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.successful) notices.replaceChildren();
});

// A swap may take away the button that was pressed: the reader then stays at the new fragment.
document.addEventListener("htmx:afterSettle", (event) => {
  if (!event.detail.requestConfig?.triggeringEvent) return; // a part that loads by itself: nobody pressed anything
  const place = event.detail.elt;
  if (document.activeElement !== document.body || !place.isConnected || place === document.body) return;
  if (!place.hasAttribute("tabindex")) place.setAttribute("tabindex", "-1");
  place.focus({ preventScroll: true });
});

const summary = document.querySelector(".error-summary");
if (summary) summary.focus();
