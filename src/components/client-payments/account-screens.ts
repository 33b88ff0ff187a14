import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';

import type { LinkStrategy, StripeVisit } from '../../contract/stripe-account.ts';
import type { PaymentsError } from '../../errors.ts';
import { AccessFormChosenEvent } from '../../events.ts';
import { loadAccountWords } from '../../localization/account/load.ts';
import type { AccountWords } from '../../localization/account/messages.ts';
import type { Localization } from '../../localization/localization.ts';
import type { Messages } from '../../localization/messages.ts';
import type { AccountState, AccountTask } from '../../session/configure/account-state.ts';
import { isPassing } from '../../session/failure.ts';
import { explainToAdmin } from '../shared/render-for-admins.ts';
import { renderBars, renderUnavailable } from '../shared/render-shell.ts';
import type { ReadyConnection, ScreenState, Screens } from '../shared/screens-loader.ts';
import type { SessionHost } from '../shared/session-controller.ts';
import type { StoreController } from '../shared/store-controller.ts';
import { isBusy, isCountryAsked } from './account-view.ts';
import type { AccountView } from './account-view.ts';
import { renderAccount, renderParked } from './render-account.ts';
import { renderClinics } from './render-clinics.ts';
import { renderLink, renderNotEnabled, renderWaiting } from './render-link.ts';
import { isSameName, renderRemoving } from './render-removal.ts';
import { WayToStripe } from './way-to-stripe.ts';

import { card } from '../shared/card.styles.ts';
import { field } from '../shared/field.styles.ts';
import { styles } from './account-screens.styles.ts';

/** What a host sets on the element. */
export interface AccountHost extends SessionHost {
  readonly accessUrl: string;
  readonly helpUrl: string;
  readonly target: string;
  readonly returnUrl: string;
}

type ReadyState = Extract<AccountState, { readonly status: 'ready' }>;

/** Where there is no account to speak of yet. */
const NOTHING = { standing: null, task: { status: 'idle' }, visit: null } as const;

/** What an administrator sees: the clinic's account, or the organisation's clinics. */
export class AccountScreens implements Screens<AccountWords> {
  readonly styles = [field, card, styles];
  readonly loadWords = loadAccountWords;

  readonly #host: AccountHost;
  readonly #account: StoreController<'account'>;
  readonly #clinics: StoreController<'clinics'>;
  readonly #wayToStripe = new WayToStripe();
  #way: LinkStrategy = 'existing';
  #country = '';
  #isBlocked = false;
  #removal: AccountView['removal'] = null;

  constructor(host: AccountHost, account: StoreController<'account'>, clinics: StoreController<'clinics'>) {
    this.#host = host;
    this.#account = account;
    this.#clinics = clinics;
  }

