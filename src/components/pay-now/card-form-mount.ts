import { PaymentsError } from '../../errors.ts';

/** The slots that `<pay-now>` shows Stripe's frames in. */
export const CARD_FORM_SLOT = 'card-form';
export const WALLETS_SLOT = 'wallets';

let count = 0;

/**
 * Nodes for Stripe's frames, in the document itself: Stripe refuses shadow roots. Where `host` is inside
 * somebody's shadow root, slots carry them from there up to the document, root by root.
 */
export class CardFormMount {
  readonly node = mountNode();
  /** For the wallet buttons. */
  readonly wallets = mountNode();
  readonly #added: HTMLElement[] = [];

  /** Throws `CARD_FORM_MISPLACED` where no slot can carry them. */
  constructor(host: HTMLElement) {
    this.#carry(host, this.wallets, WALLETS_SLOT);
    this.#carry(host, this.node, CARD_FORM_SLOT);
  }

  remove(): void {
    for (const node of this.#added) node.remove();
  }

  #carry(host: HTMLElement, node: HTMLElement, name: string): void {
    let place: Element = host;
    let slot = name;
    for (;;) {
      const root = place.getRootNode();
      if (root instanceof Document) break;
      if (!(root instanceof ShadowRoot) || root.slotAssignment !== 'named') {
        this.remove();
        throw new PaymentsError(
          'CARD_FORM_MISPLACED',
          `<${host.localName}> must be in the document, and in no shadow root with manual slots.`,
        );
      }
      const carrier = document.createElement('slot');
      carrier.slot = slot;
      slot = carrier.name = `${name}-${++count}`;
      this.#add(place, carrier);
      place = root.host;
    }
    node.slot = slot;
    this.#add(place, node);
  }

  #add(place: Element, node: HTMLElement): void {
    place.append(node);
    this.#added.push(node);
  }
}

function mountNode(): HTMLElement {
  const node = document.createElement('div');
  // Stripe's frame paints no background of its own only while both sides have the same scheme.
  node.style.colorScheme = 'light';
  return node;
}
