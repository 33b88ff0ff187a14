export interface FindingWords {
  /** `{about}`: what it is about, an origin or a name. */
  readonly message: string;
  readonly help: string;
}

/** What a diagnosis says. The clinic's and the account's own reasons are in the elements' messages. */
export interface DiagnosisWords {
  readonly framed: FindingWords;
  readonly notFramed: FindingWords;
  readonly framePresent: FindingWords;
  readonly noFrame: FindingWords;
  readonly originAllowed: FindingWords;
  readonly originRefused: FindingWords;
  readonly originNotSaid: FindingWords;
  readonly hostUnknown: FindingWords;
  readonly framerNotSaid: FindingWords;
  readonly paymentAllowed: FindingWords;
  readonly paymentNotAsked: FindingWords;
  readonly paymentNotAllowed: FindingWords;
  readonly permissionNotSaid: FindingWords;
  readonly notSandboxed: FindingWords;
  readonly pageSandboxed: FindingWords;
  readonly frameSandboxed: FindingWords;
  readonly policyLetsThrough: FindingWords;
  readonly policyBlocks: FindingWords;
  readonly pageIsolated: FindingWords;
  readonly gatewayAnswers: FindingWords;
  readonly gatewaySilent: FindingWords;
  readonly gatewayStrange: FindingWords;
  readonly gatewayNotAsked: FindingWords;
  readonly tokenValid: FindingWords;
  readonly tokenGiven: FindingWords;
  readonly tokenNotGiven: FindingWords;
  readonly tokenRefused: FindingWords;
  readonly tokenNotAsked: FindingWords;
  readonly tokenNotTried: FindingWords;
  readonly clinicEnabled: FindingWords;
  readonly clinicNotSeen: FindingWords;
  readonly clinicNotSaid: FindingWords;
  readonly accountReady: FindingWords;
  readonly accountNotSeen: FindingWords;
  readonly accountNotSaid: FindingWords;
  readonly stripeThere: FindingWords;
  readonly stripeSilent: FindingWords;
  readonly stripeNotTried: FindingWords;
}
