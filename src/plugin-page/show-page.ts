import { html, nothing, render } from 'lit';
import type { TemplateResult } from 'lit';

import type { Role } from '../contract/roles.ts';
import { register } from '../register.ts';
import type { SessionState, SessionStore } from '../session/state.ts';
import { applyTheme } from './theme.ts';

/** Draws into `main` what this person may use, and keeps the document in their language and the host's theme. */
export function showPage(main: HTMLElement, session: SessionStore): () => void {
  let role: Role | null = null;
  const show = (state: SessionState): void => {
    const { connection, localization } = state;
    const root = document.documentElement;
    root.lang = localization.language;
    root.dir = localization.direction;
    document.title = localization.messages.page.title;
    if ('session' in connection) {
      if (role !== 'clinician' && connection.session.role === 'clinician') void loadToast();
      ({ role } = connection.session);
      applyTheme(root, connection.context.theme);
    }
    render(renderPage(role, state, session), main);
  };
  const release = session.subscribe(show);
  show(session.getState());
  return release;
}

/** Only clinicians are told by a pop-up. Where its code does not arrive, the host draws it in its own page. */
async function loadToast(): Promise<void> {
  try {
    const { PaymentReceivedToast } =
      await import('../components/payment-received-toast/payment-received-toast.ts');
    register('payment-received-toast', PaymentReceivedToast);
  } catch {
    // The session has no outlet for pop-ups then, and hands each over.
  }
}

function renderPage(role: Role | null, state: SessionState, session: SessionStore): TemplateResult {
  const { connection, localization } = state;
  const { common, page } = localization.messages;
  const environment = 'session' in connection ? page.environment[connection.session.environment] : '';
  return html`${renderElements(role, session, page.observer)}
    <footer>${common.poweredBy}${environment && ` · ${environment}`}</footer>`;
}

function renderElements(role: Role | null, session: SessionStore, others: string): TemplateResult {
  switch (role) {
    // Until it is known who this is, the clinician's element says how the connection stands.
    case null:
    case 'clinician':
      return html`<request-payment .session=${session}></request-payment> ${
          role ? html`<payment-received-toast .session=${session}></payment-received-toast>` : nothing
        }`;
    case 'patient':
    case 'link-payer':
      return html`<pay-now .session=${session}></pay-now>`;
    default:
      return html`<p>${others}</p>`;
  }
}
