/** What Stripe asks a business for, in the order its pages ask. */
export const PARTS = ['business', 'representative', 'bank', 'agreement'] as const;
export type Part = (typeof PARTS)[number];

export interface Requirement {
  /** The page of the hosted onboarding that collects it. */
  readonly part: Part;
  /** Its name in an account of the v1 API. */
  readonly v1: string;
  /** Its description in an account of the v2 API. */
  readonly v2: string;
  /** In words, for the account's own people. */
  readonly says: string;
}

/** What a new business has to give. A real account is asked for more, and differently in each country. */
export const ONBOARDING: readonly Requirement[] = [
  {
    part: 'business',
    v1: 'business_profile.url',
    v2: 'defaults.profile.business_url',
    says: 'The business’s website',
  },
  {
    part: 'business',
    v1: 'company.name',
    v2: 'identity.business_details.registered_name',
    says: 'The business’s registered name',
  },
  {
    part: 'business',
    v1: 'company.tax_id',
    v2: 'identity.business_details.id_numbers',
    says: 'The business’s tax number',
  },
  {
    part: 'representative',
    v1: 'representative.first_name',
    v2: 'representative.given_name',
    says: 'The representative’s first name',
  },
  {
    part: 'representative',
    v1: 'representative.last_name',
    v2: 'representative.surname',
    says: 'The representative’s last name',
  },
  {
    part: 'representative',
    v1: 'representative.dob.day',
    v2: 'representative.date_of_birth.day',
    says: 'The representative’s date of birth',
  },
  {
    part: 'bank',
    v1: 'external_account',
    v2: 'external_account',
    says: 'A bank account for payouts',
  },
  {
    part: 'agreement',
    v1: 'tos_acceptance.date',
    v2: 'identity.attestations.terms_of_service.account.date',
    says: 'Agreement to Stripe’s terms',
  },
];

/** What may be asked of a business that has given all of that. */
export const IDENTITY_DOCUMENT: Requirement = {
  part: 'representative',
  v1: 'representative.verification.document',
  v2: 'representative.documents.primary_verification.front_back',
  says: 'A photo of the representative’s identity document',
};

/** What Stripe checks by itself once it was given. */
export const COMPANY_CHECK: Requirement = {
  part: 'business',
  v1: 'company.verification.document',
  v2: 'identity.business_details.documents.company_registration_verification',
  says: 'The business’s registration',
};

const ALL: readonly Requirement[] = [...ONBOARDING, IDENTITY_DOCUMENT, COMPANY_CHECK];

/** By its v1 name. */
export function requirementOf(v1: string): Requirement {
  return ALL.find((requirement) => requirement.v1 === v1) ?? { part: 'business', v1, v2: v1, says: v1 };
}
