// How a React host's JSX meets the elements. Compiled by test/unit/package-types.test.ts.
import { useRef } from 'react';
import type { PayNow, PaymentIntrinsicElements, PaymentRequest, SessionStore } from 'video-call-payments';
import 'video-call-payments/jsx';

export function Panel(props: { session: SessionStore; onPaid: (request: PaymentRequest) => void }) {
  const payNow = useRef<PayNow>(null);
  return (
    <section>
      <request-payment
        key="form"
        className="panel"
        session={props.session}
        amount="85.00"
        presets="Consultation fee:85.00"
        onattempt-failed={({ attempt }) => attempt?.code.toUpperCase()}
      />
      <pay-now ref={payNow} request-id="pr_1" onpayment-received={({ request }) => props.onPaid(request)} />
      <pay-now requestId="pr_1" hidden />
      <payment-received-toast duration={30} />
    </section>
  );
}

export const mistakes = [
  // @ts-expect-error an amount is written as text: 85.5 would lose a nought
  <request-payment amount={85.5} />,
  // @ts-expect-error an attribute is written with a dash, a property with a capital
  <pay-now requestid="pr_1" />,
  // @ts-expect-error the pop-up hears only of what was received
  <payment-received-toast onpayment-requested={() => undefined} />,
  // @ts-expect-error a session is no text
  <pay-now session="default" />,
  // @ts-expect-error no element of ours
  <payment-form />,
];

/** What Preact, Solid or any other JSX is given. */
interface HTMLAttributes {
  class?: string;
}
interface IntrinsicElements extends PaymentIntrinsicElements<HTMLAttributes> {}

export const elements: IntrinsicElements = {
  'request-payment': { class: 'panel', description: 'Gap payment' },
  'pay-now': { 'request-id': 'pr_1' },
  // @ts-expect-error seconds are a number
  'payment-received-toast': { class: 'pop-up', duration: 'long' },
};

export const byTag: PayNow | null = document.querySelector('pay-now');
// @ts-expect-error it is a PayNow, and has no amount
void byTag?.amount;
