import { html, type TemplateResult } from 'lit';

import type { BarMessages } from './bar-messages.ts';
import { icon } from './icon.ts';

const CARDS = [
  { number: '4242 4242 4242 4242', outcome: 'pays' },
  { number: '4000 0000 0000 3220', outcome: 'bank' },
  { number: '4000 0000 0000 0002', outcome: 'declined' },
  { number: '4000 0000 0000 9995', outcome: 'insufficient' },
  { number: '4000 0000 0000 0069', outcome: 'expired' },
] as const;

/** The simulator's cards, each to be copied with one click. `copied`: the one that was copied last. */
export function testCards(
  messages: BarMessages,
  copied: string | null,
  onCopy: (number: string) => void,
): TemplateResult {
  return html`
    <p class="tools-hint">${messages.testCardsHint}</p>
    <ul class="cards" role="list">
      ${CARDS.map(
        ({ number, outcome }) => html`
          <li>
            <button type="button" class="card" @click=${() => onCopy(number)}>
              <span>
                <span class="visually-hidden">${messages.copy}</span>
                <code>${number}</code>
                <small>${messages.cards[outcome]}</small>
              </span>
              ${icon(copied === number ? 'check' : 'copy')}
            </button>
          </li>
        `,
      )}
    </ul>
  `;
}
