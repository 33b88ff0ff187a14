import { adoptStyles } from 'lit';
import type { CSSResult, LitElement, TemplateResult } from 'lit';

import type { Localization } from '../../localization/localization.ts';
import type { Messages } from '../../localization/messages.ts';
import type { SessionState } from '../../session/state.ts';
import { renderSkeleton, renderUnavailable } from './render-shell.ts';
import { warn } from './warn.ts';

/** What an element shows once its session is ready. */
export interface Screens<Words> {
  /** What they need beyond the element's own. */
  readonly styles: readonly CSSResult[];
  /** What they say, beyond what every element says. Never rejects. */
  loadWords(language: string): Promise<Words>;
  render(state: ScreenState<Words>, connection: ReadyConnection): TemplateResult;
}

/** The session's state, with the screens' own words among the others. */
export interface ScreenState<Words> extends SessionState {
  readonly localization: Localization<Words>;
}

export type ReadyConnection = Extract<SessionState['connection'], { readonly session: unknown }>;

/**
 * Loads an element's screens when they are first shown, and their words in the person's language: a patient's
 * page never downloads the clinician's form, nor the other way round.
 */
export class ScreensLoader<Words> {
  readonly #host: LitElement;
  readonly #load: () => Promise<Screens<Words>>;
  #screens: Screens<Words> | null = null;
  /** The words in use; those of another language replace them once they are there. */
  #messages: (Messages & Words) | null = null;
  /** Which of the session's words these go with, or will. */
  #base: Messages | null = null;
  #status: 'idle' | 'loading' | 'failed' = 'idle';

  constructor(host: LitElement, load: () => Promise<Screens<Words>>) {
    this.#host = host;
    this.#load = load;
  }

  render(state: SessionState, connection: ReadyConnection): TemplateResult {
    const { localization } = state;
    if (this.#status === 'idle') void this.#start();
    if (this.#screens) void this.#speak(this.#screens, localization);
    if (this.#screens && this.#messages) {
      const own = { ...localization, messages: this.#messages };
      return this.#screens.render({ ...state, localization: own }, connection);
    }
    const { messages } = localization;
    return this.#status === 'failed'
      ? renderUnavailable(messages, messages.trouble.unreachable, () => this.#start())
      : renderSkeleton(messages);
  }

  async #start(): Promise<void> {
    this.#status = 'loading';
    try {
      const screens = await this.#load();
      const { renderRoot } = this.#host;
      if (renderRoot instanceof ShadowRoot) {
        const { elementStyles } = this.#host.constructor as typeof LitElement;
        adoptStyles(renderRoot, [...elementStyles, ...screens.styles]);
      }
      this.#screens = screens;
    } catch (error) {
      // The file did not arrive. The page says so, and offers to try again.
      warn(this.#host, 'its screens could not be loaded.', error);
      this.#status = 'failed';
    }
    this.#host.requestUpdate();
  }

  async #speak(screens: Screens<Words>, { language, messages }: Localization): Promise<void> {
    if (messages === this.#base) return;
    this.#base = messages;
    const words = await screens.loadWords(language);
    if (messages !== this.#base) return;
    this.#messages = { ...messages, ...words };
    this.#host.requestUpdate();
  }
}
