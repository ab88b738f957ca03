import type { FormattedExecutionResult } from 'graphql';

/**
 * `data` of an answer, already written as JSON. Apollo Server hands it through to where answers are turned into text,
 * and keeps it longer than that, so the text is taken out there.
 */
export class AnswerText {
  #text: string | null;

  constructor(text: string) {
    this.#text = text;
  }

  /** The text, once. */
  take(): string {
    const text = this.#text;
    if (text === null) throw new TypeError('The answer has been taken already.');
    this.#text = null;
    return text;
  }
}

/** The body of an answer. */
export function stringifyAnswer(result: FormattedExecutionResult): string {
  const data: unknown = result.data;
  if (!(data instanceof AnswerText)) return JSON.stringify(result);
  const { errors, extensions } = result;
  const before = errors === undefined ? '' : `"errors":${JSON.stringify(errors)},`;
  const after = extensions === undefined ? '' : `,"extensions":${JSON.stringify(extensions)}`;
  return `{${before}"data":${data.take()}${after}}`;
}
