/** A table; a column that is empty in every row is left out. Prettier lines it up. */
export function table(headings, rows) {
  const kept = headings.map((_, column) => rows.some((row) => row[column]));
  const line = (cells) =>
    `| ${cells
      .filter((_, column) => kept[column])
      .map((cell) => cellText(cell ?? ''))
      .join(' | ')} |`;
  return [line(headings), line(headings.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A bar would end the cell, a line break the row, and a tag is no tag here. */
function cellText(text) {
  return text
    .trim()
    .replaceAll('|', '\\|')
    .replace(/\s*\n\s*/g, ' ');
}

export function code(text) {
  return text ? `\`${text}\`` : '';
}

/** One paragraph: what a comment breaks over lines. */
export function flow(text) {
  return text
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s*\n\s*/g, ' '))
    .join('\n\n');
}

/** A sentence: comments that go with a name begin small and end with no point. */
export function sentence(text) {
  const trimmed = text.trim();
  if (!trimmed) return '';
  const first = trimmed.charAt(0).toUpperCase() + trimmed.slice(1);
  return /[.!?]$/.test(first) ? first : `${first}.`;
}

/** The text between `<!-- name -->` and `<!-- /name -->` replaced. */
export function between(document, name, text) {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [document.indexOf(start), document.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${start} … ${end} is missing.`);
  return `${document.slice(0, from + start.length)}\n\n${text}\n\n${document.slice(to)}`;
}
