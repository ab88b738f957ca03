import { neutralWording } from './neutral-wording.js';

/** A mask: what is shown instead of a text. */
export type Mask = (text: string, typeName: string) => string;

const hidden = '****';

/** The last four characters; nothing of a text that has no more than four. */
function last4(text: string): string {
  return text.length > 4 ? hidden + text.slice(-4) : hidden;
}

/**
 * The issuer's six digits and the last four of a payment card number: the most that PCI DSS 4.0 (3.4.1) lets
 * be displayed without a business need for the whole. The digits between them may be masked by the bank itself.
 */
function binAndLast4(text: string): string {
  return /^\d{6}[\dxX*•]{3,9}\d{4}$/.test(text) ? `${text.slice(0, 6)}****${text.slice(-4)}` : last4(text);
}

/** Country and last four characters of an IBAN (ISO 13616); the last four of any other account number. */
function ibanLast4(text: string): string {
  const compact = text.replaceAll(' ', '');
  return /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(compact)
    ? compact.slice(0, 2) + hidden + compact.slice(-4)
    : last4(text);
}

/** First letter of each word of a name, in any script. */
function initials(text: string): string {
  return text
    .split(/[\s\-']+/u)
    .map((word) => [...word][0])
    .filter((letter) => letter !== undefined && /\p{L}/u.test(letter))
    .map((letter) => `${letter?.toLocaleUpperCase('en')}.`)
    .join(' ');
}

/** Year of an ISO 8601 date or date and time. */
function yearOnly(text: string): string {
  return /^(\d{4})(-|$)/.exec(text)?.[1] ?? hidden;
}

/** Band of a score between 0 and 1 or between 0 and 100: the lower end of its quarter. */
function bandInsteadOfScore(text: string): string {
  const score = Number(text);
  if (!Number.isFinite(score) || score < 0 || score > 100) return '0';
  const top = score <= 1 ? 1 : 100;
  return String((Math.min(Math.floor((score / top) * 4), 3) / 4) * top);
}

/** A decimal rounded towards zero to its highest power of ten: the size of an amount without the amount. */
function orderOfMagnitude(text: string): string {
  const match = /^(-?)0*(\d*)(?:\.\d+)?$/.exec(text);
  const digits = match?.[2] ?? '';
  return digits === '' ? '0' : `${match?.[1]}1${'0'.repeat(digits.length - 1)}`;
}

/** First letter and domain of an email address. */
function firstLetterAndDomain(text: string): string {
  const at = text.lastIndexOf('@');
  return at > 0 ? `${[...text][0]}${hidden}${text.slice(at)}` : hidden;
}

/** The closed catalogue of masks, by the names that policies use in `show`. */
export const masks = {
  'last 4 characters': last4,
  'BIN and last 4': binAndLast4,
  'IBAN last 4': ibanLast4,
  initials,
  'year only': yearOnly,
  'band instead of score': bandInsteadOfScore,
  'order of magnitude': orderOfMagnitude,
  'first letter and domain': firstLetterAndDomain,
  'neutral wording': neutralWording,
} as const satisfies Record<string, Mask>;

/** Name of a mask in a policy. */
export type MaskName = keyof typeof masks;

/** Whether a text names a mask. */
export function isMaskName(text: unknown): text is MaskName {
  return typeof text === 'string' && Object.hasOwn(masks, text);
}
