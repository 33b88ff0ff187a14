const SECRET_NAME = /secret|token$|password|^key$/i;
const HIDDEN = '[redacted]';

/** A Stripe object for people to read: what opens something (secrets, keys in addresses) is left out. */
export function redactedJson(value: unknown): string {
  return JSON.stringify(redact('', value), null, 2);
}

function redact(name: string, value: unknown): unknown {
  if (typeof value === 'string') return redactText(name, value);
  if (Array.isArray(value)) return value.map((entry) => redact(name, entry));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, redact(key, entry)]));
}

function redactText(name: string, text: string): string {
  if (SECRET_NAME.test(name)) return HIDDEN;
  // A receipt's or a challenge's address is itself a key: its query opens it.
  if (/^https?:\/\//.test(text) && URL.canParse(text)) return text.replace(/\?.*$/s, `?${HIDDEN}`);
  return text.replaceAll(/\b\w+_secret_\w+/g, HIDDEN);
}
