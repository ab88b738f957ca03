/** What every question of one planned call has in common. */
export interface QuestionText {
  readonly query: string;
  readonly operationName: string | undefined;
  /** Start of the body, JSON: query and name of the operation, up to the opening of its variables. */
  readonly bodyStart: string;
}

/** @param query document of the operation */
export function questionText(query: string, operationName: string | undefined): QuestionText {
  const name = operationName === undefined ? '' : `"operationName":${JSON.stringify(operationName)},`;
  return { query, operationName, bodyStart: `{"query":${JSON.stringify(query)},${name}"variables":{` };
}

/** A question to a subgraph: as text for one that is reached over HTTP, as values for one of this process. */
export class SubgraphQuestion {
  readonly #text: QuestionText;
  readonly #variables: string;

  /** @param variables the members of the JSON object */
  constructor(text: QuestionText, variables: readonly string[]) {
    this.#text = text;
    this.#variables = variables.join(',');
  }

  get query(): string {
    return this.#text.query;
  }

  get operationName(): string | undefined {
    return this.#text.operationName;
  }

  /** JSON text `{query, operationName, variables}`. */
  get body(): string {
    return `${this.#text.bodyStart}${this.#variables}}}`;
  }

  /** The variables as values of their own. */
  get variables(): Record<string, unknown> {
    return JSON.parse(`{${this.#variables}}`) as Record<string, unknown>;
  }
}
