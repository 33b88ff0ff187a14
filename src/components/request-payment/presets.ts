import { displayExponent } from '../../localization/money.ts';
import { warn } from '../shared/warn.ts';

/** A suggestion: fills the form, sends nothing. */
export interface Preset {
  readonly description: string;
  /** As written in the attribute: digits, and a point for the decimals. */
  readonly amount: string;
}

/** Reads `Consultation fee:85.00|Gap payment:42.50`; what does not fit is reported once and left out. */
export function parsePresets(host: Element, text: string): readonly Preset[] {
  const presets: Preset[] = [];
  for (const part of text.split('|')) {
    const at = part.lastIndexOf(':');
    const description = part.slice(0, Math.max(at, 0)).trim();
    const amount = part.slice(at + 1).trim();
    if (description && isPlainAmount(amount)) presets.push({ description, amount });
    else if (part.trim()) warnOnce(host, `presets: "${part}" is not of the form "Description:85.00"`);
  }
  return presets;
}

export function isPlainAmount(text: string): boolean {
  return /^\d+(\.\d+)?$/.test(text);
}

/** `85.00` as a person would type it in their locale, e.g. `85,00`. Empty when it is not an amount. */
export function localizeAmount(host: Element, plain: string, currency: string, locale: string): string {
  if (!plain) return '';
  if (!isPlainAmount(plain)) {
    warnOnce(host, `amount: "${plain}" is not of the form "85.00"`);
    return '';
  }
  const [, fraction = ''] = plain.split('.');
  return new Intl.NumberFormat(locale, {
    useGrouping: false,
    minimumFractionDigits: displayExponent(currency),
    // More decimals than the currency has are shown as they are, and refused beside the field.
    maximumFractionDigits: Math.max(fraction.length, displayExponent(currency)),
  }).format(Number(plain));
}

const warned = new Set<string>();

function warnOnce(host: Element, message: string): void {
  if (warned.has(message)) return;
  warned.add(message);
  warn(host, `${message}. It was left out.`);
}
