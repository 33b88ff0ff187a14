import type { VisitEnd } from '../accounts/visits.ts';

interface Words {
  readonly title: string;
  readonly text: string;
  /** What to do next. */
  readonly next: string;
}

export type ConnectLanguage = 'en' | 'it';

/** With spaces that do not break, so that its name stays in one piece. */
const BACK = 'Close this tab, go back to Configure\u00a0>\u00a0Client\u00a0Payments, and';
const INDIETRO = 'Chiudi questa scheda, torna a Configura\u00a0>\u00a0Pagamenti cliente e';

export const CONNECT_WORDS: Readonly<Record<ConnectLanguage, Readonly<Record<VisitEnd, Words>>>> = {
  en: {
    came_back: {
      title: 'You’re back from Stripe',
      text: 'The account is here, and is not used yet: that is for you to say.',
      next: `${BACK} press “Use this account”.`,
    },
    answered: {
      title: 'You’re back from Stripe',
      text: 'Stripe has what you gave, and may need a moment to look at it.',
      next: `${BACK} see how the account stands.`,
    },
    cancelled: {
      title: 'You stopped at Stripe',
      text: 'Nothing was linked, and nothing has changed.',
      next: `${BACK} press “Go to Stripe” when you are ready.`,
    },
    expired: {
      title: 'This link is no longer good',
      text: 'Links to Stripe and back work for a short time only. Nothing was linked.',
      next: `${BACK} press “Go to Stripe” for a new one.`,
    },
    other_platform: {
      title: 'Another service manages this account',
      text: 'Stripe does not let an account that was made by one service be linked to a second one.',
      next: `${BACK} link another account, or make a new one.`,
    },
    mode_mismatch: {
      title: 'A test account and real payments do not go together',
      text: 'The account was opened in the other of Stripe’s two modes, test and live. Nothing was linked.',
      next: `${BACK} try again with an account of the right mode.`,
    },
    failed: {
      title: 'That did not work',
      text: 'Stripe could not link the account. Nothing has changed.',
      next: `${BACK} try again. If it fails again, ask whoever looks after your payments.`,
    },
    used: {
      title: 'This link was used already',
      text: 'Each link to Stripe and back works once. What it brought the first time still stands.',
      next: `${BACK} see where it stands.`,
    },
  },
  it: {
    came_back: {
      title: 'Sei di nuovo qui da Stripe',
      text: 'L’account è arrivato e non è ancora in uso: la scelta è tua.',
      next: `${INDIETRO} premi «Usa questo account».`,
    },
    answered: {
      title: 'Sei di nuovo qui da Stripe',
      text: 'Stripe ha ricevuto i tuoi dati e può aver bisogno di un momento per esaminarli.',
      next: `${INDIETRO} guarda lo stato dell’account.`,
    },
    cancelled: {
      title: 'Ti sei fermato da Stripe',
      text: 'Nessun account è stato collegato e nulla è cambiato.',
      next: `${INDIETRO} premi «Vai a Stripe» quando vuoi riprovare.`,
    },
    expired: {
      title: 'Questo link non è più valido',
      text: 'I link per andare a Stripe e tornare valgono per poco tempo. Nessun account è stato collegato.',
      next: `${INDIETRO} premi «Vai a Stripe» per averne uno nuovo.`,
    },
    other_platform: {
      title: 'Questo account è gestito da un altro servizio',
      text: 'Stripe non permette di collegare a un secondo servizio un account creato da un altro.',
      next: `${INDIETRO} collega un altro account o creane uno nuovo.`,
    },
    mode_mismatch: {
      title: 'Un account di prova e i pagamenti reali non vanno insieme',
      text: 'L’account è stato aperto nell’altra delle due modalità di Stripe, test e live. Nessun account è stato collegato.',
      next: `${INDIETRO} riprova con un account della modalità giusta.`,
    },
    failed: {
      title: 'Qualcosa non ha funzionato',
      text: 'Stripe non è riuscito a collegare l’account. Nulla è cambiato.',
      next: `${INDIETRO} riprova. Se succede ancora, chiedi a chi segue i tuoi pagamenti.`,
    },
    used: {
      title: 'Questo link è già stato usato',
      text: 'Ogni link per andare a Stripe e tornare vale una volta sola. Il risultato della prima volta resta valido.',
      next: `${INDIETRO} controlla la situazione.`,
    },
  },
};

/** By the browser's own preference; English when it asks for neither. Source: RFC 9110, 12.5.4 */
export function preferredLanguage(acceptLanguage: string | undefined): ConnectLanguage {
  const wanted = (acceptLanguage ?? '')
    .split(',')
    .map((entry, place) => {
      const [tag = '', ...rest] = entry.trim().split(';');
      const weight = rest.find((part) => part.trim().startsWith('q='));
      return { tag: tag.toLowerCase(), weight: weight ? Number(weight.trim().slice(2)) : 1, place };
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight || a.place - b.place);
  const first = wanted.find(({ tag }) => /^(en|it)\b/.test(tag));
  return first?.tag.startsWith('it') ? 'it' : 'en';
}
