import type { Lane, SwitchName } from '../../contract/passed.ts';

/** The words of the bar itself; what passed has its own. */
export interface BarMessages {
  readonly title: string;
  readonly nothingYet: string;
  readonly show: string;
  readonly lanes: Readonly<Record<Lane, string>>;
  readonly pause: string;
  readonly goOn: (waiting: number) => string;
  readonly clear: string;
  readonly latest: string;
  readonly folded: (count: number) => string;
  readonly messages: string;
  readonly testCards: string;
  readonly testCardsHint: string;
  readonly cards: Readonly<Record<'pays' | 'declined' | 'insufficient' | 'expired' | 'bank', string>>;
  readonly copy: string;
  readonly copied: (what: string) => string;
  readonly faults: string;
  readonly faultsHint: string;
  readonly faultsUnavailable: string;
  readonly switches: Readonly<Record<SwitchName, { readonly name: string; readonly does: string }>>;
  readonly struck: (times: number) => string;
  readonly waits: string;
  readonly on: (count: number) => string;
  readonly allOff: string;
  readonly killGateway: string;
  readonly killGatewayHint: string;
  readonly gatewayDown: string;
  readonly failed: string;
}

const english: BarMessages = {
  title: 'What just passed',
  nothingYet: 'Nothing yet. Ask for a payment on the clinician’s side, and watch it go round.',
  show: 'Show',
  lanes: {
    bridge: 'Bridge',
    relay: 'Relay',
    events: 'Events',
    gateway: 'Gateway',
    stripe: 'Stripe',
    webhook: 'Webhook',
  },
  pause: 'Pause',
  goOn: (waiting) => (waiting === 0 ? 'Go on' : `Go on (${waiting})`),
  clear: 'Clear',
  latest: 'To the latest',
  folded: (count) => (count === 1 ? '1 small message' : `${count} small messages`),
  messages: 'Messages',
  testCards: 'Test cards',
  testCardsHint: 'Any date to come, any three digits as the security code.',
  cards: {
    pays: 'Pays',
    declined: 'Is declined',
    insufficient: 'Has too little on it',
    expired: 'Has expired',
    bank: 'Asks the bank first',
  },
  copy: 'Copy',
  copied: (what) => `Copied ${what}`,
  faults: 'Faults',
  faultsHint: 'Make something go wrong, and see that no payment is lost or taken twice.',
  faultsUnavailable: 'These need the Stripe simulator, which does not answer now.',
  switches: {
    'slow-stripe': { name: 'Stripe is slow', does: 'Each answer takes three seconds longer.' },
    'lost-answer': {
      name: 'Lose Stripe’s next answer',
      does: 'The next payment intent is made, but the gateway hears nothing of it.',
    },
    'lose-next-webhook': { name: 'Lose the next webhook', does: 'Stripe believes that it has arrived.' },
    'lose-webhooks': { name: 'Lose every webhook', does: 'The gateway has to find out by itself.' },
    'double-webhooks': { name: 'Every webhook twice', does: 'At the same time, as it happens at Stripe.' },
  },
  struck: (times) => (times === 1 ? 'struck once' : `struck ${times} times`),
  waits: 'has not struck yet',
  on: (count) => (count === 1 ? '1 fault on' : `${count} faults on`),
  allOff: 'All off',
  killGateway: 'Kill the gateway',
  killGatewayHint: 'As a crash would. It is started again at once.',
  gatewayDown: 'The gateway is down',
  failed: 'That did not work. Is the demo still running?',
};

const italian: BarMessages = {
  title: 'Che cosa è appena passato',
  nothingYet: 'Ancora nulla. Richiedi un pagamento dal lato del medico e guardalo fare il giro.',
  show: 'Mostra',
  lanes: {
    bridge: 'Ponte',
    relay: 'Relè',
    events: 'Eventi',
    gateway: 'Gateway',
    stripe: 'Stripe',
    webhook: 'Webhook',
  },
  pause: 'Pausa',
  goOn: (waiting) => (waiting === 0 ? 'Riprendi' : `Riprendi (${waiting})`),
  clear: 'Svuota',
  latest: 'Ai più recenti',
  folded: (count) => (count === 1 ? '1 messaggio minore' : `${count} messaggi minori`),
  messages: 'Messaggi',
  testCards: 'Carte di prova',
  testCardsHint: 'Qualsiasi data futura, tre cifre qualsiasi come codice di sicurezza.',
  cards: {
    pays: 'Paga',
    declined: 'È rifiutata',
    insufficient: 'Non ha abbastanza credito',
    expired: 'È scaduta',
    bank: 'Chiede prima alla banca',
  },
  copy: 'Copia',
  copied: (what) => `Copiato ${what}`,
  faults: 'Guasti',
  faultsHint: 'Fai andare storto qualcosa, e guarda che nessun pagamento va perso o è preso due volte.',
  faultsUnavailable: 'Serve il simulatore di Stripe, che ora non risponde.',
  switches: {
    'slow-stripe': { name: 'Stripe è lento', does: 'Ogni risposta impiega tre secondi in più.' },
    'lost-answer': {
      name: 'Perdi la prossima risposta di Stripe',
      does: 'Il prossimo payment intent è creato, ma il gateway non ne sa nulla.',
    },
    'lose-next-webhook': { name: 'Perdi il prossimo webhook', does: 'Stripe crede che sia arrivato.' },
    'lose-webhooks': { name: 'Perdi ogni webhook', does: 'Il gateway deve scoprirlo da sé.' },
    'double-webhooks': {
      name: 'Ogni webhook due volte',
      does: 'Allo stesso momento, come succede a Stripe.',
    },
  },
  struck: (times) => (times === 1 ? 'ha colpito una volta' : `ha colpito ${times} volte`),
  waits: 'non ha ancora colpito',
  on: (count) => (count === 1 ? '1 guasto attivo' : `${count} guasti attivi`),
  allOff: 'Spegni tutto',
  killGateway: 'Termina il gateway',
  killGatewayHint: 'Come in un crash. È riavviato subito.',
  gatewayDown: 'Il gateway è fermo',
  failed: 'Non ha funzionato. La demo è ancora in esecuzione?',
};

export function barMessagesFor(locale: string): BarMessages {
  return locale.startsWith('it') ? italian : english;
}
