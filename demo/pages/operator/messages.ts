import type { AccessRequestStatus } from '../../../src/contract/access-request.ts';

export interface DeskMessages {
  readonly desk: string;
  readonly agent: string;
  readonly form: string;
  readonly back: string;
  readonly queue: string;
  readonly lead: string;
  readonly all: string;
  readonly filters: string;
  readonly empty: string;
  readonly loading: string;
  readonly unreachable: string;
  readonly tryAgain: string;
  readonly more: string;
  readonly ticket: string;
  readonly noTicket: string;
  readonly organisation: string;
  readonly clinics: string;
  readonly contact: string;
  readonly asked: string;
  readonly state: string;
  readonly status: Readonly<Record<AccessRequestStatus, string>>;
  readonly toQueue: string;
  readonly host: string;
  readonly use: string;
  readonly manager: string;
  readonly themselves: string;
  readonly raisedBy: string;
  readonly byRequester: string;
  readonly byLink: (name: string) => string;
  readonly hasStripe: string;
  readonly noStripe: string;
  readonly history: string;
  readonly decide: string;
  readonly approve: string;
  readonly approveHint: string;
  readonly decline: string;
  readonly reason: string;
  readonly reasonHint: string;
  readonly reasonMissing: string;
  readonly notYet: string;
  readonly approved: string;
  readonly declined: string;
  readonly outdated: string;
  readonly refused: string;
  readonly saidReason: string;
  readonly act: Readonly<Record<string, string>>;
  readonly actor: Readonly<Record<string, string>>;
}

const english: DeskMessages = {
  desk: 'Service desk',
  agent: 'Sam Okafor',
  form: 'An organisation’s request form',
  back: 'Video call demo',
  queue: 'Requests for access',
  lead: 'Organisations that ask for payments in their video calls.',
  all: 'All',
  filters: 'Show',
  empty: 'There is nothing here. A request appears when an administrator sends the form.',
  loading: 'Loading…',
  unreachable: 'The gateway does not answer right now.',
  tryAgain: 'Try again',
  more: 'Show older',
  ticket: 'Ticket',
  noTicket: 'not raised',
  organisation: 'Organisation',
  clinics: 'Clinics',
  contact: 'Contact',
  asked: 'Asked',
  state: 'Status',
  status: {
    waiting: 'Waiting for the manager',
    sent: 'To decide',
    approved: 'Approved',
    declined: 'Not approved',
    withdrawn: 'Withdrawn',
  },
  toQueue: 'All requests',
  host: 'Video service',
  use: 'Expected use',
  manager: 'Telehealth manager',
  themselves: 'Whoever asked',
  raisedBy: 'Ticket raised by',
  byRequester: 'the requester',
  byLink: (name) => `${name}, by the shared link`,
  hasStripe: 'has a Stripe account',
  noStripe: 'no Stripe account yet',
  history: 'History',
  decide: 'Decide',
  approve: 'Approve',
  approveHint: 'Makes the organisation and its clinics, where they are missing, and enables them.',
  decline: 'Do not approve',
  reason: 'Reason',
  reasonHint: 'The requester reads it as you write it.',
  reasonMissing: 'Say why, in words that the requester can act on.',
  notYet: 'The telehealth manager has not raised the ticket yet. There is nothing to decide.',
  approved: 'Approved. The clinics are enabled.',
  declined: 'The requester is told why.',
  outdated: 'The requester has corrected it meanwhile. Look at it again, then decide.',
  refused: 'This request can no longer be decided. What you see is up to date now.',
  saidReason: 'Reason given',
  act: {
    'access-request.asked': 'sent the form',
    'access-request.shared': 'made a link for the telehealth manager',
    'access-request.raised': 'raised the ticket',
    'access-request.not-for-me': 'said that it is not for them',
    'access-request.corrected': 'corrected the form',
    'access-request.withdrawn': 'withdrew the request',
    'access-request.approved': 'approved the request',
    'access-request.declined': 'did not approve the request',
  },
  actor: {
    participant: 'The requester',
    'telehealth-manager': 'The telehealth manager',
    operator: 'The operator',
    'service-desk': 'The service desk’s ticket',
    gateway: 'The gateway',
  },
};

const italian: DeskMessages = {
  desk: 'Assistenza',
  agent: 'Sam Okafor',
  form: 'Il modulo di richiesta di un’organizzazione',
  back: 'Videochiamata dimostrativa',
  queue: 'Richieste di accesso',
  lead: 'Organizzazioni che chiedono i pagamenti nelle loro videochiamate.',
  all: 'Tutte',
  filters: 'Mostra',
  empty: 'Qui non c’è niente. Una richiesta compare quando un amministratore invia il modulo.',
  loading: 'Caricamento…',
  unreachable: 'Il gateway non risponde in questo momento.',
  tryAgain: 'Riprova',
  more: 'Mostra le precedenti',
  ticket: 'Ticket',
  noTicket: 'non aperto',
  organisation: 'Organizzazione',
  clinics: 'Cliniche',
  contact: 'Contatto',
  asked: 'Inviata',
  state: 'Stato',
  status: {
    waiting: 'In attesa del responsabile',
    sent: 'Da decidere',
    approved: 'Approvata',
    declined: 'Non approvata',
    withdrawn: 'Ritirata',
  },
  toQueue: 'Tutte le richieste',
  host: 'Servizio di videochiamate',
  use: 'Uso previsto',
  manager: 'Responsabile della telemedicina',
  themselves: 'Chi ha fatto richiesta',
  raisedBy: 'Ticket aperto da',
  byRequester: 'chi ha fatto richiesta',
  byLink: (name) => `${name}, con il link condiviso`,
  hasStripe: 'ha un account Stripe',
  noStripe: 'non ha ancora un account Stripe',
  history: 'Cronologia',
  decide: 'Decidi',
  approve: 'Approva',
  approveHint: 'Crea l’organizzazione e le cliniche che mancano, e le attiva.',
  decline: 'Non approvare',
  reason: 'Motivo',
  reasonHint: 'Chi ha fatto richiesta lo legge così come lo scrivi.',
  reasonMissing: 'Scrivi perché, con parole che aiutino chi ha fatto richiesta.',
  notYet: 'Il responsabile della telemedicina non ha ancora aperto il ticket. Non c’è niente da decidere.',
  approved: 'Approvata. Le cliniche sono attive.',
  declined: 'Il motivo arriva a chi ha fatto richiesta.',
  outdated: 'Nel frattempo il modulo è stato corretto. Guardalo di nuovo, poi decidi.',
  refused: 'Questa richiesta non si può più decidere. Quello che vedi ora è aggiornato.',
  saidReason: 'Motivo indicato',
  act: {
    'access-request.asked': 'ha inviato il modulo',
    'access-request.shared': 'ha creato un link per il responsabile',
    'access-request.raised': 'ha aperto il ticket',
    'access-request.not-for-me': 'ha risposto che non è per sé',
    'access-request.corrected': 'ha corretto il modulo',
    'access-request.withdrawn': 'ha ritirato la richiesta',
    'access-request.approved': 'ha approvato la richiesta',
    'access-request.declined': 'non ha approvato la richiesta',
  },
  actor: {
    participant: 'Chi ha fatto richiesta',
    'telehealth-manager': 'Il responsabile della telemedicina',
    operator: 'Il gestore',
    'service-desk': 'Il ticket dell’assistenza',
    gateway: 'Il gateway',
  },
};

export function deskMessagesFor(locale: string): DeskMessages {
  return locale.startsWith('it') ? italian : english;
}
