import type { PassingWords } from './words.ts';

const LIST_IS_TRUTH =
  'Hints and events all end here: in a read that the gateway authorises. Nothing else is believed.';
const NEVER_DECIDES = 'A courtesy to the other person. It decides nothing.';
const CARD_PATH =
  'The card goes from Stripe’s own frame to Stripe. It never touches this page, the gateway, or anybody’s log.';
const SIGNED =
  'Anybody could call this address: only the signature over the very bytes makes it Stripe’s. The event is kept and answered first, and then worked on by reading the object again.';
const LOST =
  'No single message matters: the page says “look”, and the gateway also asks by the clock. Either ends in its own read at Stripe.';

export const passingEnglish: PassingWords = {
  steps: {
    start: 'The call begins',
    request: 'Request',
    pay: 'Pay',
    confirm: 'Confirm',
    received: 'Received',
  },
  bridge: {
    hello: (name) => ({
      text: `${name}’s payments frame says hello to the page around it`,
      why: 'Each side has checked the other’s window and origin before the first byte. A stranger gets no answer.',
    }),
    welcome: (name) => ({
      text: `${name}’s page welcomes the frame: who is in the call, language, looks`,
      why: 'For display only. What a person may do is in their token, and the gateway decides from that.',
    }),
    asksToken: (name) => ({
      text: `${name}’s frame asks its page for an access token`,
      why: 'The frame keeps no credentials. Its page gets a short-lived token from the host’s own backend.',
    }),
    givesToken: (name) => ({
      text: `${name}’s page hands the frame a token (hidden here)`,
      why: 'The backend had it minted with its API key, which never comes near a page.',
    }),
    ready: (name) => ({
      text: `${name}’s frame shows how things stand`,
      why: 'From now on the host knows that payments work in this call.',
    }),
    failed: (name, code) => ({
      text: `${name}’s frame cannot begin: ${code}`,
      why: 'Told by a code, so that the host can say it in its own words.',
    }),
    busy: (name, busy) => ({
      text: busy
        ? `${name}’s frame says: somebody is paying here`
        : `${name}’s frame says: nobody is paying now`,
      why: 'While somebody pays, the page keeps the frame, even when the call ends.',
    }),
    opensPanel: (name) => ({
      text: `${name}’s frame asks for its panel to be opened`,
      why: 'Nobody should have to look for what is asked of them. The focus stays where it is.',
    }),
    sendsHint: (name) => ({
      text: `${name}’s frame asks its page to pass on a hint`,
      why: 'Something has changed, and the other person’s frame should look. The call’s own data channel is the fastest way there.',
    }),
    givesHint: (name) => ({
      text: `${name}’s page gives the hint to its frame`,
      why: 'The frame now asks the gateway. Were the hint lost, the event stream would say the same a little later.',
    }),
    requested: (name) => ({
      text: `${name}’s frame tells its page: a payment is requested`,
      why: 'For the host’s own records, as a hint: a host confirms it from its backend.',
    }),
    received: (name) => ({
      text: `${name}’s frame tells its page: a payment is received`,
      why: 'For the host’s own records, as a hint: a host confirms it from its backend.',
    }),
    popUp: (name) => ({
      text: `${name}’s frame asks its page to show the pop-up`,
      why: 'The panel is out of sight, so the page itself draws “Payment received”.',
    }),
    context: (name) => ({
      text: `${name}’s page tells the frame what has changed in the call`,
      why: 'Who is here, language, looks, whether the panel can be seen. For display only.',
    }),
    mayClose: (name) => ({
      text: `${name}’s page asks the frame whether the panel may be closed`,
      why: 'While a payment is being confirmed the answer is no.',
    }),
    answers: (name, method) => ({
      text: `${name}’s side: ${method} is done`,
      why: 'Every request over the bridge ends: with a value, a coded error or a time-out.',
    }),
    refuses: (name, method, code) => ({
      text: `${name}’s side: ${method} was not possible (${code})`,
      why: 'Errors cross the bridge as codes: no stack, nothing of the other side’s insides.',
    }),
    small: (name, event) => ({
      text: `${name}’s side: ${event}`,
      why: 'Housekeeping between the page and its frame.',
    }),
  },
  relay: {
    sent: (name, other) => ({
      text: `${name}’s host tells ${other}’s host over the data channel: something changed`,
      why: 'A hint carries no authority, no amount and no status, only an id. Whoever hears it asks the gateway.',
    }),
    heard: (name, other) => ({
      text: `${name}’s host hears the hint from ${other}’s`,
      why: 'Who sent it is what the call says, never what the message says of itself.',
    }),
  },
  events: {
    opened: (name) => ({
      text: `${name}’s frame opens its event stream`,
      why: 'One for each document, resumed from where it ended, and let go while nobody looks.',
    }),
    closed: (name) => ({
      text: `${name}’s event stream has ended`,
      why: 'A hidden page lets it go. It comes back to where it was, and misses nothing.',
    }),
    sent: (name, status) => ({
      text: `The gateway tells ${name}’s frame over the event stream: ${status}`,
      why: 'Slower than a hint and surer: each event is numbered, and authorised again as it is sent.',
    }),
    doing: (name, activity) => ({
      text: `The gateway tells ${name}’s frame over the event stream: ${activity}`,
      why: NEVER_DECIDES,
    }),
  },
  gateway: {
    mints: () => ({
      text: 'The call’s backend has an access token minted',
      why: 'Server to server, with the host’s API key. The token says who; the gateway decides what they may.',
    }),
    mayFrame: () => ({
      text: 'A call page asks the gateway whether it may frame payments',
      why: 'So that a refusal becomes words, and not the browser’s own error page in a frame.',
    }),
    session: (name) => ({
      text: `${name}’s frame asks the gateway whether payments are ready`,
      why: 'The clinic, its currency and limits, and whether its Stripe account can take payments.',
    }),
    asks: (name) => ({
      text: `${name}’s frame asks the gateway for a payment request`,
      why: 'With an idempotency key: pressed twice, or sent again after a time-out, it still makes one request.',
    }),
    reads: (name) => ({ text: `${name}’s frame asks the gateway how things stand`, why: LIST_IS_TRUTH }),
    checkout: (name) => ({
      text: `${name}’s frame asks for what the card form needs`,
      why: 'The payment’s client secret is read from Stripe for this one payer, and kept nowhere.',
    }),
    activity: (name) => ({ text: `${name}’s frame says what the payer is doing`, why: NEVER_DECIDES }),
    settle: (name) => ({
      text: `${name}’s frame tells the gateway: Stripe said something, look`,
      why: 'The page’s word is not believed. The gateway reads the payment at Stripe itself.',
    }),
    cancel: (name) => ({
      text: `${name}’s frame asks the gateway to withdraw the request`,
      why: 'It is withdrawn only once Stripe confirms: a payment that is faster wins.',
    }),
    refuse: (name) => ({
      text: `${name}’s frame tells the gateway: this will not be paid`,
      why: 'It is refused only once Stripe confirms: a payment that is faster wins.',
    }),
    other: (name, call) => ({
      text: `${name === null ? 'Somebody calls the gateway' : `${name}’s frame calls the gateway`}: ${call}`,
      why: 'Each call is authorised by itself, from the credential that it carries.',
    }),
    keeps: (amount) => ({
      text: `The gateway writes down the request for ${amount}`,
      why: 'With the key of the call to Stripe, and before it makes that call: a crash at any point is resumed by the same one.',
    }),
    repeats: (amount) => ({
      text: `The gateway knew that request for ${amount} already`,
      why: 'The same idempotency key: it answers what it answered before, and asks for nothing twice.',
    }),
    moves: (status) => ({
      text: `The gateway follows Stripe: ${status}`,
      why: 'Each move is one guarded update, with its line of history and its event in the same transaction.',
    }),
    paid: () => ({
      text: 'The gateway follows Stripe: paid',
      why: 'Only Stripe’s word makes a payment paid: a signed webhook, after which it is read again, or the gateway’s own read.',
    }),
    notes: (text) => ({
      text: `The gateway notes: ${text}`,
      why: 'A warning in its log. What is unknown is never taken for failed: it asks again.',
    }),
    ended: () => ({
      text: 'The gateway is down. It is being started again',
      why: 'The pages say that they are checking. Nothing is lost: every call to Stripe was written down before it was made.',
    }),
    back: () => ({
      text: 'The gateway is back, and looks at everything that was open',
      why: 'Nobody knows what happened meanwhile, so it asks Stripe about each open payment.',
    }),
  },
  stripe: {
    creates: (amount, key) => ({
      text: `The gateway makes a payment intent of ${amount} at Stripe (idempotency key ${key})`,
      why: 'One request, one payment intent, at most one charge. It is made on the clinic’s own account.',
    }),
    repeats: (key) => ({
      text: `Stripe repeats its first answer (idempotency key ${key})`,
      why: 'The gateway could not know whether its call had arrived, so it made the same one again: nothing happened twice.',
    }),
    reads: (status) => ({
      text: `The gateway reads the payment at Stripe: ${status}`,
      why: 'Its own read, with its own key, is what it believes.',
    }),
    cancels: () => ({
      text: 'The gateway cancels the payment intent at Stripe',
      why: 'A request ends only once Stripe says that it can no longer be paid.',
    }),
    confirms: (outcome) => ({ text: `Stripe’s card form confirms the payment: ${outcome}`, why: CARD_PATH }),
    looks: (status) => ({ text: `Stripe’s card form looks at its payment: ${status}`, why: CARD_PATH }),
    linking: {
      'lets-in': {
        text: 'The gateway exchanges the clinic’s permission for its Stripe account',
        why: 'The code works once, within five minutes, and only with the platform’s own key.',
      },
      leaves: {
        text: 'The gateway gives the clinic’s permission back to Stripe',
        why: 'After that Stripe refuses every call about the account. The account itself stays as it is.',
      },
      opens: {
        text: 'The gateway opens a Stripe account for the clinic',
        why: 'With a dashboard of its own. It takes no payments before Stripe has asked its questions.',
      },
      leads: {
        text: 'The gateway fetches the way to Stripe’s own questions',
        why: 'The link opens once, within five minutes, so a new one is made for each click.',
      },
      'asks-how': {
        text: 'The gateway asks Stripe how the clinic’s account stands',
        why: 'Coming back from Stripe says nothing about it: only Stripe’s answer does.',
      },
      domain: {
        text: 'The gateway registers a domain with Stripe, for wallets',
        why: 'Apple Pay and Google Pay show only on domains that the clinic’s own account has registered.',
      },
      domains: {
        text: 'The gateway asks Stripe for the domains that may show wallets',
        why: 'Each clinic’s account has its own.',
      },
      refunds: {
        text: 'The gateway asks Stripe for a refund',
        why: 'With a key of its own, written down before: however often it is sent, the money goes back once.',
      },
    },
    other: (caller, call) => ({
      text: `${{ gateway: 'The gateway asks Stripe', browser: 'Stripe’s script asks Stripe', none: 'Somebody asks Stripe' }[caller ?? 'none']}: ${call}`,
      why: 'Each call names the clinic’s account that it is about.',
    }),
    cut: (call) => ({
      text: `No answer from Stripe to ${call}`,
      why: 'Unknown, never failed: it may have happened. The same call with the same key finds out.',
    }),
  },
  webhook: {
    taken: (type) => ({
      text: `Stripe tells the gateway: ${type} (webhook, signature checked)`,
      why: SIGNED,
    }),
    again: (type) => ({
      text: `Stripe tells the gateway once more: ${type}`,
      why: 'Stripe may send an event twice. It is kept once, so nothing happens twice.',
    }),
    ignored: (type) => ({
      text: `Stripe tells the gateway: ${type}, which is not about a payment here`,
      why: 'The endpoint hears of all that the clinic does at Stripe. Only what carries our request’s id is looked at.',
    }),
    delivered: (type, attempt) => ({
      text: `Stripe has delivered ${type}${attempt > 1 ? ` (attempt ${attempt})` : ''}`,
      why: 'Stripe tries for days until it is answered with a 2xx.',
    }),
    lost: (type) => ({ text: `Stripe’s webhook ${type} is lost on the way`, why: LOST }),
    missed: (type, attempt) => ({
      text: `Stripe’s webhook ${type} was not taken (attempt ${attempt})`,
      why: `Stripe tries again, for days. ${LOST}`,
    }),
  },
  status: {
    creating: 'being prepared',
    requested: 'requested',
    processing: 'being settled',
    paid: 'paid',
    cancelled: 'withdrawn',
    refused: 'refused',
    expired: 'expired',
    failed: 'failed',
    unreachable: 'out of reach',
  },
  activity: {
    seen: 'the payer has seen the request',
    'put-off': 'the payer would rather pay later',
    'entering-details': 'the payer is entering card details',
    authenticating: 'the payer is confirming with the bank',
  },
};
