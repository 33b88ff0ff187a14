import { clientPayments } from './elements/client-payments.ts';
import { paymentsAccessRequest } from './elements/payments-access-request.ts';
import { payNow } from './elements/pay-now.ts';
import { paymentReceivedToast } from './elements/payment-received-toast.ts';
import { paymentRecords } from './elements/payment-records.ts';
import { requestPayment } from './elements/request-payment.ts';
import type { ElementStates, StagedState } from './staged-state.ts';
import type { GalleryView } from './view.ts';

/** Every element: those of a call in the order of a payment, then those of a *Configure* page. */
export const CATALOGUE: readonly ElementStates[] = [
  requestPayment,
  payNow,
  paymentReceivedToast,
  paymentsAccessRequest,
  clientPayments,
  paymentRecords,
];

export interface CatalogueEntry {
  readonly element: ElementStates;
  readonly group: string;
  readonly state: StagedState;
}

/** What a view is about: one element or all, one state or all. */
export function entriesOf({
  element: tag,
  state: id,
}: Pick<GalleryView, 'element' | 'state'>): CatalogueEntry[] {
  return CATALOGUE.filter((element) => tag === null || element.tag === tag).flatMap((element) =>
    element.groups.flatMap(({ title: group, states }) =>
      states.filter((state) => id === null || state.id === id).map((state) => ({ element, group, state })),
    ),
  );
}

/** What a host writes for this state. */
export function snippetOf({ element: { tag }, state: { attributes = {} } }: CatalogueEntry): string {
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`);
  return `<${tag}${written.join('')}></${tag}>`;
}
