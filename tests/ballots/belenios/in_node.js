// Make ballots in node with the bundle beside this file. In: [what the worker is asked, ...]. Out: [{answer, ms}, ...].

import { readFileSync } from "node:fs";
import { isValid, makeBallot, readElection } from "./ballot.js";
import { fingerprint } from "./sha256.js";

const answers = JSON.parse(readFileSync(0, "utf8")).map(({ election, choices, hash, question, marks }) => {
  if (hash !== undefined) return { answer: fingerprint(hash) };
  if (question !== undefined) return { answer: isValid(question, marks) };
  const begun = performance.now();
  const answer = makeBallot(readElection(election), choices);
  return { answer, ms: performance.now() - begun };
});
console.log(JSON.stringify(answers));
