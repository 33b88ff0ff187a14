import type { AccountWords } from './messages.ts';

export const en: AccountWords = {
  account: {
    loading: 'Looking up your clinic’s Stripe account…',
    stale: 'We cannot reach the payment service just now. What you see may be out of date.',
    help: 'Contact us',
    yourClinic: 'your clinic',
    notEnabled: {
      heading: (clinic) => `Payments are not enabled for ${clinic}`,
      text: 'Ask for them with the request form. Once it is approved, you link the clinic’s Stripe account here.',
      form: 'Open the request form',
    },
    link: {
      heading: 'Link your clinic’s Stripe account',
      lead: (clinic) =>
        `What patients of ${clinic} pay goes straight to the clinic’s own Stripe account, with its own dashboard and reports.`,
      ways: 'How would you like to link it?',
      way: {
        existing: {
          title: 'I already have a Stripe account',
          text: 'Sign in at Stripe and choose it. What you have there stays as it is.',
          off: 'Not available here yet. Contact us to have it switched on, or create a new account.',
        },
        new: {
          title: 'Create a new account',
          text: 'Stripe asks for the clinic’s details and its bank account. It takes about ten minutes.',
          off: 'Not available here. Use the account that you have, or contact us.',
        },
      },
      noWay: {
        reason: 'Linking is not set up on this platform yet.',
        advice: 'Contact us: we can set it up.',
      },
      country: 'Which country is the clinic in?',
      chooseCountry: 'Choose a country',
      go: 'Go to Stripe',
      going: 'Preparing your link…',
      afterwards: 'Nothing is linked until you come back here and press “Use this account”.',
      setAside: 'Accounts made here before',
      setAsideText: 'They were put aside when they were removed. You can go on with one.',
      goOnWith: (account) => `Go on with ${account}`,
    },
    visit: {
      cancelled: {
        reason: 'You left Stripe before the account was linked.',
        advice: 'Nothing has changed. Go to Stripe whenever you are ready.',
      },
      expired: {
        reason: 'The link to Stripe had run out, or was used before.',
        advice: 'Each link works once, for a few minutes. Go to Stripe again for a new one.',
      },
      other_platform: {
        reason: 'That account is controlled by another platform.',
        advice: 'Stripe does not let it be linked here. Choose another account, or create a new one.',
      },
      mode_mismatch: {
        reason: 'Test and live do not go together.',
        advice: 'Choose an account of the same kind as this site, or switch the mode at Stripe.',
      },
      failed: {
        reason: 'Stripe could not link the account.',
        advice: 'Nothing has changed. Try again in a moment; if it lasts, contact us.',
      },
    },
    removedBy: {
      admin: {
        reason: (when) => `The account was removed on ${when}.`,
        advice: 'Payments cannot be requested until an account is linked.',
      },
      stripe: {
        reason: (when) => `The account was disconnected at Stripe on ${when}.`,
        advice: 'Payments cannot be requested until it is linked again.',
      },
      operator: {
        reason: (when) => `The platform’s operator removed the account on ${when}.`,
        advice:
          'Payments cannot be requested until an account is linked. Contact us if you did not expect it.',
      },
    },
    waiting: {
      heading: 'Waiting for you at Stripe',
      text: 'Stripe is open in another tab. Finish there and come back: this page notices by itself.',
      blocked: 'Your browser kept the new tab closed. Open it with this link.',
      again: 'Open Stripe again',
      stop: 'Choose another way',
      short: 'Stripe is open in another tab. This page notices by itself what you change there.',
    },
    parked: {
      heading: 'Is this the right account?',
      text: (clinic) => `What patients of ${clinic} pay will go to this account. Nothing is linked yet.`,
      unfinished: {
        reason: 'Stripe still needs details for this account.',
        advice: 'You can finish now, or use it and finish later. It cannot be paid until then.',
      },
      use: 'Use this account',
      using: 'Linking…',
      notThis: 'Not this one',
      discarding: 'Putting it away…',
    },
    health: {
      not_linked: {
        short: 'Not linked',
        reason: 'No Stripe account is linked.',
        advice: 'Payments cannot be requested yet.',
      },
      incomplete: {
        short: 'Finish at Stripe',
        reason: 'Stripe needs more details before the clinic can be paid.',
        advice: 'Payments cannot be requested until they are there.',
      },
      in_review: {
        short: 'In review',
        reason: 'Stripe has all it needs and is looking at it.',
        advice: 'There is nothing to do. It often takes a day or two, and shows here by itself.',
      },
      ready: {
        short: 'Ready',
        reason: 'Payments can be requested in calls.',
        advice: 'They go straight to this account.',
      },
      restricted: {
        short: 'Restricted',
        reason: 'Stripe has stopped payments to this account.',
        advice: 'Payments cannot be requested until what Stripe asks for is done.',
      },
    },
    due: (count, deadline) => {
      const what = count === 1 ? 'One thing is asked for' : `${count} things are asked for`;
      return deadline ? `${what}, by ${deadline}.` : `${what}.`;
    },
    dueSoon: 'Stripe will need more details. Add them in time, so that payments go on.',
    finish: 'Finish at Stripe',
    opening: 'Opening Stripe…',
    edit: 'Edit in Stripe',
    facts: {
      id: 'Account ID',
      country: 'Country',
      origin: 'Kind',
      origins: {
        existing: 'The clinic’s own, linked at Stripe',
        new: 'Made for this clinic',
        provisioned: 'Set by the platform’s operator',
      },
      linked: 'Linked',
      checked: 'Last checked with Stripe',
      noName: 'Account without a name',
    },
    remove: {
      open: 'Remove',
      heading: 'Remove this account?',
      requests: (count) => {
        if (count === 0) return 'No payment request is open. Once it is removed, none can be made.';
        return count === 1
          ? 'The one open payment request is withdrawn first. From then on none can be made.'
          : `The ${count} open payment requests are withdrawn first. From then on none can be made.`;
      },
      history: 'Past payments stay in the records here, and in Stripe.',
      access: {
        existing: 'We give our access back to Stripe. The account itself stays open.',
        new: 'The account itself stays open. It is put aside, and offered again here.',
        provisioned: 'The account itself stays open.',
      },
      again: 'Linking again later may make a new account.',
      type: (clinic) => `Type “${clinic}” to confirm`,
      mismatch: (clinic) => `Type the clinic’s name as it is written: ${clinic}`,
      confirm: 'Remove account',
      keep: 'Keep it',
      removing: 'Removing the account…',
      removingText:
        'Open requests are withdrawn, then Stripe is told. It goes on by itself: you may leave this page.',
    },
    wallets: {
      heading: 'Google Pay and Apple Pay',
      text: 'Sites where they are offered, as Stripe has them registered for this account.',
      state: { active: 'On', inactive: 'Off', pending: 'Being checked' },
    },
    test: {
      heading: 'Test payment',
      text: 'Pays the smallest amount with a test card, to see that everything works. No real money moves.',
      start: 'Make a test payment',
      again: 'Make another one',
      pending: 'Paying…',
      succeeded: (amount, when) => `It works: ${amount} was paid on ${when}.`,
      failed: (when) => `The test payment on ${when} did not go through.`,
      see: 'See it in Stripe',
    },
    clinics: {
      heading: 'Clinics',
      text: 'Each clinic’s own administrators link its Stripe account.',
      none: 'Your organisation has no clinics here yet.',
      notEnabled: 'Not enabled',
      ask: 'Is a clinic not enabled, or not listed? Ask for it with the request form.',
    },
    checkNow: 'Check now',
    checkingNow: 'Asking Stripe…',
    checking: 'No answer yet: it may have been done. We keep checking.',
    problem: {
      reason: 'That did not work.',
      advice: 'Nothing has changed. Try again in a moment.',
    },
    changedMeanwhile: {
      reason: 'Something has changed meanwhile.',
      advice: 'Look at what is shown now, then try again.',
    },
    inUse: {
      reason: 'Another organisation is paid on this account.',
      advice: 'Choose “Not this one”, and link another account.',
    },
    wayOff: {
      reason: 'That way of linking is not switched on here.',
      advice: 'Choose the other one, or contact us.',
    },
    announcements: {
      returned: (account) => `${account} came back from Stripe. Press “Use this account” to link it.`,
      linked: (account, clinic) => `${account} is now linked to ${clinic}.`,
      changed: (account, state) => `The state of ${account} at Stripe is now: ${state}.`,
      removed: (clinic) => `${clinic} has no Stripe account linked any more.`,
      testSucceeded: 'The test payment went through.',
      testFailed: 'The test payment did not go through.',
    },
  },
};
