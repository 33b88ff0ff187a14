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
    harbourStreet: 'acct_1SimHarbourStreet',
    riverside: 'acct_1SimRiverside',
  },
} as const;
