import pg from 'pg';

const { builtins } = pg.types;

/**
 * How column values arrive in JavaScript, set per connection instead of in pg's global table:
 * `date` as its ISO 8601 text (a Date would shift it by the time zone), `bigint` as number (an error beyond
 * 2^53, never a wrong digit), `numeric` as decimal text, `timestamptz` as Date.
 */
export const columnTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (format !== 'binary') {
      if (oid === builtins.DATE) return (text: string) => text;
      if (oid === builtins.INT8) return safeInteger;
    }
    return pg.types.getTypeParser(oid, format as 'text');
  }) as pg.CustomTypesConfig['getTypeParser'],
};

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value))
    throw new RangeError('A bigint of the database is beyond 2^53: select it as text.');
  return value;
}
