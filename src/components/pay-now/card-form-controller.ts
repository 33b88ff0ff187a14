import type { LitElement, ReactiveController } from 'lit';

import type { RequestEntry } from '../../session/state.ts';
import type { SessionController } from '../shared/session-controller.ts';
import { cardFormLooks } from './card-form-looks.ts';
import { CardFormMount } from './card-form-mount.ts';
import { isOpen } from './choose-request.ts';

/** One card form per request and document: which node has it. */
const mounts = new Map<string, CardFormMount>();

/**
 * The card form that an element shows: opens it in a node of its own, keeps its looks in step with the
 * element's, takes it away when it is over, and opens it again (empty) where the element was moved to.
 */
export class CardFormController implements ReactiveController {
  readonly #host: LitElement;
  readonly #session: SessionController;
  #open: { readonly id: string; readonly mount: CardFormMount; looks: string; isReady: boolean } | null =
    null;
  #resumeId: string | null = null;
  #scheme: MediaQueryList | null = null;

  constructor(host: LitElement, session: SessionController) {
    this.#host = host;
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
    if (this.#entryOf(id)?.checkout.status !== 'idle') store.leaveCheckout(id);
    const mount = new CardFormMount(this.#host);
    mounts.set(id, mount);
    const looks = this.#looks();
    const open = { id, mount, looks: JSON.stringify(looks), isReady: false };
    this.#open = open;
    try {
      await store.beginCheckout(id, { mount: mount.node, looks });
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
      void this.open(id);
      return;
    }
    const open = this.#open;
    if (!open?.isReady) return;
    const entry = this.#entryOf(open.id);
    if (!entry || isOver(entry) || !this.isFor(open.id)) this.#close();
    else this.#keepLooks(open);
  }

  hostDisconnected(): void {
    this.#scheme?.removeEventListener('change', this.#handleScheme);
    if (!this.#open) return;
    const { id } = this.#open;
    const status = this.#entryOf(id)?.checkout.status;
    if (status === 'details' || status === 'preparing') this.#resumeId = id;
    this.#session.store?.leaveCheckout(id);
    this.#close();
  }

  #entryOf(id: string): RequestEntry | undefined {
    return this.#session.state.requests.find(({ request }) => request.id === id);
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

  #keepLooks(open: { readonly id: string; looks: string }): void {
    const looks = this.#looks();
    const text = JSON.stringify(looks);
    if (text === open.looks) return;
    open.looks = text;
    this.#session.store?.updateCardForm(open.id, looks);
  }

  readonly #handleScheme = (): void => this.#host.requestUpdate();
}

function isOver(entry: RequestEntry): boolean {
  return !isOpen(entry) || entry.checkout.status === 'idle';
}
