import { parse } from 'csv-parse/sync';
import { countryCode } from './country-code.js';
import type { ListEntity } from './list-entity.js';

const schemas: Readonly<Record<string, string>> = {
  individual: 'Person',
  vessel: 'Vessel',
  aircraft: 'Airplane',
};

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * Reads the US Treasury's SDN list in its legacy CSV format: `SDN.CSV` (id, name, type, programme, title, call
 * sign, vessel type, tonnage, gross tonnage, flag, owner, remarks) and `ALT.CSV` (id, alias id, type, alias,
 * remarks). `-0-` means nothing. A row without id or name is left out and counted.
 */
export function readOfacList(
  sdnCsv: string,
  altCsv: string,
): { readonly entities: readonly ListEntity[]; readonly skipped: number } {
  const aliases = new Map<string, string[]>();
  for (const row of rows(altCsv)) {
    const [id, , , name] = row.map(value);
    if (id !== undefined && name !== undefined) aliases.set(id, [...(aliases.get(id) ?? []), name]);
  }
  let skipped = 0;
  const entities = rows(sdnCsv).flatMap((row): ListEntity[] => {
    const [id, name, type, programme, title, callSign, , , , flag, , remarks] = row.map(value);
    if (id === undefined || name === undefined || !/^\d+$/.test(id)) {
      skipped += 1;
      return [];
    }
    const schema = schemas[type ?? ''] ?? 'Organization';
    const display = schema === 'Person' ? givenNameFirst(name) : name;
    const facts = readRemarks(remarks ?? '');
    const properties: Record<string, readonly string[]> = {
      name: [display],
      alias: (aliases.get(id) ?? []).map((alias) => (schema === 'Person' ? givenNameFirst(alias) : alias)),
      weakAlias: facts.weakAliases,
      topics: ['sanction'],
      programId: programme?.split('] [') ?? [],
      position: title === undefined ? [] : [title],
      callSign: callSign === undefined ? [] : [callSign],
      flag: flag === undefined ? [] : [flag],
      birthDate: facts.birthDates,
      birthPlace: facts.birthPlaces,
      nationality: facts.nationalities,
      gender: facts.gender === undefined ? [] : [facts.gender],
      passportNumber: facts.passports,
      idNumber: facts.idNumbers,
    };
    return [
      {
        id: `ofac-${id}`,
        caption: display,
        schema,
        properties: Object.fromEntries(Object.entries(properties).filter(([, values]) => values.length > 0)),
        datasets: ['us_ofac_sdn'],
        referents: [],
        target: true,
        first_seen: null,
        last_seen: null,
        last_change: null,
      },
    ];
  });
  return { entities, skipped };
}

function rows(csv: string): string[][] {
  // The files end in a row that holds nothing but the DOS end-of-file mark.
  return parse(csv, {
    relaxColumnCount: true,
    skipEmptyLines: true,
    relaxQuotes: true,
    bom: true,
  }) as string[][];
}

function value(cell: string | undefined): string | undefined {
  const text = cell?.trim() ?? '';
  return text === '' || text === '-0-' || text === '\u001a' ? undefined : text;
}

/** "GARCIA LOPEZ, Maria" → "Maria GARCIA LOPEZ". */
function givenNameFirst(name: string): string {
  const comma = name.indexOf(',');
  return comma < 0 ? name : `${name.slice(comma + 1).trim()} ${name.slice(0, comma).trim()}`;
}

function readRemarks(remarks: string): {
  birthDates: string[];
  birthPlaces: string[];
  nationalities: string[];
  weakAliases: string[];
  passports: string[];
  idNumbers: string[];
  gender: string | undefined;
} {
  const items = remarks
    .replace(/\.$/, '')
    .split(';')
    .map((item) => item.trim().replace(/^alt\. /, ''));
  const after = (prefix: string): string[] =>
    items.filter((item) => item.startsWith(prefix)).map((item) => item.slice(prefix.length).trim());
  const number = (text: string): string => text.replace(/\s*\(.*$/, '').split(' ')[0] ?? text;
  return {
    birthDates: [...new Set(after('DOB ').flatMap(birthDates))],
    birthPlaces: after('POB '),
    nationalities: [...new Set([...after('nationality '), ...after('citizen ')])].flatMap(
      (country) => countryCode(country) ?? [],
    ),
    weakAliases: after('a.k.a. ').map((alias) => alias.replace(/^'|'$/g, '')),
    passports: after('Passport ').map(number),
    idNumbers: [...after('National ID No. '), ...after('Cedula No. ')].map(number),
    gender: after('Gender ')[0]?.toLowerCase(),
  };
}

/** "27 Mar 1978" → 1978-03-27; "Mar 1978" → 1978-03; "circa 1960" → 1960; a range → each of its years. */
function birthDates(text: string): string[] {
  const [from, to] = text.replace(/circa /g, '').split(/ to |(?<=\d{4})-/);
  const first = birthDate(from ?? '');
  const last = to === undefined ? undefined : birthDate(to);
  if (first === undefined) return [];
  if (last === undefined) return [first];
  const [start, end] = [Number(first.slice(0, 4)), Number(last.slice(0, 4))];
  return Array.from({ length: Math.min(30, Math.max(1, end - start + 1)) }, (_, index) =>
    String(start + index),
  );
}

function birthDate(text: string): string | undefined {
  const found = /^(?:(\d{1,2}) )?(?:([A-Z][a-z]{2}) )?(\d{4})$/.exec(text.trim());
  if (found === null) return undefined;
  const month = months.indexOf(found[2]?.toLowerCase() ?? '') + 1;
  return [
    found[3],
    ...(month > 0 ? [pad(month)] : []),
    ...(month > 0 && found[1] ? [pad(Number(found[1]))] : []),
  ].join('-');
}

function pad(part: number): string {
  return String(part).padStart(2, '0');
}
