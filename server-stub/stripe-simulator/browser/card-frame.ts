import { applyAppearance } from './frame/appearance.ts';
import { connect, identityOf, post } from './frame/frame-port.ts';
import { readOffer } from './frame/offered-methods.ts';
import { PaymentPanel } from './frame/payment-panel.ts';
import type { FrameSettings, ToFrame } from './protocol.ts';

const root = document.querySelector('#root');
const panel = new PaymentPanel(() => post(panel.change));

async function start(settings: FrameSettings): Promise<void> {
  const { element } = settings;
  if (element.type !== 'payment') return;
  applyAppearance(settings.appearance);
  const offer = await readOffer(identityOf(settings), settings.payment, element.wallets);
  if ('error' in offer) return post({ type: 'loaderror', error: offer.error });
  panel.start(settings, element, offer.methods);
  root?.replaceChildren(panel.element);
  post({ type: 'ready', methods: offer.methods });
}

async function handle(message: ToFrame): Promise<void> {
  switch (message.type) {
    case 'init':
      return start(message.settings);
    case 'update':
      applyAppearance(message.settings.appearance);
      if (message.settings.element.type === 'payment') {
        panel.apply(message.settings, message.settings.element);
      }
      return;
    case 'validate':
      return post({ type: 'answer', id: message.id, answer: panel.validate() });
    case 'confirm':
      return post({ type: 'answer', id: message.id, answer: await panel.confirm(message.params) });
    case 'email':
      return panel.suggest(message.email);
    case 'focus':
      return panel.focus();
    case 'blur':
      return document.activeElement instanceof HTMLElement ? document.activeElement.blur() : undefined;
    case 'clear':
      return panel.clear();
    case 'collapse':
      return panel.collapse();
  }
}

connect(handle);
