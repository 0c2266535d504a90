// Choose, review, cast once. Of the ballot only what is encrypted leaves this page or is kept, and that only until the
// server has confirmed it: the same bytes sent again are the same ballot.

import { beside, grouped, partsOf, save, send } from "./page.js";

const root = document.getElementById("vote");
const { uuid, fingerprint, cast, election, voted } = root.dataset;
const [least, most] = [Number(root.dataset.least), Number(root.dataset.most)];
const { part, act, show } = partsOf(root);
const STAGES = ["choose", "review", "making", "sending", "lost", "changed", "done"];
const KEPT = `ballot:${uuid}`;
let accepted = null;

const kept = {
  put(words) { try { sessionStorage.setItem(KEPT, words); } catch { /* then it is kept on this page alone */ } },
  get() { try { return sessionStorage.getItem(KEPT); } catch { return null; } },
  drop() { try { sessionStorage.removeItem(KEPT); } catch { /* nothing was kept */ } },
};
let made = voted ? null : kept.get();

/** One 0 or 1 for each answer of each question; null where the slip is not finished. */
function marksOf(form) {
  const lines = [...form.querySelectorAll(".slip-line")];
  if (!lines.length) return [[...form.querySelectorAll("[name=chon]")].map((box) => Number(box.checked))];
  const marks = lines.map((line) => [...line.querySelectorAll("input")].map((box) => Number(box.checked)));
  return marks.every((line) => line.includes(1)) ? marks : null;
}

function chosenWords(form) {
  return [...form.querySelectorAll("input:checked")].map((box) => {
    const line = box.closest(".slip-line");
    const answer = form.querySelector(`label[for="${box.id}"]`).textContent;
    return line ? `${line.querySelector("legend").textContent.trim()}: ${answer}` : answer;
  });
}

function finished(form, marks) {
  if (!marks) return false;
  if (form.querySelector(".slip-line")) return true;
  const chosen = marks[0].reduce((total, mark) => total + mark, 0);
  return least <= chosen && chosen <= most;
}

function review(form) {
  const ready = finished(form, marksOf(form));
  part("unfinished").hidden = ready;
  if (!ready) return;
  part("chosen").replaceChildren(...chosenWords(form).map((words) => {
    const item = document.createElement("li");
    item.textContent = words;
    return item;
  }));
  show(STAGES, "review");
}

async function encrypt(form) {
  show(STAGES, "making");
  const words = await (await fetch(election)).text();
  const answer = await beside("./worker.js", { election: words, fingerprint, choices: marksOf(form) });
  if (answer.refused === "choices") {
    show(STAGES, "choose");
    part("unfinished").hidden = false;
  } else if (answer.refused) {
    show(STAGES, "changed");
  } else {
    made = answer.ballot;
    kept.put(made);
    form.reset();
    await post();
  }
}

async function post() {
  show(STAGES, "sending");
  let answer;
  try {
    answer = await send(cast, made, "text/plain");
  } catch {
    show(STAGES, "lost");
    return;
  }
  if (answer.status === 401 || answer.status >= 500) {
    show(STAGES, "lost");
    return;
  }
  kept.drop();
  made = null;
  if (!answer.ok) {
    show(STAGES, "choose");
    return;
  }
  accepted = await answer.json();
  part("tracker").textContent = grouped(accepted.tracker);
  show(STAGES, "done");
}

const form = part("choose");
if (form) {
  form.addEventListener("submit", (event) => { event.preventDefault(); review(form); });
  act("back", () => show(STAGES, "choose"));
  act("cast", () => encrypt(form).catch(() => show(STAGES, made ? "lost" : "choose")));
  act("again", post);
  if (made) post();
}
act("save", () => save(`bien-nhan-${uuid}.json`, JSON.stringify({ election: uuid, ...accepted })));
