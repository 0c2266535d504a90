// Drafts that save themselves and are never lost.
//
//   <form data-draft-url="/…/draft" data-draft-version="7"> … <div class="draft-state" data-draft-state></div>
//
// data-draft-taken="6" says that what was sent from version 6 has arrived, though the page now has other fields.
// The form is POSTed (all fields but files, plus `version`) after a pause in typing, when a field is left
// and when the page is hidden. The server answers
//   200 {"version": 8, "saved_at": "10:42"}   saved
//   409 HTML                                  someone else saved meanwhile: shown, and we stop; else a refusal, said with its reason
//   401                                       login expired: kept here, tried again until someone logs in
//   anything else                             kept here; a lost network is tried again
// A copy stays in this browser until the server confirms. Nothing is ever overwritten without a choice.

const words = document.getElementById("words").dataset;
const PAUSE = 800;
const RETRY_FIRST = 5000;
const RETRY_LAST = 60000;
const LOGIN_RETRY = 15000;
const KEEPALIVE_LIMIT = 60000; // bytes; browsers refuse more in a request that outlives its page
const FORGET_AFTER = 30 * 24 * 3600 * 1000;
const PREFIX = "draft:";

const clock = (at) => at.toLocaleTimeString("vi", { hour: "2-digit", minute: "2-digit", hour12: false });

// --- the copy in this browser -------------------------------------------------------------------

const shelf = {
  put(key, value) {
    try { localStorage.setItem(key, JSON.stringify(value)); return true; } catch { return false; }
  },
  get(key) {
    try { return JSON.parse(localStorage.getItem(key)); } catch { return null; }
  },
  drop(key) {
    try { localStorage.removeItem(key); } catch { /* nothing was kept */ }
  },
  keys() {
    try { return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)); } catch { return []; }
  },
};

function fieldsOf(form) {
  const kept = [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !name.startsWith("csrf"));
  return kept.filter(([name]) => name !== "version" && !(form.elements.namedItem(name) || {}).readOnly);
}

function put(form, fields) {
  const values = new Map();
  fields.forEach(([name, value]) => values.set(name, [...(values.get(name) || []), value]));
  [...form.elements].filter((field) => field.name && values.has(field.name)).forEach((field) => {
    const wanted = values.get(field.name);
    if (field.type === "checkbox" || field.type === "radio") field.checked = wanted.includes(field.value);
    else if (field.multiple) [...field.options].forEach((option) => { option.selected = wanted.includes(option.value); });
    else if (field.type !== "file" && field.type !== "submit") field.value = wanted[0];
  });
  [...form.querySelectorAll("input[type=checkbox]")].filter((box) => !values.has(box.name))
    .forEach((box) => { box.checked = false; });
  document.dispatchEvent(new CustomEvent("draft:restored"));
}

const same = (left, right) => JSON.stringify(left) === JSON.stringify(right);

// --- one form -----------------------------------------------------------------------------------

class Draft {
  constructor(form) {
    this.form = form;
    this.url = form.dataset.draftUrl;
    this.version = form.dataset.draftVersion;
    this.place = form.querySelector("[data-draft-state]");
    this.place.setAttribute("role", "status");
    this.saved = fieldsOf(form);
    this.retry = RETRY_FIRST;
    this.busy = false;
    this.stopped = false;
    this.offerCopy();
    form.addEventListener("input", () => this.later(PAUSE));
    form.addEventListener("focusout", () => { if (this.changed()) this.later(0); });
    form.addEventListener("submit", (event) => this.leave(event));
    document.addEventListener("htmx:afterRequest", () => { this.leaving = false; });
  }

  get key() { return `${PREFIX}${this.url}:${this.version}`; }

  changed() { return !same(fieldsOf(this.form), this.saved); }

  say(state, text, ...more) {
    this.place.dataset.state = state;
    this.place.replaceChildren(text, ...more);
  }

  // What is on its way arrives before what was pressed: two saves of one page are no conflict.
  leave(event) {
    this.keep();
    clearTimeout(this.timer);
    this.leaving = true;
    if (!this.busy) return;
    event.preventDefault();
    this.held = { button: event.submitter };
  }

  letGo() {
    const { button } = this.held;
    this.held = null;
    this.leaving = false;
    delete this.form.dataset.sent;
    this.form.removeAttribute("aria-busy");
    if (!this.stopped) this.form.requestSubmit(button);
  }

