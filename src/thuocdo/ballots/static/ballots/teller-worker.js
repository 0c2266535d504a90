// Does a teller's work beside the page, which stays usable meanwhile. Keeps nothing: the code is told each time.
// Asked: { does: one of ACTS, ...what that act takes }; where a teller acts, { code, index } and, where they are not
// three and two, { size, threshold }. Answers: { done: ... } or { refused: one of REASONS }.

import * as made from "./teller.js";
import { demand } from "./formats.js";
import { fingerprint } from "./sha256.js";

const ACTS = {
  newCode: () => made.newCode(),
  certificate: (asked) => made.certificate(whoOf(asked)),
  polynomial: (asked) => made.polynomial(whoOf(asked), asked.certificates),
  voutput: (asked) => made.voutput(whoOf(asked), asked.certificates, asked.dealt),
  proveTrial(asked) {
    secretOf(asked); // a code that signs but does not open the key would be a trial of too little
    return made.proveTrial(whoOf(asked), asked.words);
  },
  addUp: (asked) => made.sumsWords(sumsOf(asked)),
  partialDecryption: (asked) => made.partialDecryption(asked.election, secretOf(asked), sumsOf(asked)),
  lockCode: ({ code, passphrase }) => made.lockCode(code, passphrase),
  unlockCode: ({ file, passphrase }) => made.unlockCode(file, passphrase),
};
const REASONS = [
  ...["code", "place", "certificates", "commitments", "letter", "share"],
  ...["fingerprint", "election", "ballots", "sums", "file", "passphrase"],
];

const whoOf = ({ code, index, size, threshold }) => made.teller(code, index, size, threshold);
const secretOf = (asked) => made.unlock(whoOf(asked), asked.certificates, asked.kept);

/** Of the ballots of the election that was announced, and of nothing else: sums are never handed to a teller. */
function sumsOf({ election, fingerprint: announced, ballots }) {
  demand(fingerprint(election) === announced, "fingerprint");
  return made.addUp(election, ballots);
}

self.onmessage = ({ data }) => {
  try {
    self.postMessage({ done: ACTS[data.does](data) });
  } catch (error) {
    self.postMessage({ refused: REASONS.includes(error.message) ? error.message : "message" });
  }
};
