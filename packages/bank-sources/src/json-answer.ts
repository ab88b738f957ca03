import type { Dispatcher } from 'undici';
import { parseExactJson } from './exact-json.js';
import { UpstreamUnavailable } from './upstream-unavailable.js';

/**
 * Reads a response body as JSON: declared type, size and encoding are checked before anything is parsed.
 * @throws UpstreamUnavailable `wrong-content-type`, `too-large` or `bad-json`; what the body stream throws
 */
export async function readJson(
  system: string,
  response: Dispatcher.ResponseData,
  maxBodyBytes: number,
): Promise<unknown> {
  const refuse = (reason: 'wrong-content-type' | 'too-large' | 'bad-json', cause?: unknown) => {
    // The rest of an answer that we do not want is not worth the connection.
    response.body.on('error', () => {}).destroy();
    return new UpstreamUnavailable(system, reason, { upstreamStatus: response.statusCode, cause });
  };
  if (!declaresJson(response.headers)) throw refuse('wrong-content-type');
  if (Number(response.headers['content-length'] ?? 0) > maxBodyBytes) throw refuse('too-large');

  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response.body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBodyBytes) throw refuse('too-large');
    chunks.push(chunk);
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
    return parseExactJson(text);
  } catch (cause) {
    throw refuse('bad-json', withoutText(cause));
  }
}

function declaresJson(headers: Dispatcher.ResponseData['headers']): boolean {
  const [type, ...parameters] = String(headers['content-type'] ?? '')
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='));
  const encoding = headers['content-encoding'] ?? 'identity';
  return (
    /^application\/(?:[\w.+-]+\+)?json$/.test(type ?? '') &&
    (charset === undefined || /^charset="?utf-?8"?$/.test(charset)) &&
    encoding === 'identity'
  );
}

/** A parser's message quotes the text it failed on, which may be a customer's data. */
function withoutText(cause: unknown): Error {
  return new Error(cause instanceof SyntaxError ? 'not JSON' : 'not UTF-8');
}
