import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { UnusableInput } from '../published-data.js';

/** One violation: where in the body, and which rule of the schema. Holds no values, which may be a customer's. */
export interface Violation {
  readonly path: string;
  readonly rule: string;
}

/** A GET endpoint of the published API. */
export interface Endpoint {
  /** For example `/accounts/{AccountId}/balances`. */
  readonly path: string;
  /** Documented status codes. */
  readonly statuses: readonly number[];
}

const id = 'published';
const json = 'application/json';
const errorBody = 'OBErrorResponse1';

/** The published OpenAPI document: what each endpoint may answer. Schemas are used as published, none is written here. */
export class PublishedApi {
  readonly endpoints: readonly Endpoint[];
  readonly #document: Document;
  readonly #ajv: Ajv;
  readonly #validators = new Map<string, ValidateFunction>();

  /** @throws UnusableInput when it is no OpenAPI document that has paths and schemas */
  constructor(document: unknown) {
    if (!isDocument(document)) {
      throw new UnusableInput(
        'The OpenAPI document has no paths and components. Fetch the published one again.',
      );
    }
    this.#document = document;
    this.endpoints = Object.entries(document.paths).flatMap(([path, { get }]) =>
      get === undefined ? [] : [{ path, statuses: Object.keys(get.responses).map(Number) }],
    );
    // OpenAPI's keywords that are no rules of JSON Schema are not known to ajv, so it cannot be strict about them.
    this.#ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
    (formats as unknown as (ajv: Ajv) => void)(this.#ajv);
    this.#ajv.addKeyword({
      keyword: 'x-namespaced-enum',
      type: 'string',
      // Codes are published per name space; a bank may add its own name space, but no code to a published one.
      validate: (known: readonly string[], code: string) =>
        known.includes(code) ||
        (/^[A-Za-z0-9]+(?:\.[A-Za-z0-9]+)+$/.test(code) &&
          !known.some((one) => nameSpace(one) === nameSpace(code))),
    });
    this.#ajv.addSchema(document, id, undefined, false);
  }

  /**
   * What of an answer breaks what is published for the endpoint; empty: nothing.
   * A status that is not documented is a violation itself.
   */
  violations(path: string, status: number, contentType: string | null, body: unknown): readonly Violation[] {
    const response = this.#response(path, status);
    if (response === undefined) return [{ path: '(status)', rule: `${status} is not documented` }];
    const media = contentType?.split(';')[0]?.trim() ?? '(none)';
    if (media !== json) return [{ path: '(content-type)', rule: `${media} is not documented` }];
    // Some refusals are documented without a body. What is sent all the same is the error body of the others.
    return response.content?.[json] === undefined
      ? this.violationsOf(errorBody, body)
      : this.#violations(`${response.pointer}/content/${json.replace('/', '~1')}/schema`, body);
  }

  /** What of a value breaks a named schema such as `OBErrorResponse1`. */
  violationsOf(schema: string, value: unknown): readonly Violation[] {
    return this.#violations(`#/components/schemas/${schema}`, value);
  }

  hasSchema(schema: string): boolean {
    return Object.hasOwn(this.#document.components.schemas, schema);
  }

  /** The published response with its `$ref` followed, and the pointer to it. */
  #response(path: string, status: number): (Response & { readonly pointer: string }) | undefined {
    const response = this.#document.paths[path]?.get?.responses[String(status)];
    if (response === undefined) return undefined;
    if (response.$ref === undefined) {
      const escaped = path.replaceAll('~', '~0').replaceAll('/', '~1');
      return { ...response, pointer: `#/paths/${escaped}/get/responses/${status}` };
    }
    const name = response.$ref.slice(response.$ref.lastIndexOf('/') + 1);
    return { ...this.#document.components.responses?.[name], pointer: response.$ref };
  }

  #violations(pointer: string, value: unknown): readonly Violation[] {
    let validate = this.#validators.get(pointer);
    if (validate === undefined) {
      validate = this.#ajv.compile({ $ref: `${id}${encodeURI(pointer)}` });
      this.#validators.set(pointer, validate);
    }
    if (validate(value)) return [];
    return (validate.errors ?? []).map(({ instancePath, keyword, params }) => ({
      path: instancePath === '' ? '(body)' : instancePath,
      rule: ruleText(keyword, params),
    }));
  }
}

/** The keyword, with the name of the property or format that it is about. */
function ruleText(keyword: string, params: Readonly<Record<string, unknown>>): string {
  const about =
    params.missingProperty ?? params.additionalProperty ?? params.format ?? params.limit ?? params.type;
  return about === undefined ? keyword : `${keyword} ${String(about)}`;
}

function nameSpace(code: string): string {
  return code.slice(0, code.lastIndexOf('.'));
}

interface Response {
  readonly $ref?: string;
  readonly content?: Readonly<Record<string, unknown>>;
}

interface Document {
  readonly paths: Readonly<
    Record<string, { readonly get?: { readonly responses: Readonly<Record<string, Response>> } }>
  >;
  readonly components: {
    readonly schemas: Readonly<Record<string, object>>;
    readonly responses?: Readonly<Record<string, Response>>;
  };
}

function isDocument(value: unknown): value is Document {
  const { paths, components } = (value ?? {}) as { paths?: unknown; components?: { schemas?: unknown } };
  return typeof paths === 'object' && paths !== null && typeof components?.schemas === 'object';
}
