import { stripVTControlCharacters } from 'node:util';

/** How a line begins that names a failure, in node's, Playwright's, web-test-runner's, tsc's, oxlint's and prettier's words. */
const NAME = /^\s*(?:✖ |\d+\) \[|❌ |𐄂 |× |\[(?:warn|error)\] )|: error TS\d+:/;
/** What says nothing of the failure: a headline, and the way to the test through node itself. */
const NOISE = /^\s*$|^✖ failing tests:|^\s+at .*\(node:/;
/** A name, and what is said right below it. */
const LINES_A_NAME = 4;
const LAST_LINES = 8;

/**
 * The failures that a tool's output names, each with its reason, and how the output ends.
 * @param {string} output
 * @param {number} room lines
 */
export function failureSummary(output, room) {
  const lines = stripVTControlCharacters(output)
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => !NOISE.test(line));
  /** @type {Map<string, string[]>} */
  const failures = new Map();
  for (const [index, line] of lines.entries()) {
    if (!NAME.test(line)) continue;
    // Told while it runs, and with its reason after all: the later one counts.
    const name = line.replace(/\([\d.]+m?s\)|─+/g, '').trim();
    failures.delete(name);
    const below = lines.slice(index + 1, index + LINES_A_NAME);
    const next = below.findIndex((other) => NAME.test(other));
    failures.set(name, [line, ...(next === -1 ? below : below.slice(0, next))]);
  }
  const told = [...failures.values()];
  const left = room - LAST_LINES;
  // Where the reasons are too many, the names alone.
  const named = told.flat().length > left ? told.map(([name = '']) => name) : told.flat();
  const more = named.length - left;
  return [...named.slice(0, left), ...(more > 0 ? [`… and ${more} more`] : []), ...lines.slice(-LAST_LINES)];
}
