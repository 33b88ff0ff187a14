import { PaymentsError } from '../../errors.ts';

/** The slot that `<pay-now>` shows the card form in. */
export const CARD_FORM_SLOT = 'card-form';

let count = 0;

/**
 * A node for Stripe's card form, in the document itself: Stripe refuses shadow roots. Where `host` is inside
 * somebody's shadow root, slots carry the form from there up to the document, root by root.
 */
export class CardFormMount {
  readonly node: HTMLElement;
  readonly #added: HTMLElement[] = [];

  /** Throws `CARD_FORM_MISPLACED` where no slot can carry it. */
  constructor(host: HTMLElement) {
    this.node = document.createElement('div');
    // Stripe's frame paints no background of its own only while both sides have the same scheme.
    this.node.style.colorScheme = 'light';
    let place: Element = host;
    let slot = CARD_FORM_SLOT;
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
      slot = carrier.name = `${CARD_FORM_SLOT}-${++count}`;
      this.#add(place, carrier);
      place = root.host;
    }
    this.node.slot = slot;
    this.#add(place, this.node);
  }

  remove(): void {
    for (const node of this.#added) node.remove();
  }

  #add(place: Element, node: HTMLElement): void {
    place.append(node);
    this.#added.push(node);
  }
}
