// What the pages of a ballot share: parts that are shown one at a time, work beside the page, and requests.

/** The parts of a page by name; `show(...names)` hides all others of `among`. */
export function partsOf(root) {
  const part = (name) => root.querySelector(`[data-part="${name}"]`);
  const act = (name, work) => root.querySelectorAll(`[data-act="${name}"]`)
    .forEach((button) => button.addEventListener("click", (event) => { event.preventDefault(); work(button); }));
  const show = (among, ...names) => among.forEach((name) => {
    const one = part(name);
    if (!one) return;
    one.hidden = !names.includes(name);
    if (!one.hidden && one.tabIndex === -1) one.focus();
  });
  return { part, act, show };
}

/** Ask a worker once; what it answers. */
export function beside(script, asked) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(script, import.meta.url), { type: "module" });
    worker.onmessage = ({ data }) => { worker.terminate(); resolve(data); };
    worker.onerror = (error) => { worker.terminate(); reject(error); };
    worker.postMessage(asked);
  });
}

function token() {
  const pair = document.cookie.split("; ").find((one) => one.startsWith("csrftoken="));
  return pair ? decodeURIComponent(pair.slice("csrftoken=".length)) : "";
}

/** Send words; a refusal is shown where refusals are shown on every page. */
export async function send(url, words, type = "application/json") {
  const headers = { "Content-Type": type, "X-CSRFToken": token(), "X-Requested-With": "fetch" };
  const answer = await fetch(url, { method: "POST", body: words, headers });
  if (!answer.ok) {
    const notices = document.getElementById("notices");
    notices.innerHTML = await answer.text();
    notices.focus();
  }
  return answer;
}

/** A file for the person to keep. */
export function save(name, words) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([words], { type: "application/json" }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** In groups of four, to be read aloud and compared. */
export const grouped = (text) => text.match(/.{1,4}/g).join(" ");
