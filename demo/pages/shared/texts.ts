/** Fills each element below `root` that has `data-text` with the word of that name. */
export function fillTexts(root: ParentNode, words: object): void {
  const table = new Map<string, unknown>(Object.entries(words));
  for (const element of root.querySelectorAll<HTMLElement>('[data-text]')) {
    const text = table.get(element.dataset['text'] ?? '');
    if (typeof text === 'string') element.textContent = text;
  }
}
