import type { PaymentNotification } from './host-port.ts';

export interface ReceivedNotificationsOptions {
  /** Shows the list in this document. */
  readonly onShow: (notifications: readonly PaymentNotification[]) => void;
  /** Has the host draw it in its own page. */
  readonly onHandOver: (notification: PaymentNotification) => void;
}

/**
 * Decides where each pop-up is drawn: here, when the panel can be seen and an element draws pop-ups in it, else
 * by the host. One that is here when the panel hides goes to the host, which may not have been seen yet.
 */
export class ReceivedNotifications {
  readonly #options: ReceivedNotificationsOptions;
  #shown: readonly PaymentNotification[] = [];
  #outlets = 0;
  #panelVisible = false;

  constructor(options: ReceivedNotificationsOptions) {
    this.#options = options;
  }

  /** Shows it, or hands it over. Says whether it is shown in this document. */
  add(notification: PaymentNotification): boolean {
    if (!this.#canShow()) {
      this.#options.onHandOver(notification);
      return false;
    }
    this.#show([...this.#shown, notification]);
    return true;
  }

  dismiss(id: string): void {
    if (this.#shown.some((shown) => shown.id === id))
      this.#show(this.#shown.filter((shown) => shown.id !== id));
  }

  clear(): void {
    this.#show([]);
  }

  setOutlet(present: boolean): void {
    this.#outlets = Math.max(0, this.#outlets + (present ? 1 : -1));
    this.#handOverUnseen();
  }

  setPanelVisible(visible: boolean): void {
    this.#panelVisible = visible;
    this.#handOverUnseen();
  }

  #canShow(): boolean {
    return this.#panelVisible && this.#outlets > 0;
  }

  #handOverUnseen(): void {
    if (this.#canShow() || this.#shown.length === 0) return;
    const unseen = this.#shown;
    this.#show([]);
    for (const notification of unseen) this.#options.onHandOver(notification);
  }

  #show(notifications: readonly PaymentNotification[]): void {
    this.#shown = notifications;
    this.#options.onShow(notifications);
  }
}
