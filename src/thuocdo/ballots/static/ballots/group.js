// The group BELENIOS-2048: numbers modulo P, of prime order Q. BigInt is not constant-time; what it handles is used once,
// on the voter's own machine, or by a teller, for one ceremony and one opening, on the teller's own.

import { decimal, demand } from "./formats.js";
import { bytesToNumber } from "./sha256.js";

export const P = BigInt(
  "0x" +
    "a3ef2d011fefb1b6e39e568fccdffb0fb7dc7ef3a791b6862791811d21fc35f21e6d36856b428030421f514ed40bfd4c06e0" +
    "92a495af8d79a2f85e0fb11c0ede07dd973f9c53e50930c6e82ac36de1ae3fb8c3aabfff12ce27a5022ddd8912d107435012" +
    "768a2cdd0a4091d8fa447f6c7ebc15a349fa318a6b4fe17d8d47e843a3e14dfa9b2162f4d7229abe93a188b46b006517d6f6" +
    "747ebbb29c9ec3099b607f18fb1a8bc858279aa8599411d998d3e3fada9e010840d082d8c31911acdd4a0e7992d0f18cc759" +
    "cb5de0acf66a3882555bc810941e021b6a4ccfa04ee4008f878affa2375e2999b44f6cef17d707301e59e0e6351e051ed9ce" +
    "c4157646e64f",
);
export const G = BigInt(
  "0x" +
    "1307c1ab5f295885d7caa3a78a42415e31fd1c5807b61fb1e781878a52230a51988b98c259597f9c5a9dfd001d26ba31d9d8" +
    "976f01d95a1c8262ee68a0e92cea541e5219e0d0d094301b894236823fe1d4bc04e29f3748aefd4f10d5b1a356a8643e673f" +
    "d9d215fc8fe5fb9cf9fdb8ea88fdb1a3381a697fdf9c2458570b06d26aef1be365fdd90165f397c6b870df8c1b9e519edcee" +
    "8bb0f74b7a1615a274ba60a7ea574a61f552d2dde0ce514e0927c4ff49b1964c4a913731ae4268d60d7f22127b6cbba44d45" +
    "3ac8b72fd04e0991b7aeff04867d8724ac638f5f34100d2d47aa680d43771902743d663f42d853c041e1c91fe3823f4bcf28" +
    "4308f1d7e653",
);
export const Q = 78571733251071885079927659812671450121821421258408794611510081919805623223441n;

const modulo = (number, by) => ((number % by) + by) % by;

/** Plain power, for bases that are used once. */
export function power(base, exponent) {
  let result = 1n;
  for (let step = base, rest = exponent; rest > 0n; rest >>= 1n, step = (step * step) % P) {
    if (rest & 1n) result = (result * step) % P;
  }
  return result;
}

/** A function giving the powers of a base that is used often: a table of base^(digit * 64^place). */
export function fixedBase(base) {
  const rows = [];
  for (let place = 0, step = base; place < 43; place++) {
    const row = [1n];
    for (let digit = 1; digit < 64; digit++) row.push((row[digit - 1] * step) % P);
    rows.push(row);
    step = (row[63] * step) % P;
  }
  return (exponent) => {
    let result = 1n;
    let rest = modulo(exponent, Q);
    for (const row of rows) {
      const digit = Number(rest & 63n);
      if (digit) result = (result * row[digit]) % P;
      rest >>= 6n;
    }
    return result;
  };
}

export const isMember = (number) => number > 0n && number < P && power(number, Q) === 1n;

/** Read an exponent, or an element of the group, in the one way it is written. Throws where it is not one. */
export const exponent = (text) => decimal(text, Q);
export function element(text) {
  const number = decimal(text, P);
  demand(isMember(number), "element");
  return number;
}

export const reduced = (number) => modulo(number, Q);

/** A fresh number below Q, each as likely as the other. */
export function randomExponent() {
  for (;;) {
    const number = bytesToNumber(crypto.getRandomValues(new Uint8Array(32)));
    if (number < Q) return number;
  }
}
