const regionNames = new Intl.DisplayNames(['en'], { type: 'region' });
const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

const codesByName = new Map<string, string>([
  ...letters.flatMap((first) =>
    letters.flatMap((second): [string, string][] => {
      const code = first + second;
      const name = regionNames.of(code);
      return name === undefined || name === code ? [] : [[name.toLowerCase(), code.toLowerCase()]];
    }),
  ),
  // Names that watchlists use and the Unicode names do not have.
  ['burma', 'mm'],
  ['bosnia-herzegovina', 'ba'],
  ['congo, democratic republic of the', 'cd'],
  ['cote d ivoire', 'ci'],
  ['czech republic', 'cz'],
  ['korea, north', 'kp'],
  ['korea, south', 'kr'],
  ['macedonia', 'mk'],
  ['palestinian', 'ps'],
  ['turkey', 'tr'],
  ['trinidad and tobago', 'tt'],
  ['usa', 'us'],
  ['uk', 'gb'],
]);

/** ISO 3166-1 alpha-2 code in lower case, as FollowTheMoney writes it, of a code or an English country name. */
export function countryCode(country: string): string | undefined {
  const text = country.trim().toLowerCase();
  return /^[a-z]{2}$/.test(text) ? text : codesByName.get(text);
}
