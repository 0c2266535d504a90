// The calibration board by hand and by keyboard: arrows go from card to card, 1 to 4 and 0 move the card, Enter opens
// it; a card can be dragged too. Every move asks its reason. Without this script a card's own page moves it.

const board = document.querySelector("[data-board]");
const dialog = document.getElementById("chuyen-the");
const LEVELS = { 1: "excellent", 2: "good", 3: "satisfactory", 4: "unsatisfactory", 0: "" };

if (board && dialog) {
  const form = dialog.querySelector("form");
  const notice = dialog.querySelector("[data-notice]");

  const cardsIn = (column) => [...column.querySelectorAll(".board-card")];
  const title = (column) => column.querySelector("h3").firstChild.textContent.trim();
  const column = (group, level) => group.querySelector(`[data-level="${level}"]`);

  function beside(card, step) {
    const columns = [...card.closest(".board-columns").children];
    const at = columns.indexOf(card.closest(".board-column"));
    const place = cardsIn(columns[at]).indexOf(card);
    for (let next = at + step; next >= 0 && next < columns.length; next += step) {
      const cards = cardsIn(columns[next]);
      if (cards.length) return cards[Math.min(place, cards.length - 1)];
    }
    return null;
  }

  function along(card, step) {
    const cards = cardsIn(card.closest(".board-column"));
    const next = cards[cards.indexOf(card) + step];
    if (next) return next;
    const groups = [...board.querySelectorAll(".board-group")];
    const group = groups[groups.indexOf(card.closest(".board-group")) + step];
    const others = group ? [...group.querySelectorAll(".board-card")] : [];
    return others.length ? others[step > 0 ? 0 : others.length - 1] : null;
  }

  function ask(card, level) {
    const to = column(card.closest(".board-group"), level);
    if (card.dataset.at === level) return;
    form.action = `${card.getAttribute("href")}chuyen/`;
    form.elements.grade.value = level;
    form.elements.seen.value = card.dataset.at;
    form.elements.reason.value = "";
    form.dataset.subject = card.dataset.card;
    notice.replaceChildren();
    dialog.querySelector("#chuyen-ten").textContent = card.querySelector("strong").textContent;
    dialog.querySelector("[data-from]").textContent = title(card.closest(".board-column"));
    dialog.querySelector("[data-to]").textContent = title(to);
    dialog.showModal();
    form.elements.reason.focus();
  }

  function show(answer) {
    const card = document.getElementById(`the-${form.dataset.subject}`);
    const group = card.closest(".board-group");
    for (const [subject, marks] of Object.entries(answer.marks)) {
      const one = document.getElementById(`the-${subject}`);
      if (one) one.querySelector("[data-marks]").innerHTML = marks;
    }
    card.dataset.at = answer.column;
    card.classList.toggle("is-moved", answer.moved);
    card.querySelector("[data-now]").innerHTML = answer.now;
    column(group, answer.column).append(card);
    group.querySelectorAll(".board-column").forEach((one) => { one.querySelector("[data-count]").textContent = cardsIn(one).length; });
    if (answer.cap) group.querySelector("[data-cap]").innerHTML = answer.cap;
    card.focus();
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { "X-Requested-With": "fetch" } });
      if (answer.ok) { dialog.close(); show(await answer.json()); } else notice.innerHTML = await answer.text();
    } catch {
      notice.textContent = document.getElementById("words").dataset.noServer;
    }
    delete form.dataset.sent;
    form.removeAttribute("aria-busy");
  });
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());

  board.addEventListener("keydown", (event) => {
    const card = event.target.closest(".board-card");
    if (!card || event.ctrlKey || event.metaKey || event.altKey) return;
    const goes = { ArrowLeft: [beside, -1], ArrowRight: [beside, 1], ArrowUp: [along, -1], ArrowDown: [along, 1] }[event.key];
    if (goes) {
      event.preventDefault();
      const next = goes[0](card, goes[1]);
      if (next) next.focus();
    } else if (event.key in LEVELS) {
      event.preventDefault();
      ask(card, LEVELS[event.key]);
    }
  });

  board.addEventListener("dragstart", (event) => {
    const card = event.target.closest && event.target.closest(".board-card");
    if (card) event.dataTransfer.setData("text/plain", card.id);
  });
  board.addEventListener("dragover", (event) => {
    if (event.target.closest(".board-column")) event.preventDefault();
  });
  board.addEventListener("drop", (event) => {
    const target = event.target.closest(".board-column");
    const card = document.getElementById(event.dataTransfer.getData("text/plain"));
    if (!target || !card || !board.contains(card)) return;
    event.preventDefault();
    if (card.closest(".board-group") === target.closest(".board-group")) ask(card, target.dataset.level);
  });
}

// Back from a card's page: the same card has the focus again.
const came = document.getElementById(location.hash.slice(1));
if (came && came.matches(".board-card")) came.focus();
