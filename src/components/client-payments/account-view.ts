import type { LinkStrategy, StripeAccountStanding } from '../../contract/stripe-account.ts';
import type { AccountWords } from '../../localization/account/messages.ts';
import type { Localization } from '../../localization/localization.ts';
import type { AccountTask, OpenVisit } from '../../session/configure/account-state.ts';

/** What the account's screens are drawn from, and what can be pressed in them. */
export interface AccountView {
  readonly standing: StripeAccountStanding;
  readonly task: AccountTask;
  readonly visit: OpenVisit | null;
  readonly localization: Localization<AccountWords>;
  /** UTC milliseconds. */
  readonly now: number;
  readonly accessUrl: string;
  readonly helpUrl: string;
  /** Whether Stripe opens in another tab. */
  readonly opensTab: boolean;
  /** The browser kept the new tab closed. */
  readonly isBlocked: boolean;
  /** The way to link that is chosen. */
  readonly way: LinkStrategy;
  /** The clinic's country, where Stripe wants it and its currency does not say; null where nobody asks. */
  readonly country: string | null;
  /** Being asked whether to remove; `typed` is the clinic's name so far. */
  readonly removal: { readonly typed: string; readonly isWrong: boolean } | null;

  onAccessForm(event: Event): void;
  onWay(way: LinkStrategy): void;
  onCountry(country: string): void;
  onAskStripe(): void;
  onGo(strategy: LinkStrategy, account?: string): void;
  onFinish(): void;
  onStopWaiting(): void;
  onUse(account: string): void;
  onNotThis(account: string): void;
  onRemove(): void;
  onTyped(name: string): void;
  onKeep(): void;
  onConfirmRemoval(event: SubmitEvent): void;
  onTest(): void;
}

/** Whether something is under way: then nothing else can be asked for. */
export function isBusy({ task }: Pick<AccountView, 'task'>): boolean {
  return task.status === 'pending' || task.status === 'checking';
}

/** Whether this is what is under way. */
export function isDoing({ task }: Pick<AccountView, 'task'>, name: string): boolean {
  return (task.status === 'pending' || task.status === 'checking') && task.name === name;
}

/** Stripe opens an account in a country, and nothing says which. */
export function isCountryAsked(task: AccountTask): boolean {
  return task.status === 'failed' && task.error.code === 'country_required';
}
