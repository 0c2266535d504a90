// Words locked with a key that is used once, or with a passphrase: a stream and a seal from HMAC-SHA256.

import { compact, demand, fields, orRefuse } from "./formats.js";
import { bytesToHex, hexToBytes, hmac, stretched, utf8 } from "./sha256.js";

const ITERATIONS = 500_000;
const MOST = 10_000_000; // a file that asks for more was not written here
const FORMAT = "thuocdo code 1";

/** Words under a key of 32 bytes. */
export function closed(key, words) {
  const hidden = streamed(key, utf8(words));
  return { data: bytesToHex(hidden), seal: sealOf(key, hidden) };
}

/** The words again. Throws where the key is another, or something was changed. */
export function opened(key, { data, seal }) {
  const hidden = hexToBytes(data);
  demand(sealOf(key, hidden) === seal, "seal");
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(streamed(key, hidden));
}

const sealOf = (key, hidden) => bytesToHex(hmac(key)(Uint8Array.of(...utf8("seal"), ...hidden)));

function streamed(key, data) {
  const next = hmac(key);
  const prefix = utf8("stream");
  let block;
  return data.map((byte, i) => {
    const n = i >> 5;
    if (i % 32 === 0) block = next(Uint8Array.of(...prefix, n >> 24, n >> 16, n >> 8, n));
    return byte ^ block[i % 32];
  });
}

/** Words under a passphrase: a small file. */
export function locked(passphrase, words) {
  const salt = bytesToHex(crypto.getRandomValues(new Uint8Array(16)));
  const kept = { format: FORMAT, iterations: ITERATIONS, salt };
  return JSON.stringify({ ...kept, ...closed(keyOf(passphrase, kept), words) });
}

/** The words in such a file again. */
export function unlocked(passphrase, words) {
  const { key, file } = orRefuse("file", () => {
    const file = fields(compact(words.trim()), "format", "iterations", "salt", "data", "seal");
    demand(file.format === FORMAT && Number.isInteger(file.iterations) && file.iterations <= MOST, "format");
    return { key: keyOf(passphrase, file), file };
  });
  return orRefuse("passphrase", () => opened(key, file));
}

// Keyboards write "ế" as one character or as three.
const keyOf = (passphrase, { salt, iterations }) =>
  stretched(passphrase.normalize("NFC"), hexToBytes(salt), iterations);
