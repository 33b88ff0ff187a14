import type { Messages } from './messages.ts';

export const it: Messages = {
  announcements: {
    paymentRequestedForYou: ({ amount, description, name }) =>
      `${name} chiede un pagamento di ${amount} per ${description}.`,
    paymentReceived: ({ amount, description, name }) =>
      `Pagamento ricevuto: ${name} ha pagato ${amount} per ${description}.`,
    paymentSuccessful: ({ amount, description, name }) =>
      `Pagamento riuscito: hai pagato ${amount} a ${name} per ${description}.`,
    requestWithdrawn: ({ amount, description }) =>
      `La richiesta di ${amount}, ${description}, è stata ritirata. Nessun addebito.`,
    requestRefused: ({ amount, description, name }) =>
      `${name} ha scelto di non pagare ${amount} per ${description}. Nessun addebito.`,
    requestExpired: ({ amount, description }) =>
      `La richiesta di ${amount}, ${description}, è scaduta. Nessun addebito.`,
    attemptDeclined: ({ amount }) =>
      `Il pagamento di ${amount} con carta è stato rifiutato. Nessun addebito. Si può provare con un’altra carta.`,
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
    ended: {
      reason: 'Questa richiesta non è più aperta.',
      advice: 'Non devi fare altro.',
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
    payer: 'Paziente',
    description: 'Per',
    date: 'Data',
    card: 'Carta',
    cardEnding: (brand, last4) => `${brand} •••• ${last4}`,
    reference: 'Riferimento Stripe',
    refunded: 'Rimborsato',
    receipt: 'Ricevuta',
    receiptSentTo: (email) => `Inviata a ${email}`,
    receiptLink: 'Vedi la ricevuta',
  },
  request: {
    title: 'Nuovo pagamento',
    amount: 'Importo del pagamento',
    description: 'Descrizione del pagamento',
    descriptionHint:
      'La vedono il paziente e Stripe, e compare sulla ricevuta. Non scrivere informazioni sulla salute.',
    presets: 'Suggerimenti',
    payer: 'Chi paga',
    choosePayer: 'Scegli un paziente',
    payerNotInCall: 'Ora non è nella chiamata',
    noPatient: 'Nessun paziente è ancora entrato. Puoi inviare la richiesta adesso: la vedrà quando entra.',
    submit: 'Richiedi pagamento',
    sending: 'Invio della richiesta…',
    checking: 'Ancora nessuna risposta. Continuiamo a controllare e la inviamo una volta sola.',
    another: 'Richiedi un altro pagamento',
    earlier: 'In questa chiamata',
    amountProblem: {
      empty: 'Inserisci un importo.',
      not_a_number: 'Inserisci l’importo in cifre, per esempio 85,00.',
      negative: 'Inserisci un importo maggiore di zero.',
      zero: 'Inserisci un importo maggiore di zero.',
      too_many_decimals: 'Troppi decimali per questa valuta.',
      too_large: 'È più di quanto si possa richiedere.',
    },
    amountTooSmall: (minimum) => `Il minimo che si può richiedere è ${minimum}.`,
    amountTooLarge: (maximum) => `Il massimo che si può richiedere è ${maximum}.`,
    descriptionEmpty: 'Scrivi per che cosa è il pagamento.',
    descriptionTooLong: (max, length) => `Usa al massimo ${max} caratteri. Ora sono ${length}.`,
    payerMissing: 'Scegli chi paga.',
    payerUnknown: 'Non conosciamo ancora questo paziente. Aspetta che entri nella chiamata, poi riprova.',
    requested: 'Pagamento richiesto',
    preparing: 'Preparazione della richiesta…',
    waiting: (name) => `In attesa che ${lower(name)} la apra`,
    activity: {
      seen: (name) => `${name} vede la richiesta`,
      'put-off': (name) => `${name} ha scelto «Non ora». Resta aperta.`,
      'entering-details': (name) => `${name} sta inserendo i dati della carta`,
      authenticating: (name) => `${name} sta confermando con la banca`,
    },
    openUntil: (time) => `Aperta fino alle ${time}`,
    attemptDeclined: (name) => `Una carta è stata rifiutata. ${name} può provarne un’altra.`,
    attemptNotAuthenticated: (name) => `La verifica della banca non è riuscita. ${name} può riprovare.`,
    attemptError: (name) => `Un tentativo non è andato a buon fine. ${name} può riprovare.`,
    cancel: 'Annulla richiesta',
    cancelling: 'Annullamento…',
    confirmCancel: (name) => `${name} sta pagando adesso. Vuoi annullare comunque?`,
    keep: 'Lasciala aperta',
    alreadyPaid: 'È stata pagata prima che si potesse annullare. Il rimborso si può fare in Stripe.',
    closing: {
      cancelled: 'Annullamento in corso: lo stiamo chiedendo a Stripe.',
      refused: 'Il paziente ha scelto di non pagare. Lo stiamo comunicando a Stripe.',
      expired: 'Il tempo è scaduto. Lo stiamo comunicando a Stripe.',
    },
    processing: 'Pagamento in elaborazione',
    processingText: 'La banca lo sta elaborando. Lo vedrai qui appena è concluso.',
    received: 'Pagamento ricevuto',
    cancelled: 'Richiesta annullata',
    refused: 'Non pagato',
    refusedText: (name) => `${name} ha scelto di non pagare. Nessun addebito.`,
    expired: 'Richiesta scaduta',
    expiredText: 'Non è stata pagata in tempo. Nessun addebito.',
    nothingCharged: 'Nessun addebito.',
    failed: 'Richiesta non inviata',
    failedText: 'Stripe non l’ha accettata. Nessun addebito.',
    unreachable: 'Account Stripe non raggiungibile',
    unreachableText: 'L’account Stripe della clinica è stato scollegato. Cerca questo pagamento in Stripe.',
    short: {
      open: 'In attesa',
      processing: 'In elaborazione',
      paid: 'Pagato',
      cancelled: 'Annullato',
      refused: 'Non pagato',
      expired: 'Scaduto',
      failed: 'Non inviato',
      unreachable: 'Vedi in Stripe',
    },
  },
  pay: {
    nothing: 'Niente da pagare',
    nothingText: 'Quando il medico chiede un pagamento, compare qui.',
    requested: 'Pagamento richiesto',
    position: (index, count) => `${index} di ${count}`,
    askedBy: (name) => `Richiesto da ${name}`,
    payNow: 'Paga ora',
    notNow: 'Non ora',
    putOff: (time) => `Puoi pagare qui fino alle ${time}.`,
    refuse: 'Non pagare',
    confirmRefuse: (clinic) => `Vuoi dire a ${clinic} che non pagherai?`,
    confirmRefuseYes: 'Sì, non pago',
    confirmRefuseNo: 'Torna indietro',
    refusing: 'Lo stiamo dicendo alla clinica…',
    preparing: 'Preparazione del modulo sicuro della carta…',
    email: 'Indirizzo e-mail',
    emailHint: 'Per la tua ricevuta.',
    emailEmpty: 'Inserisci il tuo indirizzo e-mail per la ricevuta.',
    emailInvalid: 'Controlla l’indirizzo e-mail: dovrebbe essere come nome@esempio.it.',
    card: 'Dati della carta',
    pay: (amount) => `Paga ${amount}`,
    paying: 'Pagamento in corso…',
    back: 'Indietro',
    secure: 'I dati della carta vanno direttamente a Stripe. La clinica non li vede mai.',
    problem: {
      funds: {
        reason: 'La carta è stata rifiutata: non c’è abbastanza denaro.',
        advice: 'Nessun addebito. Prova con un’altra carta.',
      },
      expired: {
        reason: 'La carta è stata rifiutata: è scaduta.',
        advice: 'Nessun addebito. Controlla la data o prova con un’altra carta.',
      },
      code: {
        reason: 'La carta è stata rifiutata: il codice di sicurezza non è corretto.',
        advice: 'Nessun addebito. Controlla il codice e riprova.',
      },
      number: {
        reason: 'La carta è stata rifiutata: il numero non è corretto.',
        advice: 'Nessun addebito. Controlla il numero e riprova.',
      },
      generic: {
        reason: 'La carta è stata rifiutata.',
        advice: 'Nessun addebito. Prova con un’altra carta o chiedi il motivo alla banca.',
      },
      authentication: {
        reason: 'La banca non ha potuto confermare che eri tu.',
        advice: 'Nessun addebito. Riprova o usa un’altra carta.',
      },
      error: {
        reason: 'Il pagamento non è andato a buon fine.',
        advice: 'Nessun addebito. Riprova tra un momento.',
      },
    },
    incomplete: 'Completa i dati della carta qui sopra.',
    confirming: 'Conferma del pagamento…',
    confirmingText: 'La banca potrebbe chiederti di approvarlo. Tieni aperta questa pagina.',
    checking: 'Controllo del pagamento…',
    checkingText: 'Stiamo verificando con la banca. Non pagare di nuovo.',
    successful: 'Pagamento riuscito',
    thanks: (clinic) => `Grazie. Abbiamo avvisato ${clinic}.`,
    next: 'Prossima richiesta',
    withdrawn: 'Richiesta ritirata',
    withdrawnText: (clinic) => `${clinic} l’ha ritirata. Nessun addebito.`,
    refused: 'Hai scelto di non pagare',
    refusedText: 'Abbiamo avvisato la clinica. Nessun addebito.',
    expired: 'Richiesta scaduta',
    expiredText: 'Era aperta per un tempo limitato. Nessun addebito: chiedi una nuova richiesta.',
    failed: 'Questo pagamento non è disponibile',
    failedText: 'Qui non c’è altro da fare. Chiedi alla clinica come procedere.',
    elsewhere: 'Questo pagamento è aperto in un altro punto della pagina.',
    continueHere: 'Continua qui',
    otherWay: 'La clinica può indicarti un altro modo per pagare.',
  },
  page: {
    title: 'Pagamenti',
    observer: 'In questa chiamata i pagamenti riguardano il medico e il paziente. Non devi fare nulla.',
  },
};

/** "Il paziente" is written small inside a sentence; a person's name is not. */
function lower(name: string): string {
  return name.startsWith('Il ') ? `il ${name.slice(3)}` : name;
}
