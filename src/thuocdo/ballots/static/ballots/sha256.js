// SHA-256, here because the browser's own is asynchronous and absent on plain HTTP.

const K = Uint32Array.from(
  (
    "428a2f98 71374491 b5c0fbcf e9b5dba5 3956c25b 59f111f1 923f82a4 ab1c5ed5 d807aa98 12835b01 243185be 550c7dc3 " +
    "72be5d74 80deb1fe 9bdc06a7 c19bf174 e49b69c1 efbe4786 0fc19dc6 240ca1cc 2de92c6f 4a7484aa 5cb0a9dc 76f988da " +
    "983e5152 a831c66d b00327c8 bf597fc7 c6e00bf3 d5a79147 06ca6351 14292967 27b70a85 2e1b2138 4d2c6dfc 53380d13 " +
    "650a7354 766a0abb 81c2c92e 92722c85 a2bfe8a1 a81a664b c24b8b70 c76c51a3 d192e819 d6990624 f40e3585 106aa070 " +
    "19a4c116 1e376c08 2748774c 34b0bcb5 391c0cb3 4ed8aa4a 5b9cca4f 682e6ff3 748f82ee 78a5636f 84c87814 8cc70208 " +
    "90befffa a4506ceb bef9a3f7 c67178f2"
  )
    .split(" ")
    .map((word) => parseInt(word, 16)),
);
const START = Int32Array.from([
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
]);

const turned = (word, by) => (word >>> by) | (word << (32 - by));
const w = new Int32Array(64);

/** Take the 64 bytes that begin at `at` into the state. */
function mix(state, bytes, at) {
  for (let i = 0; i < 16; i++) w[i] = bytes.getInt32(at + 4 * i);
  for (let i = 16; i < 64; i++) {
    const s0 = turned(w[i - 15], 7) ^ turned(w[i - 15], 18) ^ (w[i - 15] >>> 3);
    const s1 = turned(w[i - 2], 17) ^ turned(w[i - 2], 19) ^ (w[i - 2] >>> 10);
    w[i] = (w[i - 16] + s0 + w[i - 7] + s1) | 0;
  }
  // Taking the eight apart or turning them as lists would double the time.
  let a = state[0], b = state[1], c = state[2], d = state[3];
  let e = state[4], f = state[5], g = state[6], h = state[7];
  for (let i = 0; i < 64; i++) {
    const s1 = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
    const s0 = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22);
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  const mixed = [a, b, c, d, e, f, g, h];
  for (let i = 0; i < 8; i++) state[i] += mixed[i];
}

/** The hash of bytes, going on from a state that has taken `before` bytes. */
function ended(begun, data, before) {
  const blocks = new Uint8Array((((data.length + 8) >> 6) + 1) << 6);
  blocks.set(data);
  blocks[data.length] = 0x80;
  const view = new DataView(blocks.buffer);
  const length = before + data.length;
  view.setUint32(blocks.length - 8, Math.floor(length / 2 ** 29));
  view.setUint32(blocks.length - 4, length << 3);
  const state = begun.slice();
  for (let at = 0; at < blocks.length; at += 64) mix(state, view, at);
  const out = new DataView(new ArrayBuffer(32));
  write(state, out);
  return new Uint8Array(out.buffer);
}

function write(state, view) {
  for (let i = 0; i < 8; i++) view.setInt32(4 * i, state[i]);
}

/** The bytes of a text (as UTF-8). */
export const utf8 = (text) => new TextEncoder().encode(text);

/** The 32 bytes of the hash of a text (as UTF-8) or of bytes. */
export const sha256 = (data) => ended(START, typeof data === "string" ? utf8(data) : data, 0);

/** A function giving the HMAC-SHA256 of bytes under this key. */
export function hmac(key) {
  const [inner, outer] = padded(key);
  return (data) => ended(outer, ended(inner, data, 64), 64);
}

/** The two states that the hashes of an HMAC begin from. */
function padded(key) {
  const block = new Uint8Array(64);
  block.set(key.length > 64 ? sha256(key) : key);
  return [0x36, 0x5c].map((pad) => {
    const state = START.slice();
    mix(state, new DataView(block.map((byte) => byte ^ pad).buffer), 0);
    return state;
  });
}

/** PBKDF2-HMAC-SHA256: 32 bytes from a passphrase, slow on purpose, so it must not be slow for nothing. */
export function stretched(passphrase, salt, iterations) {
  const [inner, outer] = padded(utf8(passphrase));
  const first = ended(outer, ended(inner, Uint8Array.of(...salt, 0, 0, 0, 1), 64), 64);
  // Each step hashes the 32 bytes of the one before: always one block, of which only these bytes change.
  const block = new DataView(new ArrayBuffer(64));
  new Uint8Array(block.buffer).set([...first, 0x80]);
  block.setUint32(60, 8 * (64 + 32));
  const key = new DataView(first.buffer);
  const state = new Int32Array(8);
  for (let done = 1; done < iterations; done++) {
    for (const begun of [inner, outer]) {
      state.set(begun);
      mix(state, block, 0);
      write(state, block);
    }
    for (let i = 0; i < 32; i += 4) key.setInt32(i, key.getInt32(i) ^ block.getInt32(i));
  }
  return first;
}

export const bytesToHex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
export const bytesToNumber = (bytes) => BigInt(`0x${bytesToHex(bytes)}`);

/** The bytes written in hexadecimal. Throws where they are not. */
export function hexToBytes(hex) {
  if (!/^([0-9a-f]{2})*$/.test(hex)) throw new Error("hex");
  return Uint8Array.from({ length: hex.length / 2 }, (_, i) => parseInt(hex.slice(2 * i, 2 * i + 2), 16));
}

/** What people compare: base64 of the hash without padding. Of a ballot it is the tracker. */
export function fingerprint(text) {
  return btoa(String.fromCharCode(...sha256(text))).replace(/=+$/, "");
}
