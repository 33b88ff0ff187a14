import type { DiagnosisWords } from './words.ts';

export const en: DiagnosisWords = {
  framed: { message: 'Payments are inside a call’s page.', help: '' },
  notFramed: {
    message: 'Payments are open on their own, outside a call.',
    help: 'Open them from Apps & Tools in the call.',
  },
  framePresent: { message: 'The call’s page has the payments panel.', help: '' },
  noFrame: {
    message: 'The call’s page has no payments panel yet.',
    help: 'Join the call. For the developer: call PaymentsHost.mount() when the call starts.',
  },
  originAllowed: { message: '{about} may show payments.', help: '' },
  originRefused: {
    message: '{about} is not set up to show payments.',
    help: 'Whoever runs the gateway adds this address to the host’s frameOrigins.',
  },
  originNotSaid: {
    message: 'Whether this site may show payments is not known.',
    help: 'The gateway did not say: see below.',
  },
  hostUnknown: {
    message: 'The gateway does not know this video service.',
    help: 'For the developer: check hostId and the gateway’s address.',
  },
  framerNotSaid: {
    message: 'Whether the page around may show payments cannot be seen from here.',
    help: 'Run the same check in the call’s page.',
  },
  paymentAllowed: { message: 'The browser allows payments in the panel.', help: '' },
  paymentNotAsked: {
    message: 'The panel was made without permission for payments: Apple Pay and Google Pay will not show.',
    help: 'For the developer: the frame needs allow="payment *"; PaymentsHost sets it.',
  },
  paymentNotAllowed: {
    message: 'A page around the panel keeps payments from it: Apple Pay and Google Pay will not show.',
    help: 'For the developer: each frame around needs allow="payment *", and no Permissions-Policy header may say payment=().',
  },
  permissionNotSaid: {
    message: 'Whether Apple Pay and Google Pay are allowed cannot be seen from here.',
    help: 'Card payments do not need it.',
  },
  notSandboxed: { message: 'Nothing is kept from the panel by a sandbox.', help: '' },
  pageSandboxed: {
    message: 'This page is in a sandbox that takes its address away.',
    help: 'For the developer: take the sandbox away, or add allow-same-origin to it.',
  },
  frameSandboxed: {
    message: 'The panel is in a sandbox that keeps from it what paying needs.',
    help: 'For the developer: add {about}, or leave the sandbox attribute away.',
  },
  policyLetsThrough: { message: 'The page’s security policy lets through what was tried.', help: '' },
  policyBlocks: {
    message: 'The page’s own security policy blocks payments.',
    help: 'For the developer: allow it in the Content-Security-Policy header: {about}.',
  },
  pageIsolated: {
    message: 'The page is isolated, and so cannot show the payments panel.',
    help: 'For the developer: do not send Cross-Origin-Embedder-Policy on the call’s page.',
  },
  gatewayAnswers: { message: 'The payments service answers.', help: '' },
  gatewaySilent: {
    message: 'The payments service does not answer.',
    help: 'Check the internet connection, and try again in a minute.',
  },
  gatewayStrange: {
    message: 'Something else answers at the payments service’s address.',
    help: 'For the developer: check the gateway’s address, and what is in front of it.',
  },
  gatewayNotAsked: { message: 'The payments service was not asked.', help: '' },
  tokenValid: { message: 'You are recognised in this call.', help: '' },
  tokenGiven: { message: 'The call’s page says who you are.', help: '' },
  tokenNotGiven: {
    message: 'The call’s page did not say who you are.',
    help: 'Sign in again. For the developer: getToken() failed.',
  },
  tokenRefused: {
    message: 'The payments service does not accept who the page says you are.',
    help: 'Sign in again. For the developer: the token was refused ({about}).',
  },
  tokenNotAsked: { message: 'Who you are was not checked.', help: 'For the developer: give getToken.' },
  tokenNotTried: {
    message: 'Who you are could not be checked.',
    help: 'The payments service did not say: see above.',
  },
  clinicEnabled: { message: 'Payments are enabled for {about}.', help: '' },
  clinicNotSeen: {
    message: 'Whether payments are enabled for the clinic cannot be seen from the call’s page.',
    help: 'Open the payments panel: it says so.',
  },
  clinicNotSaid: { message: 'Whether payments are enabled for the clinic is not known.', help: '' },
  accountReady: { message: 'The clinic’s Stripe account can take payments.', help: '' },
  accountNotSeen: {
    message: 'Whether the clinic’s Stripe account is ready cannot be seen from the call’s page.',
    help: 'Open the payments panel: it says so.',
  },
  accountNotSaid: { message: 'Whether the clinic’s Stripe account is ready is not known.', help: '' },
  stripeThere: { message: 'Stripe’s card form can be loaded.', help: '' },
  stripeSilent: {
    message: 'Stripe’s card form cannot be loaded.',
    help: 'A content blocker or a company network often stops it: allow js.stripe.com.',
  },
  stripeNotTried: {
    message: 'Stripe’s card form is loaded by the payments panel, and was not tried from here.',
    help: '',
  },
};
