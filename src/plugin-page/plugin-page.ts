import { getDefaultSession } from '../session/default-session.ts';
import { defineElements } from '../define.ts';
import { PaymentsError } from '../errors.ts';
import { showPage } from './show-page.ts';

const main = document.querySelector<HTMLElement>('#payments');
if (!main) throw new PaymentsError('NOT_CONFIGURED', 'The page has no <main id="payments">.');

// Before anything else runs in this document: making the session sets the gate on the host's messages.
const session = getDefaultSession();
// By name, not for its side effect: that is all that a bundler may drop.
defineElements();
showPage(main, session);