  render(state: ScreenState<AccountWords>, { session }: ReadyConnection): TemplateResult {
    const { localization } = state;
    const { messages } = localization;
    if (session.role === 'organisation-admin') return this.#renderClinics(localization);
    if (session.clinic === null)
      return renderNotEnabled(this.#view(NOTHING, localization), messages.account.yourClinic);
    const { store, error } = this.#account;
    const account = store?.getState() ?? { status: 'loading' };
    if (error) return renderTrouble(error, messages, () => this.#account.retry());
    if (account.status === 'loading') return renderLoading(messages);
    if (account.status === 'unavailable')
      return account.error.code === 'clinic_not_enabled'
        ? renderNotEnabled(this.#view(NOTHING, localization), session.clinic.name)
        : renderTrouble(account.error, messages, () => void store?.refresh());
    return html`${account.trouble ? renderStale(messages) : nothing}
    ${this.#renderAccount(account, localization)}`;
  }

  #renderAccount(state: ReadyState, localization: Localization<AccountWords>): TemplateResult {
    const { standing } = state;
    if (!standing.account) this.#removal = null;
    if (!state.visit) this.#isBlocked = false;
    const view = { ...this.#view(state, localization), standing };
    if (standing.isRemoving) return renderRemoving(view);
    if (standing.account) return renderAccount(view, standing.account);
    if (!standing.clinic.enabled) return renderNotEnabled(view, standing.clinic.name);
    if (standing.parked) return renderParked(view, standing.parked);
    return state.visit ? renderWaiting(view) : renderLink(view);
  }

  #renderClinics(localization: Localization<AccountWords>): TemplateResult {
    const { store, error } = this.#clinics;
    const { messages } = localization;
    const state = store?.getState() ?? { status: 'loading' };
    if (error) return renderTrouble(error, messages, () => this.#clinics.retry());
    if (state.status === 'loading') return renderLoading(messages);
    if (state.status === 'unavailable')
      return renderTrouble(state.error, messages, () => void store?.refresh());
    const { accessUrl, helpUrl } = this.#host;
    return html`${state.trouble ? renderStale(messages) : nothing}
    ${renderClinics(state.clinics, { localization, accessUrl, helpUrl, onAccessForm: this.#handleAccessForm })}`;
  }

  #view(
    {
      standing,
      task,
      visit,
    }: Pick<ReadyState, 'task' | 'visit'> & { standing: AccountView['standing'] | null },
    localization: Localization<AccountWords>,
  ): Omit<AccountView, 'standing'> {
    const { store } = this.#account;
    const { accessUrl, helpUrl, target } = this.#host;
    return {
      task,
      visit,
      localization,
      accessUrl,
      helpUrl,
      now: Date.now(),
      opensTab: target !== '_self',
      isBlocked: this.#isBlocked,
      way: chosenWay(this.#way, standing),
      country: this.#country || isCountryAsked(task) ? this.#country : null,
      removal: this.#removal,
      onAccessForm: this.#handleAccessForm,
      onWay: (way) => this.#show(() => (this.#way = way)),
      onCountry: (country) => this.#show(() => (this.#country = country)),
      onAskStripe: () => void store?.askStripe(),
      onGo: (strategy, account) =>
        void this.#go(localization, (back) =>
          store?.link(strategy, {
            ...back,
            ...(account !== undefined && { account }),
            ...(strategy === 'new' && this.#country && { country: this.#country }),
          }),
        ),
      onFinish: () => void this.#go(localization, (back) => store?.openRequirements(back)),
      onStopWaiting: () => store?.leaveVisit(),
      onUse: (account) => void store?.confirm(account),
      onNotThis: (account) => void store?.discard(account),
      onRemove: () => this.#ask(task, { typed: '', isWrong: false }),
      onTyped: (typed) => this.#show(() => (this.#removal = { typed, isWrong: false })),
      onKeep: () => this.#ask(task, null),
      onConfirmRemoval: (event) => {
        event.preventDefault();
        if (standing && !isBusy({ task })) void this.#remove(standing.clinic.name);
      },
      onTest: () => void store?.testPayment(),
    };
  }

  async #go(
    { messages }: Localization<AccountWords>,
    ask: (back: { readonly returnTo?: string }) => Promise<StripeVisit | null> | undefined,
  ): Promise<void> {
    const { account } = messages;
    const back = this.#wayToStripe.returnTo(this.#host);
    const isOnTheWay = await this.#wayToStripe.take(
      this.#host,
      account.link.going,
      async () => (await ask(back)) ?? null,
    );
    this.#show(() => (this.#isBlocked = !isOnTheWay));
  }

  /** Opens or closes what is asked before an account is removed. */
  #ask(task: AccountTask, removal: AccountView['removal']): void {
    if (isBusy({ task })) return;
    this.#account.store?.dismissFailure();
    this.#show(() => (this.#removal = removal));
  }

  async #remove(clinic: string): Promise<void> {
    const typed = this.#removal?.typed ?? '';
    if (isSameName(typed, clinic)) {
      // As it is written: the gateway compares to the letter.
      await this.#account.store?.remove(clinic);
      return;
    }
    this.#show(() => (this.#removal = { typed, isWrong: true }));
    await this.#host.updateComplete;
    this.#host.shadowRoot?.querySelector<HTMLElement>('#clinic-name')?.focus();
  }

  readonly #handleAccessForm = (event: Event): void => {
    if (!this.#host.dispatchEvent(new AccessFormChosenEvent())) event.preventDefault();
  };

  #show(change: () => unknown): void {
    change();
    this.#host.requestUpdate();
  }
}

/** The way that is chosen, as long as it is there; else the other one. */
function chosenWay(wished: LinkStrategy, standing: AccountView['standing'] | null): LinkStrategy {
  if (!standing || standing.strategies[wished]) return wished;
  return wished === 'existing' ? 'new' : 'existing';
}

/** Not the element's usual skeleton, which stands for its code: here the gateway is being asked. */
function renderLoading({ account }: Messages & AccountWords): TemplateResult {
  return html`<div class="settings" aria-busy="true">
    <span class="sr">${account.loading}</span>
    ${renderBars()}
  </div>`;
}

function renderStale({ account }: AccountWords): TemplateResult {
  return html`<p class="strip" role="status">${account.stale}</p>`;
}

function renderTrouble(error: PaymentsError, messages: Messages, retry: () => void): TemplateResult {
  const { common } = messages;
  return renderUnavailable(
    messages,
    explainToAdmin(error, messages),
    retry,
    ...(isPassing(error) ? [common.tryingByItself] : []),
    common.code(error.code),
  );
}
