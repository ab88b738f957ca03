import { BankgraphError } from '@bankgraph/errors';

/** What a request names as its operation: a text, an id in place of one (Apollo's `extensions.persistedQuery`), or both. */
export interface SentOperation {
  readonly text: unknown;
  /** Undefined: no id is named. What is not SHA-256 in hexadecimal digits is null. */
  readonly id: string | null | undefined;
  /** Puts the text in place of the id, for whoever reads the request after this. */
  replace(text: string): void;
}

/** As much of a request as an operation is read from. */
export interface OperationRequest {
  readonly method: string;
  readonly url: string;
  readonly raw: { url?: string | undefined };
  body: unknown;
}

/**
 * Reads what was sent: of the body, or of a GET's query string as Apollo's clients write it.
 *
 * @throws BAD_USER_INPUT for a query string that says a thing twice or is not JSON where it has to be, and for another
 *   version of persisted queries than 1
 */
export function sentOperation(request: OperationRequest): SentOperation {
  return request.method === 'GET' ? sentByGet(request) : sentByPost(request);
}

function sentByPost(request: OperationRequest): SentOperation {
  const body = isRecord(request.body) ? request.body : {};
  const extensions = isRecord(body.extensions) ? body.extensions : {};
  return {
    text: body.query,
    id: idOf(extensions),
    replace(text) {
      request.body = { ...body, query: text, extensions: withoutId(extensions) };
    },
  };
}

function sentByGet(request: OperationRequest): SentOperation {
  const mark = request.url.indexOf('?');
  const parameters = new URLSearchParams(mark === -1 ? '' : request.url.slice(mark));
  const text = once(parameters, 'query');
  const given = once(parameters, 'extensions');
  const parsed: unknown = given === undefined ? undefined : parseJson(given);
  const extensions = isRecord(parsed) ? parsed : {};
  return {
    text,
    id: idOf(extensions),
    replace(replaced) {
      parameters.set('query', replaced);
      parameters.set('extensions', JSON.stringify(withoutId(extensions)));
      // Where Apollo Server's integration reads the query string.
      request.raw.url = `${request.url.slice(0, mark)}?${parameters}`;
    },
  };
}

const sha256 = /^[0-9a-f]{64}$/;

function idOf({ persistedQuery }: Readonly<Record<string, unknown>>): string | null | undefined {
  if (persistedQuery == null) return undefined;
  if (!isRecord(persistedQuery) || persistedQuery.version !== 1) {
    throw new BankgraphError('BAD_USER_INPUT', {
      advice: 'extensions.persistedQuery has to be {"version":1,"sha256Hash":"…"}.',
    });
  }
  const { sha256Hash } = persistedQuery;
  return typeof sha256Hash === 'string' && sha256.test(sha256Hash) ? sha256Hash : null;
}

function withoutId({ persistedQuery: _id, ...others }: Readonly<Record<string, unknown>>): object {
  return others;
}

function once(parameters: URLSearchParams, name: string): string | undefined {
  const [value, ...more] = parameters.getAll(name);
  if (more.length > 0) throw new BankgraphError('BAD_USER_INPUT', { advice: `Send ${name} once.` });
  return value;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BankgraphError('BAD_USER_INPUT', { advice: 'The parameter extensions is not JSON.' });
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
