// A teller's half of an election, made where the teller is: a code, the keys that follow from it, three rounds in which the
// tellers make their key, and the opening of the sums. Every function starts from what it is given; none keeps anything.

import { readElection } from "./ballot.js";
import { compact, decimal, demand, fields, listed, orRefuse } from "./formats.js";
import { P, element, exponent, isMember, power, randomExponent, reduced } from "./group.js";
import { checkSecret, g, hashed, proveFactor, proveSecret } from "./proofs.js";
import { closed, locked, opened, unlocked } from "./sealed.js";
import { sha256 } from "./sha256.js";

const ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
const LENGTH = 22;

// --- the code and what follows from it ---

/** The teller's secret. It belongs on a slip in an envelope, not on the server. */
export function newCode() {
  let code = "";
  while (code.length < LENGTH) {
    const [byte] = crypto.getRandomValues(new Uint8Array(1));
    if (byte < 4 * ALPHABET.length) code += ALPHABET[byte % ALPHABET.length]; // each letter as likely as the other
  }
  return code;
}

export const isCode = (text) =>
  typeof text === "string" && text.length === LENGTH && [...text].every((letter) => ALPHABET.includes(letter));

/** The file that keeps the code, beside the slip. */
export function lockCode(code, passphrase) {
  demand(isCode(code), "code");
  return locked(passphrase, code);
}

export const unlockCode = (fileWords, passphrase) => unlocked(passphrase, fileWords);

/** One teller with the code in hand: place `index` of `size`, `threshold` of them suffice. */
export function teller(code, index, size = 3, threshold = 2) {
  demand(isCode(code), "code");
  demand([index, size, threshold].every(Number.isInteger), "place"); // a page may hold "1" where 1 is meant
  return { index, size, threshold, signing: hashed(`sk|${code}`), decrypting: hashed(`dk|${code}`) };
}

const sign = ({ signing }, message) => proveSecret(signing, `sigmsg|${message}`);
const checkSignature = ({ verification }, message, proof) => checkSecret(verification, `sigmsg|${message}`, proof);

function signed(teller, thing) {
  const message = JSON.stringify(thing);
  return { message, signature: sign(teller, message) };
}

/** What a signed message says, if this teller signed it. */
function checkSigned(thing, certificate) {
  fields(thing, "message", "signature");
  checkSignature(certificate, thing.message, thing.signature);
  return compact(thing.message);
}

/** The teller still has the code: words of the server's choice, signed. */
export const proveTrial = (teller, words) => signed(teller, { trial: words });

// --- round 1: certificates ---

const contextOf = (index, size, threshold) => ({ group: "BELENIOS-2048", size, threshold, index });

export function certificate(teller) {
  const { index, size, threshold, signing, decrypting } = teller;
  const keys = { verification: `${g(signing)}`, encryption: `${g(decrypting)}` };
  return signed(teller, { context: contextOf(index, size, threshold), ...keys });
}

/** Every teller's public keys, checked, in their order, no two alike; and this teller is the one of its place. */
function readCertificates({ index, size, threshold, signing }, certificates) {
  const known = orRefuse("certificates", () => {
    demand(1 <= threshold && threshold <= size, "threshold");
    const read = listed(certificates, size).map((thing, place) => {
      const { context, ...told } = fields(compact(thing.message), "context", "verification", "encryption");
      const own = contextOf(place + 1, size, threshold);
      fields(context, ...Object.keys(own));
      demand(Object.keys(own).every((name) => context[name] === own[name]), "context");
      const keys = { verification: element(told.verification), encryption: element(told.encryption) };
      checkSigned(thing, keys);
      return keys;
    });
    const keys = read.flatMap(({ verification, encryption }) => [verification, encryption]);
    demand(new Set(keys).size === 2 * size, "keys");
    return read;
  });
  demand(known[index - 1]?.verification === g(signing), "code");
  return known;
}

// --- letters ---

/** A letter that only the recipient opens, and that only the sender can have written. */
function seal(sender, { encryption }, content) {
  const nonce = randomExponent();
  const alpha = g(nonce);
  const letter = signed(sender, { to: `${encryption}`, from: sender.index, content });
  return { alpha: `${alpha}`, ...closed(letterKey(alpha, encryption, power(encryption, nonce)), JSON.stringify(letter)) };
}

/** The secret in a letter from the teller of this place. */
function unseal({ decrypting }, certificates, from, letter) {
  return orRefuse("letter", () => {
    const alpha = element(fields(letter, "alpha", "data", "seal").alpha);
    const key = g(decrypting);
    const words = opened(letterKey(alpha, key, power(alpha, decrypting)), letter);
    const said = fields(checkSigned(compact(words), certificates[from - 1]), "to", "from", "content");
    demand(said.to === `${key}` && said.from === from, "to");
    return exponent(fields(said.content, "secret").secret);
  });
}

