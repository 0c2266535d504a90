// Proofs that someone knows a secret, without showing it: commitment, challenge, response. The challenge is a hash of
// everything the proof speaks of, so that it can be moved to no other place.

import { demand, fields } from "./formats.js";
import { G, P, exponent, fixedBase, power, randomExponent, reduced } from "./group.js";
import { bytesToNumber, sha256 } from "./sha256.js";

export const g = fixedBase(G);
export const hashed = (words) => reduced(bytesToNumber(sha256(words)));
export const told = ({ challenge, response }) => ({ challenge: `${challenge}`, response: `${response}` });

/** Whoever made this knows the secret of the public key; with a message among the words it is a signature. */
export function proveSecret(secret, words) {
  const nonce = randomExponent();
  const challenge = hashed(`${words}|${g(nonce)}`);
  return told({ challenge, response: reduced(nonce - secret * challenge) });
}

/** Throws where the proof is not of this public key and these words. */
export function checkSecret(key, words, proof) {
  fields(proof, "challenge", "response");
  const [challenge, response] = [exponent(proof.challenge), exponent(proof.response)];
  demand(hashed(`${words}|${(g(response) * power(key, challenge)) % P}`) === challenge, "proof");
}

/** alpha^secret was made with the secret of this public key, for the election of this fingerprint. */
export function proveFactor(secret, key, alpha, fingerprint) {
  const nonce = randomExponent();
  const challenge = hashed(`decrypt|${fingerprint}|${key}|${g(nonce)},${power(alpha, nonce)}`);
  return told({ challenge, response: reduced(nonce - secret * challenge) });
}
