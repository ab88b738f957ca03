/**
 * Words that give away where something comes from: anti-money-laundering work, reports, sanctions and PEP screening,
 * and the systems that do it. Compared word by word, so that `sar` is found in `SAR_filed` and not in `sarong`.
 */
const telling: readonly string[] = [
  ...['aml', 'cft', 'amlcft', 'laundering', 'terrorist', 'terrorism', 'counterterrorism', 'terror financing'],
  ...['sar', 'sars', 'suspicious', 'suspicion', 'goaml', 'fiu', 'mlro', 'financial crime', 'tipping off'],
  ...['sanction', 'sanctions', 'sanctioned', 'ofac', 'pep', 'peps', 'politically exposed', 'watchlist'],
  ...['opensanctions', 'yente', 'tazama', 'marble', 'typology', 'typologies'],
];

/**
 * Whether any of the texts says that something was derived from anti-money-laundering data. Segments and predictions
 * reach people who are not cleared for AML, so such a record must not get among them: it would tip the customer off.
 *
 * @param texts names, purposes, owners, reasons; absent ones say nothing
 */
export function isAmlDerived(...texts: readonly (string | null | undefined)[]): boolean {
  return texts.some((text) => {
    const words = wordsOf(text ?? '');
    return telling.some((word) => words.includes(` ${word} `));
  });
}

/** Lower-case words with a blank around each: `CounterMoneyLaundering` and `AML_watch` come apart. */
function wordsOf(text: string): string {
  const apart = text
    .normalize('NFKC')
    .replace(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2');
  return ` ${apart
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .join(' ')} `;
}
