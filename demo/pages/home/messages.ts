export interface HomeMessages {
  readonly title: string;
  readonly tagline: string;
  readonly call: string;
  readonly noRealMoney: string;
  readonly simulator: string;
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
  readonly width: string;
  readonly full: string;
  readonly phone: string;
  readonly tablet: string;
}

const english: HomeMessages = {
  title: 'Video call demo',
  tagline: 'Ask for a payment on the left. Pay it on the right. Watch what passes below.',
  call: 'Call',
  noRealMoney: 'No real money moves',
  simulator: 'Simulator',
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
  width: 'Screen',
  full: 'Full width',
  phone: 'Phone',
  tablet: 'Tablet',
};

const italian: HomeMessages = {
  title: 'Videochiamata dimostrativa',
  tagline: 'Richiedi un pagamento a sinistra. Pagalo a destra. Guarda che cosa passa qui sotto.',
  call: 'Chiamata',
  noRealMoney: 'Nessun denaro reale',
  simulator: 'Simulatore',
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
  width: 'Schermo',
  full: 'Tutta la larghezza',
  phone: 'Telefono',
  tablet: 'Tablet',
};

export function homeMessagesFor(locale: string): HomeMessages {
  return locale.startsWith('it') ? italian : english;
}
