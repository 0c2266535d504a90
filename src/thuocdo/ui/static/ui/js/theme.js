/* Runs before the first paint (no defer) so that a dark page does not flash white. */
(function () {
  var root = document.documentElement;
  root.classList.remove("no-js");
  var dark = window.matchMedia("(prefers-color-scheme: dark)");
  function chosen() {
    try { return localStorage.getItem("theme"); } catch (error) { return null; }
  }
  function show() {
    root.setAttribute("data-bs-theme", chosen() || (dark.matches ? "dark" : "light"));
  }
  show();
  dark.addEventListener("change", show);
  document.addEventListener("click", function (event) {
    if (!event.target.closest("[data-theme-switch]")) return;
    var next = root.getAttribute("data-bs-theme") === "dark" ? "light" : "dark";
    try { localStorage.setItem("theme", next); } catch (error) { /* private mode: this page only */ }
    root.setAttribute("data-bs-theme", next);
  });
})();
