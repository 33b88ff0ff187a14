import type { NotReadyReason } from '../../../src/contract/gateway-session.ts';

export interface PageWords {
  readonly heading: string;
  readonly lead: string;
  readonly coming: string;
}

export interface OverviewMessages {
  readonly back: string;
  readonly simulator: string;
  readonly loading: string;
  readonly unknown: string;
  readonly enabled: string;
  readonly notEnabled: string;
  readonly account: string;
  readonly noAccount: string;
  readonly currency: string;
  readonly ready: string;
  readonly reasons: Readonly<Record<NotReadyReason, string>>;
  readonly admin: PageWords;
  readonly operator: PageWords;
}

const english: OverviewMessages = {
  back: 'Back to the demo',
  simulator: 'Open the Stripe simulator',
  loading: 'Asking the gateway…',
  unknown: 'The gateway does not answer right now. Load the page again in a moment.',
  enabled: 'Enabled',
  notEnabled: 'Not enabled',
  account: 'Stripe account',
  noAccount: 'none linked',
  currency: 'Currency',
  ready: 'Takes payments in its calls.',
  reasons: {
    clinic_not_enabled: 'The app is not enabled for this clinic yet.',
    account_not_linked: 'No Stripe account is linked yet.',
    account_incomplete: 'Stripe still needs something from the clinic.',
    account_in_review: 'Stripe is looking at what the clinic sent.',
    account_restricted: 'Stripe has restricted the account.',
  },
  admin: {
    heading: 'Clinics',
    lead: 'How the clinics of this organisation stand, as the gateway says.',
    coming:
      'Configure > Client Payments is going to be here: link the clinic’s Stripe account, edit it, remove it.',
  },
  operator: {
    heading: 'Service desk',
    lead: 'The clinics on this platform, as the gateway says.',
    coming: 'Requests for access are going to be here, to approve or to decline.',
  },
};

const italian: OverviewMessages = {
  back: 'Torna alla demo',
  simulator: 'Apri il simulatore di Stripe',
  loading: 'Chiedo al gateway…',
  unknown: 'Il gateway non risponde in questo momento. Ricarica la pagina tra poco.',
  enabled: 'Attivata',
  notEnabled: 'Non attivata',
  account: 'Account Stripe',
  noAccount: 'nessuno collegato',
  currency: 'Valuta',
  ready: 'Riceve pagamenti nelle sue chiamate.',
  reasons: {
    clinic_not_enabled: 'L’app non è ancora attivata per questa clinica.',
    account_not_linked: 'Nessun account Stripe è ancora collegato.',
    account_incomplete: 'A Stripe manca ancora qualcosa dalla clinica.',
    account_in_review: 'Stripe sta esaminando quanto inviato dalla clinica.',
    account_restricted: 'Stripe ha limitato l’account.',
  },
  admin: {
    heading: 'Cliniche',
    lead: 'La situazione delle cliniche di questa organizzazione, secondo il gateway.',
    coming:
      'Qui ci sarà Configura > Pagamenti cliente: collegare l’account Stripe della clinica, modificarlo, rimuoverlo.',
  },
  operator: {
    heading: 'Assistenza',
    lead: 'Le cliniche di questa piattaforma, secondo il gateway.',
    coming: 'Qui ci saranno le richieste di accesso, da approvare o rifiutare.',
  },
};

export function overviewMessagesFor(locale: string): OverviewMessages {
  return locale.startsWith('it') ? italian : english;
}
