import { manifestPlugins } from './scripts/reference/manifest-plugins.mjs';

/** What the package says of its elements to editors and documentation tools. `npm run build` writes it into `dist/`. */
export default {
  globs: [
    'src/components/request-payment/request-payment.ts',
    'src/components/pay-now/pay-now.ts',
    'src/components/payment-received-toast/payment-received-toast.ts',
    'src/components/payments-access-request/payments-access-request.ts',
    'src/components/client-payments/client-payments.ts',
    'src/components/payment-records/payment-records.ts',
    'src/events.ts',
  ],
  outdir: 'dist',
  litelement: true,
  packagejson: false,
  quiet: true,
  plugins: manifestPlugins(),
};
