export type Cell = string | number | null;

/** A byte-order mark: without it Excel takes the text for the machine's old code page. */
export const CSV_START = '\uFEFF';

/** One line of RFC 4180, its end included. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/**
 * Spreadsheets take text that begins like a formula for one, and run it: such text gets an apostrophe
 * before it. Numbers are ours, and stay numbers.
 * Source: https://owasp.org/www-community/attacks/CSV_Injection
 */
export function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = /^\s*[=+\-@\t\r\n＝＋－＠]/u.test(cell) ? `'${cell}` : cell;
  return /[",\r\n;\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
