/** Why a part of the answer is missing. */
export interface GraphProblem {
  /** Code of the error catalogue, for example `UPSTREAM_UNAVAILABLE`. */
  readonly code: string;
  readonly message: string;
  /** The part, for example `customer.kyc`; empty when it is the whole. */
  readonly path: string;
  /** To quote to support. */
  readonly requestId?: string;
}

/** What the graph answered. Both may be there: what could be had, and what is missing. */
export interface GraphAnswer<Data> {
  readonly data: Data | null;
  readonly problems: readonly GraphProblem[];
}

/** An answer as it comes. */
export interface AnswerBody<Data> {
  readonly data?: Data | null | undefined;
  readonly errors?:
    | readonly {
        readonly message: string;
        readonly path?: readonly (string | number)[] | undefined;
        readonly extensions?: { readonly code?: string; readonly requestId?: string };
      }[]
    | undefined;
}

/** Reads an answer. */
export function graphAnswer<Data>({ data = null, errors = [] }: AnswerBody<Data>): GraphAnswer<Data> {
  const problems = errors.map(
    ({ message, path = [], extensions: { code = 'INTERNAL', requestId } = {} }) => ({
      code,
      message,
      path: path.join('.'),
      ...(requestId === undefined ? {} : { requestId }),
    }),
  );
  return { data, problems };
}

/** Whether something is an answer of a graph: a refusal is one, too, whatever its HTTP status. */
export function isAnswerBody(value: unknown): value is AnswerBody<never> {
  return value !== null && typeof value === 'object' && ('data' in value || 'errors' in value);
}