const letterKey = (alpha, key, agreed) => sha256(`thuocdo letter|${alpha}|${key}|${agreed}`);

// --- rounds 2 and 3: the tellers' key ---

/** A share of a fresh secret for every teller, and what lets each of them check the share. */
export function polynomial(teller, certificates) {
  const known = readCertificates(teller, certificates);
  const coefficients = Array.from({ length: teller.threshold }, randomExponent);
  const coefexps = coefficients.map((one) => `${g(one)}`);
  const share = (x) => coefficients.reduceRight((value, one) => reduced(value * x + one), 0n);
  return {
    secrets: known.map((to, place) => seal(teller, to, { secret: `${share(BigInt(place + 1))}` })),
    coefexps: signed(teller, { coefexps }),
    signature: sign(teller, dealtWords(certificates, coefexps)),
  };
}

const dealtWords = (certs, coefexps) => `certs_sig|${JSON.stringify({ certs, coefexps })}`;

/** The shares are what was committed to; their sum is this teller's key, kept sealed to the teller alone. */
export function voutput(teller, certificates, dealt) {
  const known = readCertificates(teller, certificates);
  const powers = orRefuse("commitments", () => {
    fields(dealt, "secrets", "coefexps", "signatures");
    [dealt.secrets, dealt.signatures].forEach((list) => listed(list, teller.size));
    return listed(dealt.coefexps, teller.size).map((thing, place) => {
      const { coefexps } = fields(checkSigned(thing, known[place]), "coefexps");
      checkSignature(known[place], dealtWords(certificates, coefexps), dealt.signatures[place]);
      return listed(coefexps, teller.threshold).map(element);
    });
  });
  const x = BigInt(teller.index);
  const shares = dealt.secrets.map((letter, place) => {
    const share = unseal(teller, known, place + 1, letter);
    const committed = powers[place].reduceRight((value, one) => (power(value, x) * one) % P, 1n);
    demand(g(share) === committed, "share");
    return share;
  });
  const secret = reduced(shares.reduce((total, share) => total + share));
  const key = `${g(secret)}`;
  const pok = proveSecret(secret, `pok|BELENIOS-2048|${key}`);
  return {
    private_key: seal(teller, known[teller.index - 1], { secret: `${secret}` }),
    public_key: { pok, public_key: key, signature: sign(teller, key) },
  };
}

/** The teller's key again, from the code and the sealed `private_key` that the server kept. */
export const unlock = (teller, certificates, kept) =>
  unseal(teller, readCertificates(teller, certificates), teller.index, kept);

// --- the opening ---

/** The encrypted sums of these ballots, each in its exact words. Whether their proofs hold is for a verifier to say. */
export function addUp(electionWords, ballotsWords) {
  const { fingerprint, questions } = orRefuse("election", () => readElection(electionWords));
  const none = { alpha: 1n, beta: 1n };
  const sums = questions.map(({ answers, blank }) => Array(answers.length + (blank ? 1 : 0)).fill(none));
  const credentials = new Set();
  orRefuse("ballots", () => {
    for (const words of ballotsWords) {
      const { election_hash, credential, answers } = compact(words);
      demand(election_hash === fingerprint && !credentials.has(credential), "ballot");
      credentials.add(credential);
      sums.forEach((row, i) => {
        listed(listed(answers, sums.length)[i].choices, row.length).forEach(({ alpha, beta }, j) => {
          row[j] = { alpha: (row[j].alpha * decimal(alpha, P)) % P, beta: (row[j].beta * decimal(beta, P)) % P };
        });
      });
    }
  });
  return sums;
}

const table = (sums, told) => sums.map((row) => row.map(told));

/** The sums as they are published. */
export const sumsWords = (sums) =>
  JSON.stringify(table(sums, ({ alpha, beta }) => ({ alpha: `${alpha}`, beta: `${beta}` })));

/** What this owner of a key contributes: a factor for every sum, each with its proof. */
export function partialDecryption(electionWords, secret, sums) {
  const { fingerprint } = orRefuse("election", () => readElection(electionWords));
  // An element of another order would draw something of the secret out.
  demand(sums.flat().every(({ alpha }) => isMember(alpha)), "sums");
  const key = g(secret);
  return JSON.stringify({
    decryption_factors: table(sums, ({ alpha }) => `${power(alpha, secret)}`),
    decryption_proofs: table(sums, ({ alpha }) => proveFactor(secret, key, alpha, fingerprint)),
  });
}
