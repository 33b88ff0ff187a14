import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';

import type { AccessRequest } from '../../contract/access-request.ts';
import type { AccessWords } from '../../localization/access/messages.ts';
import type { Localization } from '../../localization/localization.ts';

/** The ticket, and what the form said. */
export function renderSent(request: AccessRequest, localization: Localization<AccessWords>): TemplateResult {
  const { messages } = localization;
  const words = messages.access;
  const { contact, telehealthManager: manager } = request;
  const managerName = manager.isMe ? contact.name : manager.name;
  const ticket = 'ticket' in request ? request.ticket : null;
  return html`${
      ticket?.key
        ? html`<dl class="list">
            <div>
              <dt>${words.ticket}</dt>
              <dd>
                ${
                  ticket.url
                    ? html`<a href=${ticket.url} target="_blank" rel="noopener"
                        >${ticket.key}<span class="sr"> ${messages.common.opensInNewTab}</span></a
                      >`
                    : ticket.key
                }
              </dd>
            </div>
            <div>
              <dt>${words.manager}</dt>
              <dd>${words.raisedBy(managerName)}</dd>
            </div>
          </dl>`
        : nothing
    }
    <details>
      <summary>${words.details}</summary>
      <dl class="list" part="details">
        ${row(words.organisationName, request.organisationName)}
        ${request.clinics.map(({ name, hasStripeAccount }) =>
          row(name, hasStripeAccount ? words.stripeYes : words.stripeNo),
        )}
        ${row(words.contactName, [contact.name, contact.email, contact.phone].filter(Boolean).join('\n'))}
        ${row(words.expectedUse, request.expectedUse)}
        ${row(words.manager, manager.isMe ? managerName : `${manager.name}\n${manager.email}`)}
      </dl>
    </details>`;
}

function row(name: string, value: string): TemplateResult {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;
}
