import type {
  StripeError,
  StripeLinkAuthenticationElement,
  StripeLinkAuthenticationElementChangeEvent,
  StripeLinkAuthenticationElementOptions,
} from '@stripe/stripe-js';

import type { FrameSettings, FromFrame } from '../protocol.ts';
import { type ElementContext, SimulatedElement } from './element.ts';
import { warnUnknown } from './warn-unknown.ts';

const KIND = {
  type: 'linkAuthentication',
  page: 'email',
  title: 'Secure email input frame',
  events: ['ready', 'change', 'focus', 'blur', 'escape', 'loaderror', 'loaderstart'],
} as const;

const KNOWN = { simulated: ['defaultValues'], ignored: [] } satisfies {
  simulated: (keyof StripeLinkAuthenticationElementOptions)[];
  ignored: never[];
};

interface Plain {
  elementType: 'linkAuthentication';
}

interface Events {
  ready: Plain;
  change: StripeLinkAuthenticationElementChangeEvent;
  focus: Plain;
  blur: Plain;
  escape: Plain;
  loaderror: Plain & { error: StripeError };
  loaderstart: Plain;
}

/** `elements.create('linkAuthentication')`: an email field that the Payment Element's Link listens to. */
export class LinkAuthenticationElement
  extends SimulatedElement<Events>
  implements StripeLinkAuthenticationElement
{
  readonly #options: StripeLinkAuthenticationElementOptions;
  readonly #entered: (email: string) => void;

  /** `entered` gets each complete address. */
  constructor(
    context: ElementContext,
    options: StripeLinkAuthenticationElementOptions,
    entered: (email: string) => void,
  ) {
    super(KIND, context);
    warnUnknown('create()', options, KNOWN);
    this.#options = options;
    this.#entered = entered;
  }

  protected override elementSettings(): FrameSettings['element'] {
    return { type: 'linkAuthentication', email: this.#options.defaultValues?.email ?? null };
  }

  protected override received(message: FromFrame): void {
    if (message.type === 'ready') return this.emit('ready', {});
    if (message.type !== 'change') return;
    const { complete, email, empty } = message;
    const event: Omit<StripeLinkAuthenticationElementChangeEvent, 'elementType'> = {
      complete,
      empty,
      value: { email },
    };
    this.emit('change', event);
    if (complete) this.#entered(email);
  }
}
