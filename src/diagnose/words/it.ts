import type { DiagnosisWords } from './words.ts';

export const it: DiagnosisWords = {
  framed: { message: 'I pagamenti sono dentro la pagina di una chiamata.', help: '' },
  notFramed: {
    message: 'I pagamenti sono aperti da soli, fuori da una chiamata.',
    help: 'Aprili da App e strumenti nella chiamata.',
  },
  framePresent: { message: 'La pagina della chiamata ha il pannello dei pagamenti.', help: '' },
  noFrame: {
    message: 'La pagina della chiamata non ha ancora il pannello dei pagamenti.',
    help: 'Entra nella chiamata. Per chi sviluppa: chiama PaymentsHost.mount() all’inizio della chiamata.',
  },
  originAllowed: { message: '{about} può mostrare i pagamenti.', help: '' },
  originRefused: {
    message: '{about} non è abilitato a mostrare i pagamenti.',
    help: 'Chi gestisce il gateway aggiunge questo indirizzo ai frameOrigins dell’host.',
  },
  originNotSaid: {
    message: 'Non si sa se questo sito può mostrare i pagamenti.',
    help: 'Il gateway non lo ha detto: vedi sotto.',
  },
  hostUnknown: {
    message: 'Il gateway non conosce questo servizio video.',
    help: 'Per chi sviluppa: controlla hostId e l’indirizzo del gateway.',
  },
  framerNotSaid: {
    message: 'Da qui non si vede se la pagina attorno può mostrare i pagamenti.',
    help: 'Esegui lo stesso controllo nella pagina della chiamata.',
  },
  paymentAllowed: { message: 'Il browser consente i pagamenti nel pannello.', help: '' },
  paymentNotAsked: {
    message: 'Il pannello è senza permesso per i pagamenti: Apple Pay e Google Pay non compaiono.',
    help: 'Per chi sviluppa: il frame ha bisogno di allow="payment *"; PaymentsHost lo imposta.',
  },
  paymentNotAllowed: {
    message: 'Una pagina attorno al pannello gli nega i pagamenti: Apple Pay e Google Pay non compaiono.',
    help: 'Per chi sviluppa: ogni frame attorno ha bisogno di allow="payment *", e nessun header Permissions-Policy può dire payment=().',
  },
  permissionNotSaid: {
    message: 'Da qui non si vede se Apple Pay e Google Pay sono consentiti.',
    help: 'Per i pagamenti con carta non serve.',
  },
  notSandboxed: { message: 'Nessuna sandbox limita il pannello.', help: '' },
  pageSandboxed: {
    message: 'Questa pagina è in una sandbox che le toglie l’indirizzo.',
    help: 'Per chi sviluppa: togli la sandbox, o aggiungi allow-same-origin.',
  },
  frameSandboxed: {
    message: 'Il pannello è in una sandbox che gli nega ciò che serve per pagare.',
    help: 'Per chi sviluppa: aggiungi {about}, o togli l’attributo sandbox.',
  },
  policyLetsThrough: {
    message: 'Le regole di sicurezza della pagina consentono ciò che è stato provato.',
    help: '',
  },
  policyBlocks: {
    message: 'Le regole di sicurezza della pagina bloccano i pagamenti.',
    help: 'Per chi sviluppa: consentilo nell’header Content-Security-Policy: {about}.',
  },
  pageIsolated: {
    message: 'La pagina è isolata, e quindi non può mostrare il pannello dei pagamenti.',
    help: 'Per chi sviluppa: non inviare Cross-Origin-Embedder-Policy sulla pagina della chiamata.',
  },
  gatewayAnswers: { message: 'Il servizio pagamenti risponde.', help: '' },
  gatewaySilent: {
    message: 'Il servizio pagamenti non risponde.',
    help: 'Controlla la connessione a internet e riprova tra un minuto.',
  },
  gatewayStrange: {
    message: 'All’indirizzo del servizio pagamenti risponde qualcos’altro.',
    help: 'Per chi sviluppa: controlla l’indirizzo del gateway, e ciò che gli sta davanti.',
  },
  gatewayNotAsked: { message: 'Il servizio pagamenti non è stato interrogato.', help: '' },
  tokenValid: { message: 'Sei riconosciuto in questa chiamata.', help: '' },
  tokenGiven: { message: 'La pagina della chiamata dice chi sei.', help: '' },
  tokenNotGiven: {
    message: 'La pagina della chiamata non ha detto chi sei.',
    help: 'Accedi di nuovo. Per chi sviluppa: getToken() non è riuscito.',
  },
  tokenRefused: {
    message: 'Il servizio pagamenti non accetta chi la pagina dice che sei.',
    help: 'Accedi di nuovo. Per chi sviluppa: il token è stato rifiutato ({about}).',
  },
  tokenNotAsked: {
    message: 'Non è stato controllato chi sei.',
    help: 'Per chi sviluppa: fornisci getToken.',
  },
  tokenNotTried: {
    message: 'Non è stato possibile controllare chi sei.',
    help: 'Il servizio pagamenti non lo ha detto: vedi sopra.',
  },
  clinicEnabled: { message: 'I pagamenti sono attivi per {about}.', help: '' },
  clinicNotSeen: {
    message: 'Dalla pagina della chiamata non si vede se i pagamenti sono attivi per la clinica.',
    help: 'Apri il pannello dei pagamenti: lo dice lui.',
  },
  clinicNotSaid: { message: 'Non si sa se i pagamenti sono attivi per la clinica.', help: '' },
  accountReady: { message: 'L’account Stripe della clinica può ricevere pagamenti.', help: '' },
  accountNotSeen: {
    message: 'Dalla pagina della chiamata non si vede se l’account Stripe della clinica è pronto.',
    help: 'Apri il pannello dei pagamenti: lo dice lui.',
  },
  accountNotSaid: { message: 'Non si sa se l’account Stripe della clinica è pronto.', help: '' },
  stripeThere: { message: 'Il modulo carta di Stripe si può caricare.', help: '' },
  stripeSilent: {
    message: 'Il modulo carta di Stripe non si può caricare.',
    help: 'Spesso lo ferma un blocco dei contenuti o una rete aziendale: consenti js.stripe.com.',
  },
  stripeNotTried: {
    message: 'Il modulo carta di Stripe lo carica il pannello dei pagamenti: da qui non è stato provato.',
    help: '',
  },
};
