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
  // The page's own font and colours: these words stand in its panel.
  box.style.cssText =
    'box-sizing:border-box;max-width:26rem;margin:0 auto;padding:2.5rem 1.5rem;text-align:center;line-height:1.5;text-wrap:balance';
  text.textContent =
    code === 'ORIGIN_NOT_ALLOWED' || code === 'GATEWAY_UNREACHABLE' ? words[code] : words.other;
  text.style.cssText = 'margin:0 0 1.25rem';
  button.type = 'button';
  button.textContent = words.retry;
  button.style.cssText =
    'font:inherit;font-weight:600;color:inherit;background:none;border:1px solid;border-radius:10px;min-height:2.75rem;padding:.5rem 1.5rem;cursor:pointer';
  button.addEventListener('click', onRetry);
  box.append(text, button);
  container.append(box);
  return () => box.remove();
}
