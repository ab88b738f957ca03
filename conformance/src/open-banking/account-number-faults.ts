/** One number of an account, as the adapter passes it on. */
interface AccountNumber {
  readonly scheme?: unknown;
  readonly value?: unknown;
}

/** Numbers of an accepted record that cannot be what their scheme says (ISO 13616 check digits; 14 digits). */
export function accountNumberFaults(record: object): readonly string[] {
  const { identifications } = record as { readonly identifications?: readonly AccountNumber[] | null };
  return (identifications ?? []).flatMap(({ scheme, value }, index) => {
    const at = `identifications[${index}].value`;
    if (typeof value !== 'string') return [`${at}: no text`];
    if (scheme === 'IBAN') return isIban(value) ? [] : [`${at}: no IBAN`];
    if (scheme === 'SORT_CODE_ACCOUNT_NUMBER') return /^\d{14}$/.test(value) ? [] : [`${at}: no 14 digits`];
    return [];
  });
}

function isIban(text: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(text)) return false;
  const digits = [...text.slice(4), ...text.slice(0, 4)]
    .map((character) => Number.parseInt(character, 36))
    .join('');
  return BigInt(digits) % 97n === 1n;
}
