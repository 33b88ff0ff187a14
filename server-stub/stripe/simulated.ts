/**
 * The fixed credentials of the offline simulator. They open nothing but the simulator on this machine's
 * loopback, and the prefixes `sk_test_sim_` and `pk_test_sim_` are how the rest of the code knows.
 */
export const SIMULATED = {
  secretKey: 'sk_test_sim_0000000000000000000000000000',
  publishableKey: 'pk_test_sim_0000000000000000000000000000',
  webhookSecret: 'whsec_sim_00000000000000000000000000000000',
  connectClientId: 'ca_sim_00000000000000000000000000',
  accounts: {
    /** Connected from the start, and ready. */
    harbourStreet: 'acct_1SimHarbourStreet',
    /** Ready, and not connected: to be linked by OAuth. */
    riverside: 'acct_1SimRiverside',
    /** Not connected, and has not finished Stripe's questions. */
    hilltop: 'acct_1SimHilltop',
    /** Not connected, ready, in Italy. */
    lagoVerde: 'acct_1SimLagoVerde',
    /** Ready, but controlled by another platform: OAuth refuses it. */
    kingStreet: 'acct_1SimKingStreet',
  },
} as const;
