export interface HomeMessages {
  readonly title: string;
  readonly call: string;
  readonly noRealMoney: string;
  readonly simulator: string;
  readonly testCards: string;
  readonly testCardsHint: string;
  readonly copy: string;
  readonly copied: string;
  readonly more: string;
  readonly pages: string;
  readonly clinician: string;
  readonly patient: string;
  readonly clinicianAlone: string;
  readonly patientAlone: string;
  readonly admin: string;
  readonly operator: string;
  readonly gallery: string;
  readonly language: string;
  readonly appearance: string;
  readonly asDevice: string;
  readonly light: string;
  readonly dark: string;
  readonly sides: string;
  readonly cards: Readonly<Record<'pays' | 'declined' | 'insufficient' | 'bank', string>>;
}

const english: HomeMessages = {
  title: 'Video call demo',
  call: 'Call',
  noRealMoney: 'No real money moves',
  simulator: 'Simulator',
  testCards: 'Test cards',
  testCardsHint: 'Any date to come, any three digits as the security code.',
  copy: 'Copy',
  copied: 'Copied',
  more: 'More',
  pages: 'Pages',
  clinician: 'Clinician',
  patient: 'Patient',
  clinicianAlone: 'The clinician, in a window of their own',
  patientAlone: 'The patient, in a window of their own',
  admin: 'Clinic admin',
  operator: 'Platform operator',
  gallery: 'Gallery: every state of every element',
  language: 'Language',
  appearance: 'Appearance',
  asDevice: 'As on this device',
  light: 'Light',
  dark: 'Dark',
  sides: 'Side of the call',
  cards: {
    pays: 'Pays',
    declined: 'Is declined',
    insufficient: 'Has too little on it',
    bank: 'Asks the bank first',
  },
};

const italian: HomeMessages = {
  title: 'Videochiamata dimostrativa',
  call: 'Chiamata',
  noRealMoney: 'Nessun denaro reale',
  simulator: 'Simulatore',
  testCards: 'Carte di prova',
  testCardsHint: 'Qualsiasi data futura, tre cifre qualsiasi come codice di sicurezza.',
  copy: 'Copia',
  copied: 'Copiato',
  more: 'Altro',
  pages: 'Pagine',
  clinician: 'Medico',
  patient: 'Paziente',
  clinicianAlone: 'Il medico, in una finestra a parte',
  patientAlone: 'Il paziente, in una finestra a parte',
  admin: 'Amministrazione della clinica',
  operator: 'Gestore della piattaforma',
  gallery: 'Galleria: ogni stato di ogni elemento',
  language: 'Lingua',
  appearance: 'Aspetto',
  asDevice: 'Come su questo dispositivo',
  light: 'Chiaro',
  dark: 'Scuro',
  sides: 'Lato della chiamata',
  cards: {
    pays: 'Paga',
    declined: 'È rifiutata',
    insufficient: 'Non ha abbastanza credito',
    bank: 'Chiede prima alla banca',
  },
};

export function homeMessagesFor(locale: string): HomeMessages {
  return locale.startsWith('it') ? italian : english;
}
