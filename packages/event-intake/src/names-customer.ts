import { type Knex, whileAvailable } from '@bankgraph/database';

/** Whether a delivery names one of some customers. */
export type NamesCustomer = (body: Buffer) => boolean;

/** Numbers of customers have four characters or more and a digit; by anything shorter half of all deliveries would be found. */
const searchable = /^(?=.*\d).{4,}$/s;

/** Part of a longer number or word. Tazama writes its mark directly behind a number. */
const inWord = '[\\p{L}\\p{N}_-]';
const mark = 'TAZAMA_EID';

/**
 * Tells deliveries that name one of these customers: by their number, the numbers that systems have for them, or a case that the
 * ledger knows to be theirs. Names of people are not looked for, since people share them.
 *
 * @param directory the bank's database as a role that reads the schema `directory`; who is gone from there is found by their
 *   own number and by cases
 * @param ledger as a role that reads the ledger
 * @throws DatabaseUnavailable
 */
export async function namesOf(
  customers: readonly string[],
  { directory, ledger }: { readonly directory: Knex; readonly ledger: Knex },
): Promise<NamesCustomer> {
  if (customers.length === 0) return () => false;
  const [external, cases] = await whileAvailable(() =>
    Promise.all([
      directory('directory.customer_external_id')
        .whereRaw('customer_id = any (?::text[])', [[...customers]])
        .pluck<string[]>('external_id'),
      ledger('ledger.decision_event')
        .whereRaw('subject = any (?::text[])', [[...customers]])
        .whereNotNull('case_id')
        .distinct()
        .pluck<string[]>('case_id'),
    ]),
  );
  const numbers = [...new Set([...customers, ...external, ...cases])].filter((one) => searchable.test(one));
  if (numbers.length === 0) return () => false;
  const any = numbers.map((number) => number.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')).join('|');
  const named = new RegExp(`(?<!${inWord})(?:${any})(?:${mark})?(?!${inWord})`, 'u');
  return (body) => named.test(textOf(body));
}

/** The text of a body, JSON or not. JSON may write any character as an escape. */
function textOf(body: Buffer): string {
  return body
    .toString('utf8')
    .replace(/\\(?:u([0-9a-fA-F]{4})|(.))/gs, (_escape, code: string | undefined, one: string) => {
      if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
      return 'bfnrt'.includes(one) ? ' ' : one;
    });
}
