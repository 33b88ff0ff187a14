import type { AdminRole, PageName } from './place.ts';

export interface AdminMessages {
  readonly title: string;
  readonly configure: string;
  readonly clinicMenu: string;
  readonly team: string;
  readonly waitingArea: string;
  readonly callSettings: string;
  readonly clientPayments: string;
  readonly lead: string;
  readonly clinic: string;
  readonly signedInAs: string;
  readonly language: string;
  readonly appearance: string;
  readonly asDevice: string;
  readonly light: string;
  readonly dark: string;
  readonly role: Readonly<Record<AdminRole, string>>;
  readonly page: Readonly<Record<PageName, string>>;
  readonly pages: string;
  readonly call: string;
  readonly operator: string;
  readonly simulator: string;
  readonly back: string;
  readonly unreachable: string;
  readonly termsUrl: string;
}

const english: AdminMessages = {
  title: 'Client Payments · Configure',
  configure: 'Configure',
  clinicMenu: 'Clinic',
  team: 'Team',
  waitingArea: 'Waiting area',
  callSettings: 'Call settings',
  clientPayments: 'Client Payments',
  lead: 'Take payments from patients during a video call, on the clinic’s own Stripe account.',
  clinic: 'Clinic',
  signedInAs: 'Signed in as',
  language: 'Language',
  appearance: 'Appearance',
  asDevice: 'As on this device',
  light: 'Light',
  dark: 'Dark',
  role: { 'clinic-admin': 'Clinic admin', 'organisation-admin': 'Organisation admin' },
  page: { access: 'Request access', account: 'Stripe account', payments: 'Payments' },
  pages: 'Client Payments pages',
  call: 'A call of this clinic',
  operator: 'The operator’s service desk',
  simulator: 'Stripe simulator',
  back: 'Video call demo',
  unreachable: 'The demo does not answer. Load the page again in a moment.',
  termsUrl: '/terms',
};

const italian: AdminMessages = {
  title: 'Pagamenti cliente · Configura',
  configure: 'Configura',
  clinicMenu: 'Clinica',
  team: 'Personale',
  waitingArea: 'Sala d’attesa',
  callSettings: 'Impostazioni chiamata',
  clientPayments: 'Pagamenti cliente',
  lead: 'Ricevi pagamenti dai pazienti durante una videochiamata, sull’account Stripe della clinica.',
  clinic: 'Clinica',
  signedInAs: 'Accesso come',
  language: 'Lingua',
  appearance: 'Aspetto',
  asDevice: 'Come su questo dispositivo',
  light: 'Chiaro',
  dark: 'Scuro',
  role: {
    'clinic-admin': 'Amministratore della clinica',
    'organisation-admin': 'Amministratore dell’organizzazione',
  },
  page: { access: 'Richiedi accesso', account: 'Account Stripe', payments: 'Pagamenti' },
  pages: 'Pagine di Pagamenti cliente',
  call: 'Una chiamata di questa clinica',
  operator: 'Il servizio assistenza del gestore',
  simulator: 'Simulatore di Stripe',
  back: 'Videochiamata dimostrativa',
  unreachable: 'La demo non risponde. Ricarica la pagina tra poco.',
  termsUrl: '/terms#it',
};

export function adminMessagesFor(locale: string): AdminMessages {
  return locale.startsWith('it') ? italian : english;
}
