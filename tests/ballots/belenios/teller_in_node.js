// The tellers' worker in node: a line asked, a line answered.

import { createInterface } from "node:readline";

globalThis.self = { postMessage: (answer) => console.log(JSON.stringify(answer)) };
await import("./teller-worker.js");
for await (const line of createInterface({ input: process.stdin })) self.onmessage({ data: JSON.parse(line) });