  later(pause) {
    if (this.stopped) { this.keep(); return; }
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), pause);
  }

  keep() {
    if (!this.changed()) return true;
    const kept = shelf.put(this.key, { at: Date.now(), fields: fieldsOf(this.form) });
    this.lost = !kept;
    return kept;
  }

  async save({ keepalive = false } = {}) {
    if (this.stopped || this.leaving || !this.changed()) return;
    if (this.busy) { this.again = true; return; }
    const sent = fieldsOf(this.form);
    this.keep();
    this.busy = true;
    this.say("saving", words.saving);
    try {
      await this.hear(await this.send(sent, keepalive), sent);
    } catch {
      this.trouble("kept", words.kept);
    }
    this.busy = false;
    if (this.held) { this.letGo(); return; }
    if (this.again) { this.again = false; this.later(PAUSE); }
  }

  send(fields, keepalive) {
    const body = new URLSearchParams(fields);
    body.set("version", this.version);
    return fetch(this.url, {
      method: "POST",
      body,
      credentials: "same-origin",
      redirect: "manual",
      keepalive: keepalive && body.toString().length < KEEPALIVE_LIMIT,
      headers: { "X-CSRFToken": this.token(), "X-Requested-With": "fetch" },
    });
  }

  token() {
    const pair = document.cookie.split("; ").find((part) => part.startsWith("csrftoken="));
    const field = this.form.elements.namedItem("csrfmiddlewaretoken");
    return pair ? decodeURIComponent(pair.slice("csrftoken=".length)) : field ? field.value : "";
  }

  async hear(answer, sent) {
    if (answer.ok) { this.confirmed(await answer.json(), sent); return; }
    if (answer.status === 401) { this.loggedOut(await answer.text()); return; }
    if (answer.status === 409) { this.conflict(await answer.text()); return; }
    if (answer.status >= 500 || answer.type === "opaqueredirect") { this.trouble("kept", words.kept); return; }
    this.notAccepted(await answer.text());
  }

  confirmed(answer, sent) {
    shelf.drop(this.key);
    this.version = String(answer.version);
    this.form.dataset.draftVersion = this.version;
    const field = this.form.elements.namedItem("version");
    if (field) field.value = this.version;
    this.saved = sent;
    this.lost = false;
    this.retry = RETRY_FIRST;
    this.say("saved", words.saved.replace("{time}", answer.saved_at));
    if (this.changed()) this.later(PAUSE);
  }

  trouble(state, text) {
    const safe = this.keep();
    this.say(safe ? state : "lost", safe ? text : words.full);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), this.retry);
    this.retry = Math.min(this.retry * 2, RETRY_LAST);
  }

  loggedOut() {
    this.retry = LOGIN_RETRY;
    const link = document.createElement("a");
    link.href = this.form.dataset.loginUrl || "/";
    link.target = "_blank";
    link.rel = "noopener";
    link.textContent = words.loginLink;
    this.trouble("login", words.login);
    if (!this.lost) this.place.append(" ", link);
  }

  notAccepted(html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    const why = [...page.querySelectorAll(".findings li")].map((item) => item.firstChild.textContent.trim());
    this.say(this.keep() ? "kept" : "lost", this.lost ? words.full : [words.refused, ...why].join(" "));
  }

  conflict(html) {
    if (!html.includes("data-conflict-version")) { this.notAccepted(html); return; }
    this.keep();
    this.stopped = true;
    const panel = document.createElement("div");
    panel.className = "draft-panel";
    panel.tabIndex = -1;
    panel.setAttribute("role", "alert");
    panel.innerHTML = html;
    this.form.before(panel);
    const about = panel.querySelector("[data-conflict-version]");
    this.say("conflict", words.conflict);
    panel.addEventListener("click", (event) => this.choose(event, panel, about));
    panel.focus();
  }

  choose(event, panel, about) {
    if (event.target.closest("[data-take-theirs]")) {
      shelf.drop(this.key);
      this.lost = false;
      location.reload();
    }
    if (event.target.closest("[data-take-mine]")) {
      shelf.drop(this.key);
      this.version = about.dataset.conflictVersion;
      this.saved = [];
      this.stopped = false;
      panel.remove();
      this.save();
    }
  }

  // A copy left by a lost network, an expired login or a closed browser.
  offerCopy() {
    const start = `${PREFIX}${this.url}:`;
    shelf.drop(`${start}${this.form.dataset.draftTaken}`);
    shelf.keys().filter((key) => key.startsWith(start)).forEach((key) => {
      const copy = shelf.get(key);
      if (!copy || same(copy.fields, this.saved)) shelf.drop(key);
      else this.offer(key, copy);
    });
  }

  offer(key, copy) {
    const box = document.createElement("div");
    box.className = "alert alert-warning draft-offer";
    box.setAttribute("role", "status");
    const at = new Date(copy.at);
    const text = document.createElement("p");
    text.textContent = words.restore.replace("{time}", clock(at)).replace("{date}", at.toLocaleDateString("vi"));
    const button = (label, style, act) => {
      const made = document.createElement("button");
      made.type = "button";
      made.className = `btn ${style} me-2`;
      made.textContent = label;
      made.addEventListener("click", () => { act(); shelf.drop(key); box.remove(); });
      return made;
    };
    box.append(
      text,
      button(words.restoreYes, "btn-primary", () => { put(this.form, copy.fields); this.later(0); }),
      button(words.restoreNo, "btn-outline-secondary", () => {}),
    );
    this.form.before(box);
  }
}

// --- the page -----------------------------------------------------------------------------------

shelf.keys().forEach((key) => {
  const copy = shelf.get(key);
  if (!copy || Date.now() - copy.at > FORGET_AFTER) shelf.drop(key);
});

const drafts = [...document.querySelectorAll("form[data-draft-url]")].map((form) => new Draft(form));

const saveAll = (how) => drafts.forEach((draft) => draft.save(how));
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") saveAll({ keepalive: true });
});
window.addEventListener("pagehide", () => saveAll({ keepalive: true }));
window.addEventListener("online", () => saveAll());
window.addEventListener("focus", () => saveAll());
window.addEventListener("beforeunload", (event) => {
  if (drafts.some((draft) => draft.lost && draft.changed() && !draft.leaving)) event.preventDefault();
});
// Back from the page cache: what was sent on leaving may have been saved, so ask the server afresh.
window.addEventListener("pageshow", (event) => {
  if (event.persisted && drafts.some((draft) => draft.busy || draft.leaving)) location.reload();
});
