import { seal } from './protocol.ts';

const main = document.querySelector<HTMLElement>('#challenge');
const problem = document.querySelector<HTMLElement>('.problem');
const buttons = [...document.querySelectorAll<HTMLButtonElement>('button[data-result]')];
const parentOrigin = new URLSearchParams(location.search).get('parent');

async function answer(result: string): Promise<void> {
  for (const button of buttons) button.disabled = true;
  if (problem) problem.hidden = true;
  try {
    const response = await fetch(`${location.pathname}/complete`, {
      method: 'POST',
      body: new URLSearchParams({ client_secret: main?.dataset['secret'] ?? '', result }),
      signal: AbortSignal.timeout(30_000),
    });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    const { returnUrl }: { returnUrl: string | null } = await response.json();
    if (window.parent !== window && parentOrigin) {
      window.parent.postMessage(seal({ type: 'challenge-done' }), parentOrigin);
    } else if (returnUrl) {
      location.assign(returnUrl);
    }
  } catch {
    // Whatever it was, the way on is the same: the buttons come back.
    for (const button of buttons) button.disabled = false;
    if (!problem) return;
    problem.textContent = 'The bank could not be reached. Please try again.';
    problem.hidden = false;
  }
}

// Disabled in the markup: a press before this script is there would be lost.
for (const button of buttons) {
  button.addEventListener('click', () => void answer(button.dataset['result'] ?? ''));
  button.disabled = false;
}
