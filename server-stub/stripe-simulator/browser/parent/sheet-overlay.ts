import {
  type Choice,
  type FromSheet,
  open,
  type PayerDetails,
  seal,
  type SheetSettings,
  type ToSheet,
} from '../protocol.ts';
import { openOverlay, type Overlay } from './overlay.ts';

export interface SheetHandlers {
  approved(choice: Choice, payer: PayerDetails): void;
  cancelled(): void;
}

/** The simulated wallet's (or Link's) sheet over the page: it stays until it is closed from either side. */
export class Sheet {
  readonly #overlay: Overlay;
  readonly #origin: string;
  readonly #settings: SheetSettings;
  readonly #handlers: SheetHandlers;
  #isApproved = false;

  constructor(origin: string, settings: SheetSettings, handlers: SheetHandlers) {
    this.#origin = origin;
    this.#settings = settings;
    this.#handlers = handlers;
    window.addEventListener('message', this.#handleMessage);
    this.#overlay = openOverlay({
      address: `${origin}/frames/sheet?parent=${encodeURIComponent(location.origin)}`,
      title: 'Simulated payment sheet',
      label: 'Simulated payment sheet',
      height: 550,
    });
  }

  /** Says in the sheet that the payment did not go through. */
  fail(message: string): void {
    this.#isApproved = false;
    this.#send({ type: 'sheet-failed', message });
  }

  close(): void {
    window.removeEventListener('message', this.#handleMessage);
    this.#overlay.close();
  }

  #send(message: ToSheet): void {
    this.#overlay.iframe.contentWindow?.postMessage(seal(message), this.#origin);
  }

  readonly #handleMessage = (event: MessageEvent<unknown>): void => {
    if (event.origin !== this.#origin || event.source !== this.#overlay.iframe.contentWindow) return;
    const message = open<FromSheet>(event.data, ['sheet-hello', 'sheet-cancel', 'sheet-approve']);
    switch (message?.type) {
      case 'sheet-hello':
        return this.#send({ type: 'sheet-init', settings: this.#settings });
      case 'sheet-approve':
        if (this.#isApproved) return;
        this.#isApproved = true;
        return this.#handlers.approved(message.choice, message.payer);
      case 'sheet-cancel':
        if (this.#isApproved) return;
        this.close();
        return this.#handlers.cancelled();
      default:
    }
  };
}
