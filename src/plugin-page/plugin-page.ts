import { PayNow } from '../components/pay-now/pay-now.ts';
import { RequestPayment } from '../components/request-payment/request-payment.ts';
import { PaymentsError } from '../errors.ts';
import { register } from '../register.ts';
import { installSession, readSettings } from '../session/default-session.ts';
import { PaymentSession } from '../session/payment-session.ts';
import { answerDiagnosis } from './answer-diagnosis.ts';
import { showPage } from './show-page.ts';

const main = document.querySelector<HTMLElement>('#payments');
if (!main) throw new PaymentsError('NOT_CONFIGURED', 'The page has no <main id="payments">.');

// Before anything else runs in this document: making the session sets the gate on the host's messages.
const settings = readSettings();
const session = new PaymentSession(settings);
installSession(session);
answerDiagnosis(settings);
register('request-payment', RequestPayment);
register('pay-now', PayNow);
showPage(main, session);
