import type { StripeVisit } from '../../contract/stripe-account.ts';

/** What is asked of the window. */
export interface Surroundings {
  /** Whether this page is in a frame: Stripe's pages are not to be. */
  isFramed(): boolean;
  /** A new, empty tab; null where the browser keeps it closed. */
  openTab(): Tab | null;
  go(url: string): void;
  readonly address: string;
  /** What a relative address is relative to. */
  readonly base: string;
}

export interface Tab {
  say(words: string): void;
  go(url: string): void;
  close(): void;
}

export interface Wishes {
  readonly target: string;
  readonly returnUrl: string;
}

export const browserSurroundings: Surroundings = {
  isFramed: () => window.top !== window.self,
  openTab() {
    const opened = window.open('', '_blank');
    return opened && tabOf(opened);
  },
  go: (url) => location.assign(url),
  get address() {
    return location.href;
  },
  get base() {
    return document.baseURI;
  },
};

/** Takes a person to Stripe: in a new tab or in this one, as the host wishes, and never inside a frame. */
export class WayToStripe {
  readonly #around: Surroundings;

  constructor(around: Surroundings = browserSurroundings) {
    this.#around = around;
  }

  /** Where Stripe is to lead back to; nothing where that is left to the gateway. */
  returnTo({ target, returnUrl }: Wishes): { returnTo?: string } {
    if (returnUrl && URL.canParse(returnUrl, this.#around.base))
      return { returnTo: new URL(returnUrl, this.#around.base).href };
    return this.#isHere(target) ? { returnTo: this.#around.address } : {};
  }

  /**
   * To be called in the press itself: later a browser would take the new tab for a pop-up. Resolves with whether
   * the person is on the way; `false` where the tab stayed closed, or there is no visit.
   */
  async take(wishes: Wishes, words: string, ask: () => Promise<StripeVisit | null>): Promise<boolean> {
    const isHere = this.#isHere(wishes.target);
    const tab = isHere ? null : this.#around.openTab();
    tab?.say(words);
    const visit = await ask();
    if (!visit) tab?.close();
    else if (isHere) this.#around.go(visit.url);
    else tab?.go(visit.url);
    return visit !== null && (isHere || tab !== null);
  }

  #isHere(target: string): boolean {
    return target === '_self' && !this.#around.isFramed();
  }
}

function tabOf(opened: Window): Tab {
  return {
    say(words) {
      opened.document.title = words;
      opened.document.body.textContent = words;
    },
    go(url) {
      // Stripe's page has no business with this one.
      opened.opener = null;
      opened.location.replace(url);
    },
    close: () => opened.close(),
  };
}
