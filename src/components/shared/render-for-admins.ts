import type { TemplateResult } from 'lit';

import type { PaymentsError } from '../../errors.ts';
import type { Explanation, Messages } from '../../localization/messages.ts';
import type { SessionState } from '../../session/state.ts';
import { renderConnection, renderShell, renderStatement } from './render-shell.ts';
import type { ReadyConnection } from './screens-loader.ts';
import { explain } from './trouble.ts';

/** What is on a *Configure* page: for who administers a clinic or an organisation, and for nobody else. */
export function renderForAdmins(
  state: SessionState,
  retry: () => void,
  render: (connection: ReadyConnection) => TemplateResult,
): TemplateResult {
  return renderShell(state, renderContent(state, retry, render));
}

function renderContent(
  { connection, localization: { messages } }: SessionState,
  retry: () => void,
  render: (connection: ReadyConnection) => TemplateResult,
): TemplateResult {
  const { common } = messages;
  if (!('session' in connection)) {
    const isOffline = connection.status === 'unavailable' && connection.retryAt !== null;
    return renderConnection(connection, messages, retry, isOffline ? undefined : common.signInAgain);
  }
  const { role } = connection.session;
  return role === 'clinic-admin' || role === 'organisation-admin'
    ? render(connection)
    : renderStatement('calm', 'lock', common.unavailable, common.forAdmins);
}

/** What an error means on a *Configure* page, where there is no call to leave and to join again. */
export function explainToAdmin(error: PaymentsError, messages: Messages): Explanation {
  const { signIn, mismatch, hostSilent, closed, notEmbedded, outdated } = messages.trouble;
  const usual = explain(error, messages);
  const isOfCalls = [signIn, mismatch, hostSilent, closed, notEmbedded, outdated].includes(usual);
  return isOfCalls ? { ...usual, advice: messages.common.signInAgain } : usual;
}
