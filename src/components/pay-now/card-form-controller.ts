import type { LitElement, ReactiveController } from 'lit';

import type { RequestEntry, SessionStore, WalletOptions } from '../../session/state.ts';
import type { SessionController } from '../shared/session-controller.ts';
import { cardFormLooks } from './card-form-looks.ts';
import { CardFormMount } from './card-form-mount.ts';
import { isOpen } from './choose-request.ts';

interface OpenForm {
  readonly id: string;
  readonly store: SessionStore;
  readonly mount: CardFormMount;
  /** What Stripe was last given, as JSON. */
  looks: string;
  /** The session has answered: from here on its state says whether the form is still wanted. */
  isReady: boolean;
}

export interface CardFormControllerOptions {
  /** The element was moved; the form of this request is to be opened again. */
  readonly onResume: (id: string) => void;
  readonly typedEmail: WalletOptions['typedEmail'];
}

/** One card form per request and document: which node has it. */
const mounts = new Map<string, CardFormMount>();

/**
 * The card form that an element shows: opens it in a node of its own, keeps its looks in step with the
 * element's, takes it away when it is over, and opens it again (empty) where the element was moved to.
 */
export class CardFormController implements ReactiveController {
  readonly #host: LitElement;
  readonly #session: SessionController;
  readonly #onResume: (id: string) => void;
  readonly #typedEmail: () => string | null;
  #open: OpenForm | null = null;
  #resumeId: string | null = null;
  #scheme: MediaQueryList | null = null;

  constructor(host: LitElement, session: SessionController, options: CardFormControllerOptions) {
    this.#host = host;
    this.#onResume = options.onResume;
    this.#typedEmail = options.typedEmail;
    this.#session = session;
    host.addController(this);
  }

  /** Whether the form of this request is here; also false when somebody took its node away. */
  isFor(id: string): boolean {
    return this.#open?.id === id && this.#open.mount.node.isConnected;
  }

  /** Throws `CARD_FORM_MISPLACED` where there is no place for it, or another element has it. */
  async open(id: string): Promise<void> {
    const { store } = this.#session;
    if (!store) return;
    this.#close();
    // Where another element has it, it moves here.
    mounts.get(id)?.remove();
    if (entryIn(store, id)?.checkout.status !== 'idle') store.leaveCheckout(id);
    const mount = new CardFormMount(this.#host);
    mounts.set(id, mount);
    const looks = this.#looks();
    const open = { id, store, mount, looks: JSON.stringify(looks), isReady: false };
    this.#open = open;
    try {
      const wallets = { mount: mount.wallets, typedEmail: this.#typedEmail };
      await store.beginCheckout(id, { mount: mount.node, looks, wallets });
    } catch (error) {
      if (this.#open === open) this.#close();
      throw error;
    } finally {
      open.isReady = true;
      this.#host.requestUpdate();
    }
  }

  hostConnected(): void {
    this.#scheme = matchMedia('(prefers-color-scheme: dark)');
    this.#scheme.addEventListener('change', this.#handleScheme);
  }

  hostUpdated(): void {
    if (this.#resumeId) {
      const id = this.#resumeId;
      this.#resumeId = null;
      this.#onResume(id);
      return;
    }
    const open = this.#open;
    if (!open?.isReady) return;
    const entry = entryIn(open.store, open.id);
    if (!entry || isOver(entry) || !this.isFor(open.id)) this.#close();
    else this.#keepLooks(open);
  }

  hostDisconnected(): void {
    this.#scheme?.removeEventListener('change', this.#handleScheme);
    if (!this.#open) return;
    // Not through the session controller: it has let go of the store by now.
    const { id, store } = this.#open;
    const status = entryIn(store, id)?.checkout.status;
    if (status === 'details' || status === 'preparing') this.#resumeId = id;
    store.leaveCheckout(id);
    this.#close();
  }

  #close(): void {
    const open = this.#open;
    this.#open = null;
    open?.mount.remove();
    if (open && mounts.get(open.id) === open.mount) mounts.delete(open.id);
  }

  #looks() {
    const shell = this.#host.renderRoot.querySelector<HTMLElement>('.shell');
    return shell ? cardFormLooks(shell) : ({ theme: 'stripe', variables: {} } as const);
  }

  #keepLooks(open: OpenForm): void {
    const looks = this.#looks();
    const text = JSON.stringify(looks);
    if (text === open.looks) return;
    open.looks = text;
    open.store.updateCardForm(open.id, looks);
  }

  readonly #handleScheme = (): void => this.#host.requestUpdate();
}

function entryIn(store: SessionStore, id: string): RequestEntry | undefined {
  return store.getState().requests.find(({ request }) => request.id === id);
}

function isOver(entry: RequestEntry): boolean {
  return !isOpen(entry) || entry.checkout.status === 'idle';
}
