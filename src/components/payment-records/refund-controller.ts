import type { LitElement, ReactiveController } from 'lit';

import type { PaymentRecord } from '../../contract/records.ts';
import type { Localization } from '../../localization/localization.ts';
import { displayExponent, formatMoney, toMajorUnits } from '../../localization/money.ts';
import { parseAmount } from '../../localization/amount-input.ts';
import type { RecordsWords } from '../../localization/records/messages.ts';
import type { OpenRecord, RefundDraft } from '../../session/configure/records-state.ts';
import type { StoreController } from '../shared/store-controller.ts';
import { renderRefund } from './render-refund.ts';

/** The form that gives a payment back: what is typed is the store's, what is wrong with it is shown when it is sent. */
export class RefundController implements ReactiveController {
  readonly #host: LitElement;
  readonly #records: StoreController<'records'>;
  #error: string | null = null;

  constructor(host: LitElement, records: StoreController<'records'>) {
    this.#host = host;
    this.#records = records;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#error = null;
  }

  /** Opens the form with all that is left, which is what is mostly given back. */
  open({ request, refundable }: PaymentRecord, { locale }: Localization): void {
    const digits = displayExponent(request.currency);
    const amount = new Intl.NumberFormat(locale, {
      useGrouping: false,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    }).format(toMajorUnits({ amount: refundable, currency: request.currency }));
    this.#error = null;
    this.#records.store?.setRefundDraft({ amount, reason: 'requested_by_customer' });
    this.#focus('#refund-amount');
  }

  render(
    open: OpenRecord,
    record: PaymentRecord,
    draft: RefundDraft,
    localization: Localization<RecordsWords>,
  ) {
    return renderRefund({
      open,
      record,
      draft,
      localization,
      error: this.#error,
      amount: this.#parse(record, draft, localization),
      onInput: (change) => {
        this.#error = null;
        this.#records.store?.setRefundDraft({ ...draft, ...change });
      },
      onSubmit: (event) => {
        event.preventDefault();
        this.#submit(record, draft, localization);
      },
      onClose: () => {
        this.#error = null;
        this.#records.store?.setRefundDraft(null);
        this.#focus('[data-refund]');
      },
    });
  }

  #parse({ request }: PaymentRecord, { amount }: RefundDraft, { locale }: Localization): number | null {
    const parsed = parseAmount(amount, request.currency, locale);
    return parsed.ok ? parsed.amount : null;
  }

  #submit(record: PaymentRecord, draft: RefundDraft, localization: Localization<RecordsWords>): void {
    const { records: words } = localization.messages;
    const { request, refundable } = record;
    const parsed = parseAmount(draft.amount, request.currency, localization.locale);
    if (!parsed.ok) this.#error = words.amountProblem[parsed.problem];
    else if (parsed.amount > refundable) {
      const most = formatMoney({ amount: refundable, currency: request.currency }, localization.locale);
      this.#error = words.amountTooLarge(most);
    } else {
      this.#error = null;
      // Said even when it is all: what was read and pressed is what is given back, whatever is left by then.
      void this.#records.store?.refund({ amount: parsed.amount, reason: draft.reason });
      return;
    }
    this.#host.requestUpdate();
    this.#focus('#refund-amount');
  }

  #focus(selector: string): void {
    void this.#host.updateComplete.then(() =>
      this.#host.renderRoot.querySelector<HTMLElement>(selector)?.focus(),
    );
  }
}
