// A teller's page: the code is made here, kept by the teller alone, tried, and after closing used once more. The page
// remembers it only between making and trying; the trial begins with an empty memory, so that it tries what was kept.

import { beside, grouped, partsOf, save, send } from "./page.js";
import { bytesToHex, sha256 } from "./sha256.js";

const root = document.getElementById("key");
const { part, act, show } = partsOf(root);
const STAGES = ["make", "keep", "type", "working", "waiting", "refused", "done"];
const ROUNDS = { certificate: "certificate", polynomial: "polynomial", share: "voutput" };
const PAUSE = 2000;
let code = null;
let state = null;
let seen = null;

const work = async (does, more = {}) => {
  const answer = await beside("./teller-worker.js", { does, code, index: state && state.index, ...more });
  if (answer.refused) throw new Error(answer.refused);
  return answer.done;
};
const give = async (name, told) => {
  const answer = await send(root.dataset.partUrl.replace("PART", name), JSON.stringify(told));
  if (!answer.ok) throw new Error("server");
};

async function look() {
  state = await (await fetch(root.dataset.state)).json();
  compare();
  return state.todo;
}

/** What the tellers read to each other before the vote: a server that shows one of them false certificates of the others,
 * or changes them between two rounds, is found out. Half of the hash: to find two sets that share it takes 2^64 trials. */
function compare() {
  if (state.todo === "certificate") seen = null; // the keys are begun again
  const shown = state.certificates.every(Boolean) && !state.fingerprint;
  part("compare").hidden = !shown;
  if (!shown) return;
  const now = bytesToHex(sha256(JSON.stringify(state.certificates)).slice(0, 16));
  if (seen && seen !== now) throw new Error("certificates");
  seen = now;
  part("seen").textContent = grouped(seen);
}

/** Do what waits for this teller, ask for the code where it is needed, wait for the others where they are. */
async function go() {
  const todo = await look();
  if (!todo) return finish();
  if (todo === "certificate" && !code) return show(STAGES, "make");
  if (todo === "try" && !state.ready) return wait();
  if (todo === "try" || todo === "open" || !code) return ask(todo);
  return run(todo);
}

async function run(todo) {
  if (todo === "polynomial" && !state.certificates.every(Boolean)) return wait();
  if (todo === "share" && !state.dealt) return wait();
  show(STAGES, "working");
  if (todo === "try") {
    await give("try", await work("proveTrial", { words: state.trial, certificates: state.certificates, kept: state.kept }));
    code = null;
  } else if (todo === "open") {
    const board = await (await fetch(root.dataset.board)).json();
    const known = { election: board.election, fingerprint: state.fingerprint, ballots: board.ballots };
    await give("open", await work("partialDecryption", { ...known, certificates: state.certificates, kept: state.kept }));
    code = null;
  } else {
    await give(todo, await work(ROUNDS[todo], { certificates: state.certificates, dealt: state.dealt }));
    if (todo === "share") code = null;
  }
  return go();
}

function wait() {
  show(STAGES, "waiting");
  setTimeout(() => go().catch(refuse), PAUSE);
}

function ask(todo) {
  const when = todo === "try" || todo === "open" ? todo : "go";
  root.querySelectorAll("[data-when]").forEach((one) => { one.hidden = one.dataset.when !== when; });
  show(STAGES, "type");
}

const finish = () => show(STAGES, "done");

function refuse(error) {
  const mistyped = error.message === "code";
  part("wrong").hidden = !mistyped;
  part("wrongpass").hidden = !["file", "passphrase"].includes(error.message);
  if (mistyped || !part("wrongpass").hidden) {
    code = null;
    ask(state.todo);
  } else {
    show(STAGES, "refused");
  }
}

async function typed() {
  part("wrong").hidden = part("wrongpass").hidden = true;
  const [file] = part("file").files;
  if (file) {
    show(STAGES, "working");
    code = await work("unlockCode", { file: await file.text(), passphrase: part("filepass").value });
  } else {
    code = part("typed").value.replace(/\s/g, "");
  }
  part("typed").value = part("filepass").value = part("file").value = "";
  await run(await look());
}

act("make", async () => {
  code = await work("newCode");
  part("code").textContent = grouped(code);
  show(STAGES, "keep");
});
act("print", () => window.print());
act("save", async () => {
  const passphrase = part("passphrase").value;
  if (passphrase.length < 8) return part("passphrase").focus();
  return save(`ma-kiem-phieu-${state.index}.json`, await work("lockCode", { passphrase }));
});
part("kept").addEventListener("change", ({ target }) => {
  root.querySelector('[data-act="kept"]').disabled = !target.checked;
});
act("kept", () => {
  part("code").textContent = "";
  run(state.todo).catch(refuse);
});
act("typed", () => typed().catch(refuse));
go().catch(refuse);
