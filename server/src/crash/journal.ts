import { appendFileSync, createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';

/** What a client got for one question about one customer. */
export interface Received {
  /** Unique: the client chose it and sent it as `x-request-id`. */
  readonly requestId: string;
  /** Whom the question was about. */
  readonly customer: string;
  /** HTTP status; null when not even the head of an answer came. */
  readonly status: number | null;
  /** Whether the body came to its end. */
  readonly complete: boolean;
  /** The bytes of the body that came. */
  readonly body: Buffer;
}

const line = z
  .object({
    requestId: z.string(),
    customer: z.string(),
    status: z.int().nullable(),
    complete: z.boolean(),
    body: z.base64().transform((text) => Buffer.from(text, 'base64')),
  })
  .strict();

/** The clients' memory: a file with a line for each question that was sent, written before the next one is. */
export class Journal {
  readonly #file: string;

  /** The file need not exist. */
  constructor(file: string) {
    this.#file = file;
  }

  /** Returns when the line is written. Several clients may write: lines do not mix. */
  append(received: Received): void {
    appendFileSync(
      this.#file,
      `${JSON.stringify({ ...received, body: received.body.toString('base64') })}\n`,
    );
  }

  /** Every line, in the order in which they were written. */
  async *read(): AsyncGenerator<Received, void, undefined> {
    for await (const text of createInterface({ input: createReadStream(this.#file) })) {
      yield line.parse(JSON.parse(text));
    }
  }
}
