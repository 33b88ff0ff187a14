import type { AccountWords } from './messages.ts';

export const it: AccountWords = {
  account: {
    loading: 'Ricerca dell’account Stripe della clinica…',
    stale:
      'Il servizio di pagamento non è raggiungibile in questo momento. Ciò che vedi potrebbe non essere aggiornato.',
    help: 'Contattaci',
    yourClinic: 'la tua clinica',
    notEnabled: {
      heading: (clinic) => `I pagamenti non sono attivi per ${clinic}`,
      text: 'Chiedili con il modulo di richiesta. Dopo l’approvazione colleghi qui l’account Stripe della clinica.',
      form: 'Apri il modulo di richiesta',
    },
    link: {
      heading: 'Collega l’account Stripe della clinica',
      lead: (clinic) =>
        `Ciò che pagano i pazienti di ${clinic} arriva direttamente sull’account Stripe della clinica, con la sua dashboard e i suoi report.`,
      ways: 'Come vuoi collegarlo?',
      way: {
        existing: {
          title: 'Ho già un account Stripe',
          text: 'Accedi a Stripe e sceglilo. Ciò che hai lì resta com’è.',
          off: 'Qui non è ancora disponibile. Contattaci per attivarlo, oppure crea un nuovo account.',
        },
        new: {
          title: 'Crea un nuovo account',
          text: 'Stripe chiede i dati della clinica e il conto bancario. Servono circa dieci minuti.',
          off: 'Qui non è disponibile. Usa l’account che hai, oppure contattaci.',
        },
      },
      noWay: {
        reason: 'Il collegamento non è ancora configurato su questa piattaforma.',
        advice: 'Contattaci: possiamo configurarlo.',
      },
      country: 'In quale paese si trova la clinica?',
      chooseCountry: 'Scegli un paese',
      go: 'Vai a Stripe',
      going: 'Preparazione del collegamento…',
      afterwards: 'Nulla è collegato finché non torni qui e premi «Usa questo account».',
      setAside: 'Account creati qui in passato',
      setAsideText: 'Sono stati messi da parte quando sono stati rimossi. Puoi riprenderne uno.',
      goOnWith: (account) => `Riprendi ${account}`,
    },
    visit: {
      cancelled: {
        reason: 'Hai lasciato Stripe prima di collegare l’account.',
        advice: 'Non è cambiato nulla. Vai a Stripe quando vuoi.',
      },
      expired: {
        reason: 'Il link per Stripe era scaduto o già usato.',
        advice: 'Ogni link vale una volta, per pochi minuti. Vai di nuovo a Stripe per averne uno nuovo.',
      },
      other_platform: {
        reason: 'Quell’account è controllato da un’altra piattaforma.',
        advice: 'Stripe non permette di collegarlo qui. Scegli un altro account o creane uno nuovo.',
      },
      mode_mismatch: {
        reason: 'La modalità di test e quella reale non vanno insieme.',
        advice: 'Scegli un account dello stesso tipo di questo sito, o cambia modalità in Stripe.',
      },
      failed: {
        reason: 'Stripe non ha potuto collegare l’account.',
        advice: 'Non è cambiato nulla. Riprova tra un momento; se continua, contattaci.',
      },
    },
    removedBy: {
      admin: {
        reason: (when) => `L’account è stato rimosso il ${when}.`,
        advice: 'Non si possono richiedere pagamenti finché non è collegato un account.',
      },
      stripe: {
        reason: (when) => `L’account è stato scollegato da Stripe il ${when}.`,
        advice: 'Non si possono richiedere pagamenti finché non è collegato di nuovo.',
      },
      operator: {
        reason: (when) => `Il gestore della piattaforma ha rimosso l’account il ${when}.`,
        advice:
          'Non si possono richiedere pagamenti finché non è collegato un account. Contattaci se non te lo aspettavi.',
      },
    },
    waiting: {
      heading: 'Ti aspettiamo da Stripe',
      text: 'Stripe è aperto in un’altra scheda. Finisci lì e torna: questa pagina se ne accorge da sola.',
      blocked: 'Il browser non ha aperto la nuova scheda. Aprila con questo link.',
      again: 'Apri di nuovo Stripe',
      stop: 'Scegli un altro modo',
      short: 'Stripe è aperto in un’altra scheda. Questa pagina si accorge da sola di ciò che cambi lì.',
    },
    parked: {
      heading: 'È l’account giusto?',
      text: (clinic) =>
        `Ciò che pagano i pazienti di ${clinic} andrà su questo account. Nulla è ancora collegato.`,
      unfinished: {
        reason: 'A Stripe mancano ancora alcuni dati per questo account.',
        advice: 'Puoi finire adesso, oppure usarlo e finire dopo. Fino ad allora non può ricevere pagamenti.',
      },
      use: 'Usa questo account',
      using: 'Collegamento…',
      notThis: 'Non è questo',
      discarding: 'Lo mettiamo via…',
    },
    health: {
      not_linked: {
        short: 'Non collegato',
        reason: 'Nessun account Stripe è collegato.',
        advice: 'Non si possono ancora richiedere pagamenti.',
      },
      incomplete: {
        short: 'Da completare',
        reason: 'A Stripe servono altri dati prima che la clinica possa ricevere pagamenti.',
        advice: 'Fino ad allora non si possono richiedere pagamenti.',
      },
      in_review: {
        short: 'In verifica',
        reason: 'Stripe ha tutto ciò che serve e lo sta esaminando.',
        advice: 'Non c’è nulla da fare. Spesso bastano uno o due giorni, e si vede qui da solo.',
      },
      ready: {
        short: 'Pronto',
        reason: 'Nelle chiamate si possono richiedere pagamenti.',
        advice: 'Arrivano direttamente su questo account.',
      },
      restricted: {
        short: 'Limitato',
        reason: 'Stripe ha fermato i pagamenti su questo account.',
        advice: 'Non si possono richiedere pagamenti finché non è fatto ciò che Stripe chiede.',
      },
    },
    due: (count, deadline) => {
      const what = count === 1 ? 'Viene chiesta una cosa' : `Vengono chieste ${count} cose`;
      return deadline ? `${what}, entro il ${deadline}.` : `${what}.`;
    },
    dueSoon: 'A Stripe serviranno altri dati. Aggiungili in tempo, così i pagamenti continuano.',
    finish: 'Completa da Stripe',
    opening: 'Apertura di Stripe…',
    edit: 'Modifica in Stripe',
    facts: {
      id: 'ID dell’account',
      country: 'Paese',
      origin: 'Tipo',
      origins: {
        existing: 'Della clinica, collegato da Stripe',
        new: 'Creato per questa clinica',
        provisioned: 'Impostato dal gestore della piattaforma',
      },
      linked: 'Collegato',
      checked: 'Ultima verifica con Stripe',
      noName: 'Account senza nome',
    },
    remove: {
      open: 'Rimuovi',
      heading: 'Rimuovere questo account?',
      requests: (count) => {
        if (count === 0)
          return 'Nessuna richiesta di pagamento è aperta. Dopo la rimozione non se ne possono fare.';
        return count === 1
          ? 'L’unica richiesta di pagamento aperta viene prima ritirata. Da quel momento non se ne fanno altre.'
          : `Le ${count} richieste di pagamento aperte vengono prima ritirate. Da quel momento non se ne fanno altre.`;
      },
      history: 'I pagamenti già fatti restano nel registro qui e in Stripe.',
      access: {
        existing: 'Restituiamo a Stripe il nostro accesso. L’account resta aperto.',
        new: 'L’account resta aperto. Viene messo da parte e proposto di nuovo qui.',
        provisioned: 'L’account resta aperto.',
      },
      again: 'Un nuovo collegamento potrebbe creare un nuovo account.',
      type: (clinic) => `Scrivi «${clinic}» per confermare`,
      mismatch: (clinic) => `Scrivi il nome della clinica così com’è: ${clinic}`,
      confirm: 'Rimuovi account',
      keep: 'Mantienilo',
      removing: 'Rimozione dell’account…',
      removingText:
        'Le richieste aperte vengono ritirate, poi lo comunichiamo a Stripe. Continua da solo: puoi lasciare questa pagina.',
    },
    wallets: {
      heading: 'Google Pay e Apple Pay',
      text: 'I siti in cui sono proposti, come Stripe li ha registrati per questo account.',
      state: { active: 'Attivo', inactive: 'Non attivo', pending: 'In controllo' },
    },
    test: {
      heading: 'Pagamento di prova',
      text: 'Paga l’importo minimo con una carta di prova, per vedere che tutto funziona. Nessun denaro reale.',
      start: 'Fai un pagamento di prova',
      again: 'Fanne un altro',
      pending: 'Pagamento in corso…',
      succeeded: (amount, when) => `Funziona: ${amount} pagati il ${when}.`,
      failed: (when) => `Il pagamento di prova del ${when} non è andato a buon fine.`,
      see: 'Vedilo in Stripe',
    },
    clinics: {
      heading: 'Cliniche',
      text: 'Gli amministratori di ogni clinica collegano il suo account Stripe.',
      none: 'La tua organizzazione non ha ancora cliniche qui.',
      notEnabled: 'Non attivata',
      ask: 'Una clinica non è attivata o non è in elenco? Richiedila con il modulo di richiesta.',
    },
    checkNow: 'Verifica adesso',
    checkingNow: 'Lo chiediamo a Stripe…',
    checking: 'Ancora nessuna risposta: potrebbe essere stato fatto. Continuiamo a controllare.',
    problem: {
      reason: 'Non ha funzionato.',
      advice: 'Non è cambiato nulla. Riprova tra un momento.',
    },
    changedMeanwhile: {
      reason: 'Nel frattempo qualcosa è cambiato.',
      advice: 'Guarda ciò che è mostrato adesso, poi riprova.',
    },
    inUse: {
      reason: 'Un’altra organizzazione riceve pagamenti su questo account.',
      advice: 'Scegli «Non è questo» e collega un altro account.',
    },
    wayOff: {
      reason: 'Questo modo di collegare non è attivo qui.',
      advice: 'Scegli l’altro, oppure contattaci.',
    },
    announcements: {
      returned: (account) => `${account} è tornato da Stripe. Premi «Usa questo account» per collegarlo.`,
      linked: (account, clinic) => `${account} è ora collegato a ${clinic}.`,
      changed: (account, state) => `Lo stato di ${account} in Stripe è ora: ${state}.`,
      removed: (clinic) => `${clinic} non ha più un account Stripe collegato.`,
      testSucceeded: 'Il pagamento di prova è andato a buon fine.',
      testFailed: 'Il pagamento di prova non è andato a buon fine.',
    },
  },
};
