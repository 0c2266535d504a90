// A ballot, made where the voter is: every mark encrypted, with proofs that it is a valid answer, signed by a credential
// made for it and forgotten. The randomness never leaves these functions: whoever kept it could show how they voted.

import { P, fixedBase, isMember, randomExponent, reduced } from "./group.js";
import { g, hashed, proveSecret, told } from "./proofs.js";
import { fingerprint } from "./sha256.js";

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0n);
const product = (numbers) => numbers.reduce((total, number) => (total * number) % P, 1n);
const every = (choices) => choices.map(({ alpha, beta }) => `${alpha},${beta}`).join(",");

/** The election of these exact words, ready to vote in. Throws where it is not one we can answer. */
export function readElection(words) {
  const told = JSON.parse(words);
  const key = BigInt(told.public_key);
  if (told.version !== 1 || told.group !== "BELENIOS-2048" || !isMember(key)) throw new Error("election");
  return { uuid: told.uuid, questions: told.questions, fingerprint: fingerprint(words), key: fixedBase(key) };
}

/**
 * A ballot with these choices: per question one 0 or 1 for each answer, before them one for "blank" where there is one.
 * Returns what may be shown and sent: the ballot's exact words and its tracker.
 */
export function makeBallot(election, choices) {
  if (choices.length !== election.questions.length) throw new Error("choices");
  const secret = randomExponent();
  const credential = g(secret);
  const way = `${election.fingerprint}|${credential}`;
  const unsigned = {
    election_uuid: election.uuid,
    election_hash: election.fingerprint,
    credential: `${credential}`,
    answers: election.questions.map((question, i) => answer(question, choices[i], way, election.key)),
  };
  const hash = fingerprint(JSON.stringify(unsigned));
  const ballot = JSON.stringify({ ...unsigned, signature: { hash, proof: proveSecret(secret, `sig|${hash}`) } });
  return { ballot, tracker: fingerprint(ballot) };
}

/** Whether the marks are a valid answer; the page asks before the voter reviews. */
export function isValid(question, marks) {
  const first = question.blank ? 1 : 0;
  if (marks.length !== question.answers.length + first || marks.some((mark) => mark !== 0 && mark !== 1)) return false;
  const chosen = marks.slice(first).reduce((total, mark) => total + mark, 0);
  return first && marks[0] ? chosen === 0 : question.min <= chosen && chosen <= question.max;
}

function answer(question, marks, way, key) {
  if (!isValid(question, marks)) throw new Error("choices");
  const made = marks.map((mark) => encrypted(BigInt(mark), key));
  const individual = made.map((one, i) =>
    prove(`prove|${way}|${every([one])}`, [claim(one, 0), claim(one, 1)], marks[i], key),
  );
  const named = made.slice(question.blank ? 1 : 0);
  const total = {
    randomness: sum(named.map((one) => one.randomness)),
    held: sum(named.map((one) => one.held)),
    alpha: product(named.map((one) => one.alpha)),
    beta: product(named.map((one) => one.beta)),
  };
  const bounds = [];
  for (let m = question.min; m <= question.max; m++) bounds.push(claim(total, m));
  const within = Number(total.held) - question.min;
  const written = {
    choices: made.map(({ alpha, beta }) => ({ alpha: `${alpha}`, beta: `${beta}` })),
    individual_proofs: individual,
  };
  const words = `${way}|${every(made)}`;
  if (!question.blank) {
    return { ...written, overall_proof: prove(`prove|${words}|${every([total])}`, bounds, within, key) };
  }
  const either = [claim(made[0], 1), ...bounds];
  const neither = [claim(made[0], 0), claim(total, 0)];
  return {
    ...written,
    overall_proof: prove(`bproof1|${words}`, either, marks[0] ? 0 : 1 + within, key),
    blank_proof: prove(`bproof0|${words}`, neither, marks[0], key),
  };
}

function encrypted(held, key) {
  const randomness = randomExponent();
  return { randomness, held, alpha: g(randomness), beta: (key(randomness) * g(held)) % P };
}

/** A branch of a proof: this ciphertext, said to hold `claimed`. */
const claim = ({ randomness, held }, claimed) => ({ randomness, wrong: held - BigInt(claimed) });

/** One of the branches is true; nobody learns which. The others are simulated from challenges drawn first. */
function prove(words, branches, place, key) {
  const nonce = randomExponent();
  const proofs = branches.map(() => ({ challenge: randomExponent(), response: randomExponent() }));
  const commitments = branches.map(({ randomness, wrong }, i) => {
    const { challenge, response } = proofs[i];
    const shift = i === place ? nonce : response + randomness * challenge;
    return `${g(shift)},${i === place ? key(shift) : (key(shift) * g(wrong * challenge)) % P}`;
  });
  const others = sum(proofs.filter((_, i) => i !== place).map((proof) => proof.challenge));
  const challenge = reduced(hashed(`${words}|${commitments.join(",")}`) - others);
  proofs[place] = { challenge, response: reduced(nonce - branches[place].randomness * challenge) };
  return proofs.map(told);
}
