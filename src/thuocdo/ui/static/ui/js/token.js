// Keeps forms alive after a new login in another tab: Django changes the CSRF token then, so the value
// written into the page is stale while the cookie is fresh.

const FIELD = "csrfmiddlewaretoken";

function freshToken() {
  const pair = document.cookie.split("; ").find((part) => part.startsWith("csrftoken="));
  return pair ? decodeURIComponent(pair.slice("csrftoken=".length)) : "";
}

document.addEventListener("submit", (event) => {
  const field = event.target.elements && event.target.elements.namedItem(FIELD);
  const token = freshToken();
  if (field && token) field.value = token;
}, true);

document.addEventListener("htmx:configRequest", (event) => {
  const token = freshToken();
  if (!token || event.detail.verb === "get") return;
  event.detail.headers["X-CSRFToken"] = token;
  if (FIELD in event.detail.parameters) event.detail.parameters[FIELD] = token;
});
