import { type Knex, whileAvailable } from '@bankgraph/database';

/** How often a client has used an operation since some day. */
export interface OperationUsed {
  readonly clientId: string;
  /** Empty of the texts that the client wrote itself. */
  readonly operationId: string;
  readonly name: string | null;
  readonly count: number;
  /** ISO 8601. */
  readonly lastUsed: string;
}

/** How often a client has used a field through an operation since some day. */
export interface FieldUsed extends OperationUsed {
  /** `Type.field`. */
  readonly field: string;
}

/** What was used since a day (ISO 8601 date). @throws DatabaseUnavailable */
export async function readUses(
  knex: Knex,
  since: string,
): Promise<{ readonly operations: readonly OperationUsed[]; readonly fields: readonly FieldUsed[] }> {
  return whileAvailable(async () => {
    const operations = await knex.raw(
      `select client_id as "clientId", operation_id as "operationId", max(name) as name,
         sum(count)::bigint as count, to_char(max(last_used) at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "lastUsed"
       from operations.operation_use where day >= ?::date
       group by client_id, operation_id order by client_id, max(name) nulls last, operation_id`,
      [since],
    );
    const fields = await knex.raw(
      `select f.field, f.client_id as "clientId", f.operation_id as "operationId",
         (select max(o.name) from operations.operation_use o
          where o.client_id = f.client_id and o.operation_id = f.operation_id) as name,
         sum(f.count)::bigint as count, to_char(max(f.last_used) at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "lastUsed"
       from operations.field_use f where f.day >= ?::date
       group by f.field, f.client_id, f.operation_id order by f.field, f.client_id, f.operation_id`,
      [since],
    );
    return { operations: operations.rows, fields: fields.rows };
  });
}
