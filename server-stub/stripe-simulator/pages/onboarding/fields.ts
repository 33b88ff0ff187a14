import type { Stripe } from 'stripe';

import { accountName } from '../../resources/accounts/account.ts';
import type { Step } from './steps.ts';

export interface Field {
  readonly name: string;
  readonly label: string;
  /** What is in it before anybody types. */
  readonly value: string;
  readonly inputmode?: 'numeric' | 'url';
  readonly help?: string;
}

/** The fields of a step, filled in with made-up values so that nobody has to make some up. */
export function fieldsOf(step: Step, account: Stripe.Account): readonly Field[] {
  switch (step) {
    case 'business':
      return [
        { name: 'name', label: 'Registered business name', value: accountName(account) },
        {
          name: 'website',
          label: 'Website',
          value: account.business_profile?.url ?? 'https://clinic.example',
          inputmode: 'url',
        },
        { name: 'tax', label: 'Business tax number', value: '00 000 000 000' },
      ];
    case 'representative':
      return [
        { name: 'given', label: 'First name', value: 'Jenny' },
        { name: 'family', label: 'Last name', value: 'Rosen' },
        { name: 'born', label: 'Date of birth', value: '1 January 1901' },
      ];
    case 'bank':
      return [
        { name: 'branch', label: 'Branch code', value: '000-000', inputmode: 'numeric' },
        {
          name: 'number',
          label: 'Account number',
          value: '0001 2345 6',
          inputmode: 'numeric',
          help: 'Made-up numbers. Do not type real ones.',
        },
      ];
    default:
      return [];
  }
}
