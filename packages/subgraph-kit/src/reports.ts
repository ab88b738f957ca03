import type { Policy } from '@bankgraph/authorization';
import type { BankgraphError } from '@bankgraph/errors';
import { GraphQLError, type GraphQLResolveInfo } from 'graphql';
import type { Governor } from './governor.js';
import type { Situation } from './situation.js';

type Path = GraphQLResolveInfo['path'];

/** Errors beside the data of one request, for example for quarantined records. */
export class Reports {
  readonly #reported: (GraphQLError | Promise<GraphQLError | null>)[] = [];
  readonly #fields = new WeakMap<Path, { readonly situation: Situation; readonly rowPolicy: Policy }>();

  /** Remembers whose rows a field is about to show, and by which policy they exist. */
  at(path: Path, situation: Situation, rowPolicy: Policy | undefined): void {
    if (rowPolicy !== undefined) this.#fields.set(path, { situation, rowPolicy });
  }

  /**
   * Reports an error at the field of `info`. One about a row, where the rows of the field have a policy, only to those
   * who would see a row of which no more is known than `row` says: that a record is broken tells that there is one.
   */
  add(
    error: BankgraphError,
    info: GraphQLResolveInfo,
    governor: Governor,
    row: Readonly<Record<string, unknown>> | undefined,
  ): void {
    const told = new GraphQLError(error.message, { path: keysOf(info.path), originalError: error });
    const field = this.#fields.get(info.path);
    if (field === undefined || row === undefined) {
      this.#reported.push(told);
      return;
    }
    const carrier = governor.origins.adopt('', { ...row }, field.situation);
    const visible = governor.visible(() => field.rowPolicy, [carrier]);
    this.#reported.push(
      Promise.resolve(visible).then(
        (rows) => (rows.length > 0 ? told : null),
        // Who may see it cannot be found out; the field itself says so.
        () => null,
      ),
    );
  }

  /** Those that the caller may see, in their order. */
  async visible(): Promise<readonly GraphQLError[]> {
    const all = await Promise.all(this.#reported);
    return all.filter((error) => error !== null);
  }
}

function keysOf(path: Path): (string | number)[] {
  const keys: (string | number)[] = [];
  for (let at: Path | undefined = path; at !== undefined; at = at.prev) keys.unshift(at.key);
  return keys;
}
