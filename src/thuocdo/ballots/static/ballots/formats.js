// How things are written, read strictly: a second spelling is refused. Every function throws where something does not hold.

/** Throws the word where it does not hold. */
export function demand(holds, word) {
  if (!holds) throw new Error(word);
}

/** The work either succeeds or is refused with this word, whatever it was that failed. */
export function orRefuse(word, work) {
  try {
    return work();
  } catch {
    throw new Error(word);
  }
}

/** JSON written in the one way. */
export function compact(words) {
  const thing = JSON.parse(words);
  demand(JSON.stringify(thing) === words, "compact");
  return thing;
}

/** An object with exactly these fields. */
export function fields(thing, ...names) {
  demand(!Array.isArray(thing) && `${Object.keys(thing).sort()}` === `${names.sort()}`, "fields");
  return thing;
}

/** A list of this length. */
export function listed(thing, length) {
  demand(Array.isArray(thing) && thing.length === length, "list");
  return thing;
}

/** A number written as a decimal string, under a bound. */
export function decimal(text, below) {
  demand(typeof text === "string" && text.length <= 617 && /^(0|[1-9][0-9]*)$/.test(text), "decimal");
  const number = BigInt(text);
  demand(number < below, "decimal");
  return number;
}
