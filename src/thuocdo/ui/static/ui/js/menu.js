// Disclosures that lie over the page (user menu, "are you sure") close on Escape and on a click elsewhere.

const OVER = "details.user-menu[open], details.act-confirm[open]";

document.addEventListener("click", (event) => {
  document.querySelectorAll(OVER).forEach((menu) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
});

document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && event.target.closest(OVER);
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
