import type { Messages } from './messages.ts';

/** English as Australians write it: the source of all other languages. */
export const en: Messages = {
  announcements: {
    paymentRequestedForYou: ({ amount, description, name }) =>
      `${name} requests a payment of ${amount} for ${description}.`,
    paymentReceived: ({ amount, description, name }) => `${name} paid ${amount} for ${description}.`,
    paymentSuccessful: ({ amount, description, name }) => `You paid ${amount} to ${name} for ${description}.`,
    requestWithdrawn: ({ amount, description }) =>
      `The request for ${amount}, ${description}, was withdrawn. Nothing was charged.`,
    requestRefused: ({ amount, description, name }) =>
      `${name} chose not to pay ${amount} for ${description}. Nothing was charged.`,
    requestExpired: ({ amount, description }) =>
      `The request for ${amount}, ${description}, has expired. Nothing was charged.`,
    attemptDeclined: ({ amount }) =>
      `The card for ${amount} was refused. Nothing was charged. Another card can be tried.`,
  },
  notification: {
    title: 'Payment received',
    body: ({ amount, description, name }) => `${name} paid ${amount} for ${description}.`,
    dismiss: 'Dismiss',
    region: 'Payment notifications',
  },
  common: {
    connecting: 'Connecting to payments…',
    reconnecting: 'Connection lost. Reconnecting: what you see may be out of date.',
    tryAgain: 'Try again',
    tryingByItself: 'We also keep trying by ourselves.',
    unavailable: 'Payments are unavailable',
    code: (code) => `For support: ${code}`,
    somebody: 'The patient',
    notForYou: 'Payments in this call are between the clinician and the patient.',
    forAdmins: 'This page is for the clinic’s administrators.',
    signInAgain: 'Reload the page, and sign in again if you are asked to.',
    otherWay: 'Your clinic can tell you another way to pay.',
    poweredBy: 'Payments by Stripe',
    environment: {
      live: '',
      test: 'Stripe test mode: use test cards, no real money moves',
      simulated: 'Test mode: no real money moves',
    },
    opensInNewTab: '(opens in a new tab)',
  },
  trouble: {
    notEmbedded: {
      reason: 'This page only works inside a video call.',
      advice: 'Open it from Apps & Tools during a call.',
    },
    originRefused: {
      reason: 'This website is not set up to show payments.',
      advice: 'Ask your administrator to allow it.',
    },
    hostSilent: {
      reason: 'The video call did not answer.',
      advice: 'Reload the page of the call.',
    },
    outdated: {
      reason: 'The video call and payments do not fit together.',
      advice: 'Reload the page of the call. If that does not help, tell your administrator.',
    },
    signIn: {
      reason: 'We could not confirm who you are.',
      advice: 'Leave the call and join it again.',
    },
    mismatch: {
      reason: 'Your sign-in belongs to another call or person.',
      advice: 'Leave the call and join it again.',
    },
    unreachable: {
      reason: 'We cannot reach the payment service.',
      advice: 'Check your internet connection.',
    },
    notSetUp: {
      reason: 'Payments are not set up on this page.',
      advice: 'Tell your administrator.',
    },
    tooMany: {
      reason: 'There were too many tries in a short time.',
      advice: 'Wait a minute, then try again.',
    },
    cardForm: {
      reason: 'The card form could not be shown.',
      advice: 'Check your internet connection, and switch off what blocks js.stripe.com.',
    },
    rejected: {
      reason: 'Stripe did not accept this request.',
      advice: 'Nothing was charged. Change the amount or the description, then try again.',
    },
    ended: {
      reason: 'This request is no longer open.',
      advice: 'Nothing else needs to be done.',
    },
    closed: {
      reason: 'This page is no longer connected to the call.',
      advice: 'Reload the page of the call to open it again.',
    },
    unknown: {
      reason: 'Something went wrong on our side.',
      advice: 'Try again in a moment.',
    },
  },
  notReady: {
    clinic_not_enabled: {
      reason: 'Payments are not enabled for your clinic.',
      advice: 'A clinic administrator can ask for them with the request form.',
    },
    account_not_linked: {
      reason: 'Your clinic has not linked its Stripe account.',
      advice: 'A clinic administrator can do it in Configure > Client Payments.',
    },
    account_incomplete: {
      reason: 'Stripe still needs some details from your clinic.',
      advice: 'A clinic administrator can add them in Configure > Client Payments.',
    },
    account_in_review: {
      reason: 'Stripe is reviewing your clinic’s details.',
      advice: 'There is nothing to do. It often takes a day or two.',
    },
    account_restricted: {
      reason: 'Stripe has paused payments for your clinic.',
      advice: 'A clinic administrator can see why in Stripe.',
    },
  },
  details: {
    clinic: 'Paid to',
    description: 'For',
    date: 'Date',
    card: 'Paid with',
    cardEnding: (brand, last4) => `${brand} •••• ${last4}`,
    reference: 'Stripe reference',
    refunded: 'Refunded',
    receipt: 'Receipt',
    receiptSentTo: (email) => `Sent to ${email}`,
    receiptLink: 'View receipt',
  },
  page: {
    title: 'Payments',
    observer:
      'Payments in this call are between the clinician and the patient. There is nothing for you to do.',
    environment: { live: '', test: 'test mode', simulated: 'simulated' },
  },
};
