import { applyAppearance } from './frame/appearance.ts';
import { choiceFields } from './frame/choice-fields.ts';
import { confirmWith } from './frame/confirm-method.ts';
import { connect, identityOf, post } from './frame/frame-port.ts';
import { icon } from './frame/marks.ts';
import { readOffer } from './frame/offered-methods.ts';
import type { ExpressSettings, FrameSettings, MethodType, ToFrame, WalletType } from './protocol.ts';
import { languageOf, wordsFor } from './words.ts';

type ExpressMethod = 'link' | WalletType;

const root = document.querySelector('#root');
let settings: FrameSettings | null = null;
let methods: readonly ExpressMethod[] = [];

async function start(next: FrameSettings): Promise<void> {
  const { element } = next;
  if (element.type !== 'expressCheckout') return;
  const offer = await readOffer(identityOf(next), next.payment, element.wallets);
  if ('error' in offer) return post({ type: 'loaderror', error: offer.error });
  methods = offer.methods.filter(isExpress);
  apply(next, element);
  post({ type: 'ready', methods });
}

function apply(next: FrameSettings, element: ExpressSettings): void {
  settings = next;
  document.documentElement.lang = languageOf(next.locale);
  applyAppearance(next.appearance);
  const rank = (method: ExpressMethod) => element.order.indexOf(method) + 1 || 99;
  const shown = [...methods].sort((a, b) => rank(a) - rank(b));
  const list = document.createElement('div');
  list.className = 'ExpressButtons';
  list.style.setProperty('--columns', String(Math.min(element.maxColumns, shown.length) || 1));
  list.style.setProperty('--height', `${element.buttonHeight}px`);
  list.append(...shown.map((method) => button(method, element, next.locale)));
  root?.replaceChildren(list);
}

function button(method: ExpressMethod, element: ExpressSettings, locale: string): HTMLElement {
  const words = wordsFor(locale);
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'ExpressButton';
  const theme = method === 'link' ? 'link' : (element.buttonThemes[method] ?? 'black');
  made.dataset['theme'] = theme;
  const kind = method === 'link' ? 'pay' : (element.buttonTypes[method] ?? 'plain');
  const text = document.createElement('span');
  text.textContent = words.walletButton(kind, words.methodNames[method]);
  const tag = document.createElement('small');
  tag.textContent = words.simulatedTag;
  made.append(icon(method === 'link' ? 'link' : 'wallet', ''), text, tag);
  made.addEventListener('click', () => post({ type: 'pressed', method }));
  return made;
}

function isExpress(method: MethodType): method is ExpressMethod {
  return method !== 'card';
}

async function handle(message: ToFrame): Promise<void> {
  switch (message.type) {
    case 'init':
      return start(message.settings);
    case 'update':
      if (message.settings.element.type === 'expressCheckout') {
        apply(message.settings, message.settings.element);
      }
      return;
    case 'confirm': {
      const { choice } = message.params;
      if (!settings || !choice) return;
      const answer = await confirmWith(settings, message.params, choiceFields(choice));
      return post({ type: 'answer', id: message.id, answer });
    }
    case 'focus':
      return document.querySelector<HTMLElement>('.ExpressButton')?.focus();
    case 'blur':
      return document.activeElement instanceof HTMLElement ? document.activeElement.blur() : undefined;
    default:
  }
}

connect(handle);
