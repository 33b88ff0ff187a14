import type { PassingWords } from './words.ts';

const LIST_IS_TRUTH =
  'Avvisi ed eventi finiscono tutti qui: in una lettura che il gateway autorizza. A nient’altro si crede.';
const NEVER_DECIDES = 'Una cortesia per l’altra persona. Non decide nulla.';
const CARD_PATH =
  'La carta va dal riquadro di Stripe a Stripe. Non passa mai da questa pagina, dal gateway o da un registro.';
const SIGNED =
  'Chiunque potrebbe chiamare questo indirizzo: solo la firma sui byte esatti la rende di Stripe. L’evento è prima conservato e confermato, poi elaborato rileggendo l’oggetto.';
const LOST =
  'Nessun messaggio è indispensabile: la pagina dice «guarda», e il gateway chiede anche a intervalli. Alla fine legge lui stesso da Stripe.';

export const passingItalian: PassingWords = {
  steps: {
    start: 'Comincia la chiamata',
    request: 'Richiesta',
    pay: 'Pagamento',
    confirm: 'Conferma',
    received: 'Ricevuto',
  },
  bridge: {
    hello: (name) => ({
      text: `Il riquadro pagamenti di ${name} saluta la pagina che lo contiene`,
      why: 'Ogni lato ha controllato la finestra e l’origine dell’altro prima del primo byte. Un estraneo non riceve risposta.',
    }),
    welcome: (name) => ({
      text: `La pagina di ${name} accoglie il riquadro: chi è in chiamata, lingua, aspetto`,
      why: 'Serve solo a mostrare. Ciò che una persona può fare è nel suo token, e da quello decide il gateway.',
    }),
    asksToken: (name) => ({
      text: `Il riquadro di ${name} chiede alla pagina un token di accesso`,
      why: 'Il riquadro non conserva credenziali. La pagina ottiene un token di breve durata dal proprio backend.',
    }),
    givesToken: (name) => ({
      text: `La pagina di ${name} consegna un token al riquadro (qui nascosto)`,
      why: 'Il backend l’ha fatto emettere con la sua chiave API, che non arriva mai vicino a una pagina.',
    }),
    ready: (name) => ({
      text: `Il riquadro di ${name} mostra come stanno le cose`,
      why: 'Da ora l’host sa che in questa chiamata i pagamenti funzionano.',
    }),
    failed: (name, code) => ({
      text: `Il riquadro di ${name} non può cominciare: ${code}`,
      why: 'Detto con un codice, perché l’host possa dirlo con parole sue.',
    }),
    busy: (name, busy) => ({
      text: busy
        ? `Il riquadro di ${name} dice: qualcuno sta pagando`
        : `Il riquadro di ${name} dice: ora nessuno sta pagando`,
      why: 'Mentre qualcuno paga, la pagina tiene il riquadro, anche se la chiamata finisce.',
    }),
    opensPanel: (name) => ({
      text: `Il riquadro di ${name} chiede di aprire il suo pannello`,
      why: 'Nessuno deve cercare ciò che gli viene chiesto. Il fuoco resta dov’è.',
    }),
    sendsHint: (name) => ({
      text: `Il riquadro di ${name} chiede alla pagina di passare un avviso`,
      why: 'Qualcosa è cambiato e il riquadro dell’altra persona dovrebbe guardare. Il canale dati della chiamata è la via più rapida.',
    }),
    givesHint: (name) => ({
      text: `La pagina di ${name} dà l’avviso al suo riquadro`,
      why: 'Ora il riquadro chiede al gateway. Se l’avviso andasse perso, il flusso di eventi direbbe lo stesso poco dopo.',
    }),
    requested: (name) => ({
      text: `Il riquadro di ${name} dice alla pagina: è stato richiesto un pagamento`,
      why: 'Per i registri dell’host, come avviso: un host lo conferma dal proprio backend.',
    }),
    received: (name) => ({
      text: `Il riquadro di ${name} dice alla pagina: è stato ricevuto un pagamento`,
      why: 'Per i registri dell’host, come avviso: un host lo conferma dal proprio backend.',
    }),
    popUp: (name) => ({
      text: `Il riquadro di ${name} chiede alla pagina di mostrare l’avviso a comparsa`,
      why: 'Il pannello non è in vista, quindi «Pagamento ricevuto» lo disegna la pagina stessa.',
    }),
    context: (name) => ({
      text: `La pagina di ${name} dice al riquadro che cosa è cambiato nella chiamata`,
      why: 'Chi c’è, lingua, aspetto, se il pannello si vede. Serve solo a mostrare.',
    }),
    mayClose: (name) => ({
      text: `La pagina di ${name} chiede al riquadro se il pannello si può chiudere`,
      why: 'Mentre un pagamento viene confermato la risposta è no.',
    }),
    answers: (name, method) => ({
      text: `Lato di ${name}: ${method} è fatto`,
      why: 'Ogni richiesta sul ponte ha una fine: un valore, un errore con codice o un tempo scaduto.',
    }),
    refuses: (name, method, code) => ({
      text: `Lato di ${name}: ${method} non è stato possibile (${code})`,
      why: 'Gli errori passano il ponte come codici: niente stack, niente dell’interno dell’altro lato.',
    }),
    small: (name, event) => ({
      text: `Lato di ${name}: ${event}`,
      why: 'Faccende di casa tra la pagina e il suo riquadro.',
    }),
  },
  relay: {
    sent: (name, other) => ({
      text: `L’host di ${name} dice all’host di ${other} sul canale dati: qualcosa è cambiato`,
      why: 'Un avviso non ha autorità, né importo né stato: solo un id. Chi lo sente chiede al gateway.',
    }),
    heard: (name, other) => ({
      text: `L’host di ${name} sente l’avviso da quello di ${other}`,
      why: 'Chi l’ha mandato lo dice la chiamata, mai il messaggio stesso.',
    }),
  },
  events: {
    opened: (name) => ({
      text: `Il riquadro di ${name} apre il suo flusso di eventi`,
      why: 'Uno per documento, ripreso da dove era finito, e lasciato quando nessuno guarda.',
    }),
    closed: (name) => ({
      text: `Il flusso di eventi di ${name} è finito`,
      why: 'Una pagina nascosta lo lascia. Poi riprende da dov’era, senza perdere nulla.',
    }),
    sent: (name, status) => ({
      text: `Il gateway dice al riquadro di ${name} sul flusso di eventi: ${status}`,
      why: 'Più lento di un avviso e più sicuro: ogni evento è numerato, e autorizzato di nuovo quando è inviato.',
    }),
    doing: (name, activity) => ({
      text: `Il gateway dice al riquadro di ${name} sul flusso di eventi: ${activity}`,
      why: NEVER_DECIDES,
    }),
  },
  gateway: {
    mints: () => ({
      text: 'Il backend della chiamata fa emettere un token di accesso',
      why: 'Da server a server, con la chiave API dell’host. Il token dice chi è; il gateway decide che cosa può fare.',
    }),
    mayFrame: () => ({
      text: 'Una pagina della chiamata chiede al gateway se può incorniciare i pagamenti',
      why: 'Così un rifiuto diventa parole, e non la pagina d’errore del browser in un riquadro.',
    }),
    session: (name) => ({
      text: `Il riquadro di ${name} chiede al gateway se i pagamenti sono pronti`,
      why: 'La clinica, la sua valuta e i limiti, e se il suo account Stripe può incassare.',
    }),
    asks: (name) => ({
      text: `Il riquadro di ${name} chiede al gateway una richiesta di pagamento`,
      why: 'Con una chiave di idempotenza: premuta due volte, o rimandata dopo un’attesa, fa comunque una sola richiesta.',
    }),
    reads: (name) => ({
      text: `Il riquadro di ${name} chiede al gateway come stanno le cose`,
      why: LIST_IS_TRUTH,
    }),
    checkout: (name) => ({
      text: `Il riquadro di ${name} chiede ciò che serve al modulo della carta`,
      why: 'Il segreto del pagamento è letto da Stripe per questo solo pagante, e non è conservato.',
    }),
    activity: (name) => ({
      text: `Il riquadro di ${name} dice che cosa sta facendo chi paga`,
      why: NEVER_DECIDES,
    }),
    settle: (name) => ({
      text: `Il riquadro di ${name} dice al gateway: Stripe ha detto qualcosa, guarda`,
      why: 'Alla pagina non si crede sulla parola. Il gateway legge lui stesso il pagamento da Stripe.',
    }),
    cancel: (name) => ({
      text: `Il riquadro di ${name} chiede al gateway di ritirare la richiesta`,
      why: 'È ritirata solo quando Stripe conferma: un pagamento più veloce vince.',
    }),
    refuse: (name) => ({
      text: `Il riquadro di ${name} dice al gateway: questo non sarà pagato`,
      why: 'È rifiutata solo quando Stripe conferma: un pagamento più veloce vince.',
    }),
    other: (name, call) => ({
      text: `${name === null ? 'Qualcuno chiama il gateway' : `Il riquadro di ${name} chiama il gateway`}: ${call}`,
      why: 'Ogni chiamata è autorizzata da sola, in base alla credenziale che porta.',
    }),
    keeps: (amount) => ({
      text: `Il gateway scrive la richiesta di ${amount}`,
      why: 'Con la chiave della chiamata a Stripe, e prima di farla: un guasto in qualsiasi punto è ripreso con la stessa.',
    }),
    repeats: (amount) => ({
      text: `Il gateway conosceva già quella richiesta di ${amount}`,
      why: 'La stessa chiave di idempotenza: risponde ciò che aveva risposto, e non chiede nulla due volte.',
    }),
    moves: (status) => ({
      text: `Il gateway segue Stripe: ${status}`,
      why: 'Ogni passaggio è un solo aggiornamento protetto, con la sua riga di storia e il suo evento nella stessa transazione.',
    }),
    paid: () => ({
      text: 'Il gateway segue Stripe: pagato',
      why: 'Solo la parola di Stripe rende pagato un pagamento: un webhook firmato, dopo il quale si rilegge, o la lettura del gateway.',
    }),
    notes: (text) => ({
      text: `Il gateway annota: ${text}`,
      why: 'Un avvertimento nel suo registro. Ciò che è ignoto non è mai dato per fallito: chiede di nuovo.',
    }),
    ended: () => ({
      text: 'Il gateway è fermo. Sta per essere riavviato',
      why: 'Le pagine dicono che stanno controllando. Nulla va perso: ogni chiamata a Stripe era scritta prima di essere fatta.',
    }),
    back: () => ({
      text: 'Il gateway è tornato, e guarda tutto ciò che era aperto',
      why: 'Nessuno sa che cosa sia successo intanto, quindi chiede a Stripe di ogni pagamento aperto.',
    }),
  },
  stripe: {
    creates: (amount, key) => ({
      text: `Il gateway crea a Stripe un payment intent di ${amount} (chiave di idempotenza ${key})`,
      why: 'Una richiesta, un payment intent, al massimo un addebito. È sull’account della clinica stessa.',
    }),
    repeats: (key) => ({
      text: `Stripe ripete la sua prima risposta (chiave di idempotenza ${key})`,
      why: 'Il gateway non poteva sapere se la chiamata era arrivata, quindi ha rifatto la stessa: nulla è successo due volte.',
    }),
    reads: (status) => ({
      text: `Il gateway legge il pagamento da Stripe: ${status}`,
      why: 'Crede solo alla propria lettura, con la propria chiave.',
    }),
    cancels: () => ({
      text: 'Il gateway annulla il payment intent a Stripe',
      why: 'Una richiesta finisce solo quando Stripe dice che non può più essere pagata.',
    }),
    confirms: (outcome) => ({
      text: `Il modulo della carta di Stripe conferma il pagamento: ${outcome}`,
      why: CARD_PATH,
    }),
    looks: (status) => ({
      text: `Il modulo della carta di Stripe guarda il suo pagamento: ${status}`,
      why: CARD_PATH,
    }),
    linking: {
      'lets-in': {
        text: 'Il gateway scambia il permesso della clinica con il suo account Stripe',
        why: 'Il codice vale una volta, entro cinque minuti, e solo con la chiave della piattaforma.',
      },
      leaves: {
        text: 'Il gateway restituisce a Stripe il permesso della clinica',
        why: 'Da allora Stripe rifiuta ogni chiamata su quell’account. L’account in sé resta com’è.',
      },
      opens: {
        text: 'Il gateway apre un account Stripe per la clinica',
        why: 'Con una dashboard tutta sua. Non incassa nulla prima che Stripe abbia fatto le sue domande.',
      },
      leads: {
        text: 'Il gateway si fa dare la via alle domande di Stripe',
        why: 'Il link si apre una volta, entro cinque minuti: se ne fa uno nuovo a ogni clic.',
      },
      'asks-how': {
        text: 'Il gateway chiede a Stripe come sta l’account della clinica',
        why: 'Tornare da Stripe non dice nulla: lo dice solo la risposta di Stripe.',
      },
      domain: {
        text: 'Il gateway registra un dominio presso Stripe, per i wallet',
        why: 'Apple Pay e Google Pay appaiono solo sui domini registrati dall’account della clinica.',
      },
      domains: {
        text: 'Il gateway chiede a Stripe i domini che possono mostrare i wallet',
        why: 'L’account di ogni clinica ha i suoi.',
      },
      refunds: {
        text: 'Il gateway chiede a Stripe un rimborso',
        why: 'Con una chiave propria, scritta prima: per quante volte parta, il denaro torna una volta sola.',
      },
    },
    other: (caller, call) => ({
      text: `${{ gateway: 'Il gateway chiede a Stripe', browser: 'Lo script di Stripe chiede a Stripe', none: 'Qualcuno chiede a Stripe' }[caller ?? 'none']}: ${call}`,
      why: 'Ogni chiamata nomina l’account della clinica che riguarda.',
    }),
    cut: (call) => ({
      text: `Nessuna risposta da Stripe a ${call}`,
      why: 'Ignoto, mai fallito: può essere successo. La stessa chiamata con la stessa chiave lo scopre.',
    }),
  },
  webhook: {
    taken: (type) => ({
      text: `Stripe dice al gateway: ${type} (webhook, firma controllata)`,
      why: SIGNED,
    }),
    again: (type) => ({
      text: `Stripe dice al gateway un’altra volta: ${type}`,
      why: 'Stripe può mandare un evento due volte. È conservato una volta sola, quindi nulla succede due volte.',
    }),
    ignored: (type) => ({
      text: `Stripe dice al gateway: ${type}, che non riguarda un pagamento di qui`,
      why: 'L’indirizzo sente tutto ciò che la clinica fa a Stripe. Si guarda solo ciò che porta l’id di una nostra richiesta.',
    }),
    delivered: (type, attempt) => ({
      text: `Stripe ha consegnato ${type}${attempt > 1 ? ` (tentativo ${attempt})` : ''}`,
      why: 'Stripe prova per giorni, finché riceve un 2xx.',
    }),
    lost: (type) => ({ text: `Il webhook ${type} di Stripe va perso per strada`, why: LOST }),
    missed: (type, attempt) => ({
      text: `Il webhook ${type} di Stripe non è stato preso (tentativo ${attempt})`,
      why: `Stripe riprova, per giorni. ${LOST}`,
    }),
  },
  status: {
    creating: 'in preparazione',
    requested: 'richiesto',
    processing: 'in corso a Stripe',
    paid: 'pagato',
    cancelled: 'ritirato',
    refused: 'rifiutato',
    expired: 'scaduto',
    failed: 'non riuscito',
    unreachable: 'irraggiungibile',
  },
  activity: {
    seen: 'chi paga ha visto la richiesta',
    'put-off': 'chi paga preferisce pagare più tardi',
    'entering-details': 'chi paga inserisce i dati della carta',
    authenticating: 'chi paga conferma con la banca',
  },
};
