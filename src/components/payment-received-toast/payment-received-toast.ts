import { LitElement, html, nothing } from 'lit';
import { property } from 'lit/decorators.js';

import type { PaymentNotification } from '../../session/host-port.ts';
import type { SessionStore } from '../../session/state.ts';
import { icon } from '../shared/icons.ts';
import { SessionController } from '../shared/session-controller.ts';
import { Countdown } from './countdown.ts';

import { button } from '../shared/button.styles.ts';
import { tokens } from '../shared/tokens.styles.ts';
import { styles } from './payment-received-toast.styles.ts';

/** The least that a person needs to notice and read it, in seconds (WCAG 2.2.1). */
const LEAST_DURATION = 20;

/**
 * The pop-up *Payment received*, above everything in its document. The session's announcer says it aloud,
 * so it is no live region itself.
 *
 * @tagname payment-received-toast
 * @fires {PaymentReceivedEvent} payment-received - a request of this call was paid
 * @csspart stack - what holds the pop-ups
 * @csspart toast - one pop-up
 * @csspart dismiss - the button that closes it
 */
export class PaymentReceivedToast extends LitElement {
  static override styles = [tokens, button, styles];

  /** The session to show; the document's default one unless set. */
  @property({ attribute: false }) session: SessionStore | undefined;
  /** How long a pop-up stays, in seconds; at least 20. It waits under a pointer or the focus. */
  @property({ type: Number }) duration = LEAST_DURATION;

  readonly #session = new SessionController(this, {
    facts: ['payment-received'],
    onConnect: (store) => store.setNotificationOutlet(true),
    onRelease: (store) => store.setNotificationOutlet(false),
  });
  readonly #countdowns = new Map<string, Countdown>();
  #isPointed = false;

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.#handleAttention);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#handleAttention);
    for (const countdown of this.#countdowns.values()) countdown.pause();
    this.#countdowns.clear();
  }

  override render() {
    const { connection, localization, notifications } = this.#session.state;
    return html`<div
      class="shell"
      part="stack"
      popover="manual"
      role="region"
      aria-label=${localization.messages.notification.region}
      lang=${localization.language}
      dir=${localization.direction}
      data-theme=${'context' in connection ? connection.context.theme.mode : nothing}
      ?hidden=${notifications.length === 0}
      @pointerenter=${() => this.#handlePointer(true)}
      @pointerleave=${() => this.#handlePointer(false)}
      @focusin=${this.#handleAttention}
      @focusout=${() => queueMicrotask(this.#handleAttention)}
    >
      ${notifications.map((notification) => this.#renderToast(notification))}
    </div>`;
  }

  override updated(): void {
    const { notifications } = this.#session.state;
    this.#showPopover(notifications.length > 0);
    for (const [id, countdown] of this.#countdowns) {
      if (notifications.some((notification) => notification.id === id)) continue;
      countdown.pause();
      this.#countdowns.delete(id);
    }
    const milliseconds = Math.max(this.duration || 0, LEAST_DURATION) * 1000;
    for (const { id } of notifications) {
      if (!this.#countdowns.has(id))
        this.#countdowns.set(id, new Countdown(milliseconds, () => this.#dismiss(id)));
    }
    this.#handleAttention();
  }

  #renderToast({ id, title, body, dismissLabel }: PaymentNotification) {
    return html`<div
      class="toast"
      part="toast"
      @keydown=${(event: KeyboardEvent) => event.key === 'Escape' && this.#dismiss(id)}
    >
      <span class="sign">${icon('check')}</span>
      <div>
        <strong>${title}</strong>
        <p>${body}</p>
      </div>
      <button
        class="button"
        part="dismiss"
        type="button"
        aria-label=${dismissLabel}
        @click=${() => this.#dismiss(id)}
      >
        ${icon('cross')}
      </button>
    </div>`;
  }

  /** Where popovers are missing, the style's fixed position does; the top layer is only better. */
  #showPopover(show: boolean): void {
    const stack = this.renderRoot.querySelector<HTMLElement>('.shell');
    if (!stack || !('showPopover' in stack) || stack.matches(':popover-open') === show) return;
    if (show) stack.showPopover();
    else stack.hidePopover();
  }

  #dismiss(id: string): void {
    this.#session.store?.dismissNotification(id);
  }

  #handlePointer(isPointed: boolean): void {
    this.#isPointed = isPointed;
    this.#handleAttention();
  }

  /** Time runs only while it can be seen and nobody is at it. */
  readonly #handleAttention = (): void => {
    // Not any focus: a button that was clicked keeps it, and then stands for the next pop-up.
    const hasFocus = Boolean(this.renderRoot.querySelector(':focus-visible'));
    const isHeld = this.#isPointed || hasFocus || document.visibilityState === 'hidden';
    for (const countdown of this.#countdowns.values()) {
      if (isHeld) countdown.pause();
      else countdown.run();
    }
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'payment-received-toast': PaymentReceivedToast;
  }
}
