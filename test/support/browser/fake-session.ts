import { aReadyState } from '../../../demo/pages/staged/samples.ts';
import { StagedSession } from '../../../demo/pages/staged/staged-session.ts';
import type { ConfigureStores } from '../../../src/session/configure/stores.ts';
import type { CardFormOptions, SessionState, SessionStore } from '../../../src/session/state.ts';

/** A session whose state a test sets by hand, and which remembers what was asked of it. */
export class FakeSession extends StagedSession {
  readonly calls: { readonly name: string; readonly args: readonly unknown[] }[] = [];
  /** What `createRequest` comes to. */
  createAnswer: () => Promise<string | null> = () => Promise.resolve(null);
  beginAnswer: (form: CardFormOptions) => Promise<void> = () => Promise.resolve();

  constructor(state: SessionState = aReadyState(), stores: Partial<ConfigureStores> = {}) {
    super(state, stores);
  }

  callsOf(name: string): (readonly unknown[])[] {
    return this.calls.filter((call) => call.name === name).map(({ args }) => args);
  }

  override retry(): void {
    this.#note('retry');
  }

  override setDraft(draft: Parameters<SessionStore['setDraft']>[0]): void {
    this.#note('setDraft', draft);
    super.setDraft(draft);
  }

  override createRequest(body: Parameters<SessionStore['createRequest']>[0]): Promise<string | null> {
    this.#note('createRequest', body);
    return this.createAnswer();
  }

  override cancelRequest(id: string): Promise<void> {
    this.#note('cancelRequest', id);
    return Promise.resolve();
  }

  override refuseRequest(id: string): Promise<void> {
    this.#note('refuseRequest', id);
    return Promise.resolve();
  }

  override putOff(id: string): void {
    this.#note('putOff', id);
  }

  override markSeen(id: string): void {
    this.#note('markSeen', id);
  }

  override beginCheckout(id: string, form: CardFormOptions): Promise<void> {
    this.#note('beginCheckout', id, form);
    return this.beginAnswer(form);
  }

  override updateCardForm(id: string, looks: CardFormOptions['looks']): void {
    this.#note('updateCardForm', id, looks);
  }

  override pay(id: string, email: string): Promise<void> {
    this.#note('pay', id, email);
    return Promise.resolve();
  }

  override leaveCheckout(id: string): void {
    this.#note('leaveCheckout', id);
  }

  override dismissNotification(id: string): void {
    this.#note('dismissNotification', id);
    super.dismissNotification(id);
  }

  override setNotificationOutlet(present: boolean): void {
    this.#note('setNotificationOutlet', present);
  }

  #note(name: string, ...args: unknown[]): void {
    this.calls.push({ name, args });
  }
}
