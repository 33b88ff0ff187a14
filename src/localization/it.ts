import type { Messages } from './messages.ts';

export const it: Messages = {
  announcements: {
    paymentRequestedForYou: ({ amount, description, name }) =>
      `${name} chiede un pagamento di ${amount} per ${description}.`,
    paymentReceived: ({ amount, description, name }) => `${name} ha pagato ${amount} per ${description}.`,
    paymentSuccessful: ({ amount, description, name }) =>
      `Hai pagato ${amount} a ${name} per ${description}.`,
    requestWithdrawn: ({ amount, description }) =>
      `La richiesta di ${amount}, ${description}, è stata ritirata. Nessun addebito.`,
    requestRefused: ({ amount, description, name }) =>
      `${name} ha scelto di non pagare ${amount} per ${description}. Nessun addebito.`,
    requestExpired: ({ amount, description }) =>
      `La richiesta di ${amount}, ${description}, è scaduta. Nessun addebito.`,
    attemptDeclined: ({ amount }) =>
      `La carta per ${amount} non è stata accettata. Nessun addebito. Si può provare con un’altra carta.`,
  },
  notification: {
    title: 'Pagamento ricevuto',
    body: ({ amount, description, name }) => `${name} ha pagato ${amount} per ${description}.`,
    dismiss: 'Chiudi',
    region: 'Avvisi sui pagamenti',
  },
  common: {
    connecting: 'Connessione ai pagamenti…',
    reconnecting:
      'Connessione interrotta. Ci stiamo ricollegando: ciò che vedi potrebbe non essere aggiornato.',
    tryAgain: 'Riprova',
    tryingByItself: 'Nel frattempo continuiamo a provare da soli.',
    unavailable: 'Pagamenti non disponibili',
    code: (code) => `Per l’assistenza: ${code}`,
    somebody: 'Il paziente',
    notForYou: 'In questa chiamata i pagamenti riguardano il medico e il paziente.',
    forAdmins: 'Questa pagina è per gli amministratori della clinica.',
    signInAgain: 'Ricarica la pagina e, se richiesto, accedi di nuovo.',
    otherWay: 'La clinica può indicarti un altro modo per pagare.',
    poweredBy: 'Pagamenti con Stripe',
    environment: {
      live: '',
      test: 'Modalità di test di Stripe: usa le carte di prova, nessun denaro reale',
      simulated: 'Modalità di prova: nessun denaro reale',
    },
    opensInNewTab: '(si apre in una nuova scheda)',
  },
  trouble: {
    notEmbedded: {
      reason: 'Questa pagina funziona solo dentro una videochiamata.',
      advice: 'Aprila da App e strumenti durante una chiamata.',
    },
    originRefused: {
      reason: 'Questo sito non è abilitato a mostrare i pagamenti.',
      advice: 'Chiedi all’amministratore di autorizzarlo.',
    },
    hostSilent: {
      reason: 'La videochiamata non ha risposto.',
      advice: 'Ricarica la pagina della chiamata.',
    },
    outdated: {
      reason: 'La videochiamata e i pagamenti non sono compatibili.',
      advice: 'Ricarica la pagina della chiamata. Se non basta, avvisa l’amministratore.',
    },
    signIn: {
      reason: 'Non siamo riusciti a verificare chi sei.',
      advice: 'Esci dalla chiamata e rientra.',
    },
    mismatch: {
      reason: 'Il tuo accesso appartiene a un’altra chiamata o a un’altra persona.',
      advice: 'Esci dalla chiamata e rientra.',
    },
    unreachable: {
      reason: 'Il servizio di pagamento non è raggiungibile.',
      advice: 'Controlla la connessione a Internet.',
    },
    notSetUp: {
      reason: 'I pagamenti non sono configurati in questa pagina.',
      advice: 'Avvisa l’amministratore.',
    },
    tooMany: {
      reason: 'Ci sono stati troppi tentativi in poco tempo.',
      advice: 'Aspetta un minuto, poi riprova.',
    },
    cardForm: {
      reason: 'Non è stato possibile mostrare il modulo della carta.',
      advice: 'Controlla la connessione a Internet e disattiva ciò che blocca js.stripe.com.',
    },
    rejected: {
      reason: 'Stripe non ha accettato questa richiesta.',
      advice: 'Nessun addebito. Cambia l’importo o la descrizione, poi riprova.',
    },
    ended: {
      reason: 'Questa richiesta non è più aperta.',
      advice: 'Non devi fare altro.',
    },
    closed: {
      reason: 'Questa pagina non è più collegata alla chiamata.',
      advice: 'Ricarica la pagina della chiamata per riaprirla.',
    },
    unknown: {
      reason: 'Qualcosa è andato storto da parte nostra.',
      advice: 'Riprova tra un momento.',
    },
  },
  notReady: {
    clinic_not_enabled: {
      reason: 'I pagamenti non sono attivi per la tua clinica.',
      advice: 'Un amministratore della clinica può chiederli con il modulo di richiesta.',
    },
    account_not_linked: {
      reason: 'La tua clinica non ha collegato il suo account Stripe.',
      advice: 'Un amministratore della clinica può farlo in Configura > Pagamenti cliente.',
    },
    account_incomplete: {
      reason: 'A Stripe mancano ancora alcuni dati della tua clinica.',
      advice: 'Un amministratore della clinica può aggiungerli in Configura > Pagamenti cliente.',
    },
    account_in_review: {
      reason: 'Stripe sta verificando i dati della tua clinica.',
      advice: 'Non c’è nulla da fare. Di solito bastano uno o due giorni.',
    },
    account_restricted: {
      reason: 'Stripe ha sospeso i pagamenti della tua clinica.',
      advice: 'Un amministratore della clinica può vedere il motivo in Stripe.',
    },
  },
  details: {
    clinic: 'Pagato a',
    description: 'Per',
    date: 'Data',
    card: 'Pagato con',
    cardEnding: (brand, last4) => `${brand} •••• ${last4}`,
    reference: 'Riferimento Stripe',
    refunded: 'Rimborsato',
    receipt: 'Ricevuta',
    receiptSentTo: (email) => `Inviata a ${email}`,
    receiptLink: 'Vedi la ricevuta',
  },
  page: {
    title: 'Pagamenti',
    observer: 'In questa chiamata i pagamenti riguardano il medico e il paziente. Non devi fare nulla.',
    environment: { live: '', test: 'modalità di test', simulated: 'simulato' },
  },
};
