import { adoptStyles } from 'lit';
import type { CSSResult, LitElement, TemplateResult } from 'lit';

import type { SessionState } from '../../session/state.ts';
import { renderSkeleton, renderUnavailable } from './render-shell.ts';
import { warn } from './warn.ts';

/** What an element shows once its session is ready. */
export interface Screens {
  /** What they need beyond the element's own. */
  readonly styles: readonly CSSResult[];
  render(state: SessionState, connection: ReadyConnection): TemplateResult;
}

export type ReadyConnection = Extract<SessionState['connection'], { readonly session: unknown }>;

/**
 * Loads an element's screens when they are first shown: a patient's page never downloads the clinician's
 * form, nor the other way round.
 */
export class ScreensLoader {
  readonly #host: LitElement;
  readonly #load: () => Promise<Screens>;
  #screens: Screens | null = null;
  #status: 'idle' | 'loading' | 'failed' = 'idle';

  constructor(host: LitElement, load: () => Promise<Screens>) {
    this.#host = host;
    this.#load = load;
  }

  render(state: SessionState, connection: ReadyConnection): TemplateResult {
    if (this.#screens) return this.#screens.render(state, connection);
    if (this.#status === 'idle') void this.#start();
    const { messages } = state.localization;
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
}
