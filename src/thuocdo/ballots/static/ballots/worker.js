// Makes ballots beside the page, which stays usable meanwhile.
// Asked: { election: the exact words of election.json, fingerprint: the one that was announced, choices }.
// Answers: { ballot, tracker } or { refused: "fingerprint" | "election" | "choices" }. Keeps nothing.

import { makeBallot, readElection } from "./ballot.js";

const REASONS = ["election", "choices"];

self.onmessage = ({ data }) => {
  try {
    const election = readElection(data.election);
    if (election.fingerprint !== data.fingerprint) self.postMessage({ refused: "fingerprint" });
    else self.postMessage(makeBallot(election, data.choices));
  } catch (error) {
    self.postMessage({ refused: REASONS.includes(error.message) ? error.message : "election" });
  }
};
