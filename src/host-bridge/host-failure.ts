import type { PaymentsErrorCode } from '../errors.ts';

const WORDS = {
  en: {
    ORIGIN_NOT_ALLOWED: 'Payments are not set up for this site. Please contact the service desk.',
    GATEWAY_UNREACHABLE: 'Payments can’t be reached. Check your internet connection.',
    other: 'Payments could not be opened.',
    retry: 'Try again',
  },
  it: {
    ORIGIN_NOT_ALLOWED: 'I pagamenti non sono attivi per questo sito. Contatta l’assistenza.',
    GATEWAY_UNREACHABLE: 'I pagamenti non sono raggiungibili. Controlla la connessione a internet.',
    other: 'Non è stato possibile aprire i pagamenti.',
    retry: 'Riprova',
  },
};

/** Says in the panel, in plain words, that payments cannot be shown. Returns the way to take it away. */
export function showFailure(
  container: HTMLElement,
  code: PaymentsErrorCode,
  locale: string,
  onRetry: () => void,
): () => void {
  const language = locale.startsWith('it') ? 'it' : 'en';
  const words = WORDS[language];
  const box = document.createElement('div');
  const text = document.createElement('p');
  const button = document.createElement('button');
  box.role = 'alert';
  box.lang = language;
  box.style.cssText = 'padding:1.5rem;text-align:center;font:1rem/1.5 system-ui,sans-serif';
  text.textContent =
    code === 'ORIGIN_NOT_ALLOWED' || code === 'GATEWAY_UNREACHABLE' ? words[code] : words.other;
  text.style.cssText = 'margin:0 0 1rem';
  button.type = 'button';
  button.textContent = words.retry;
  button.style.cssText = 'font:inherit;min-height:2.75rem;padding:.5rem 1.25rem';
  button.addEventListener('click', onRetry);
  box.append(text, button);
  container.append(box);
  return () => box.remove();
}
