import { byId, setIcon, setText } from '../shared/dom.ts';
import type { HomeMessages } from './messages.ts';

const CARDS = [
  { number: '4242 4242 4242 4242', outcome: 'pays' },
  { number: '4000 0000 0000 0002', outcome: 'declined' },
  { number: '4000 0000 0000 9995', outcome: 'insufficient' },
  { number: '4000 0000 0000 3220', outcome: 'bank' },
] as const;

/** Lists the simulator's cards, each to be copied with one click. */
export function renderTestCards(messages: HomeMessages): void {
  const rows = CARDS.map(({ number, outcome }) => {
    const row = document.createElement('li');
    const text = document.createElement('span');
    const code = document.createElement('code');
    const meaning = document.createElement('small');
    code.textContent = number;
    meaning.textContent = messages.cards[outcome];
    text.append(code, meaning);
    row.append(text, createCopyButton(number, messages));
    return row;
  });
  byId('card-list', HTMLElement).replaceChildren(...rows);
}

function createCopyButton(number: string, messages: HomeMessages): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'icon-button';
  button.setAttribute('aria-label', `${messages.copy} ${number}`);
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  svg.append(document.createElementNS('http://www.w3.org/2000/svg', 'use'));
  button.append(svg);
  setIcon(button, 'copy');
  button.addEventListener('click', () => void copy(number, button, messages));
  return button;
}

async function copy(number: string, button: HTMLElement, messages: HomeMessages): Promise<void> {
  await navigator.clipboard.writeText(number.replaceAll(' ', ''));
  setIcon(button, 'check');
  setText(byId('copied', HTMLElement), `${messages.copied}: ${number}`);
}
