import { errorCatalogue } from '@bankgraph/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import type { FieldForm, ObjectForm, ValueForm } from './answer-form.js';
import type { PlacedError } from './error-places.js';
import type { FetchedKeys } from './fetched-keys.js';
import { isJsonObject, type JsonObject } from './json-object.js';
import { quote } from './leaf-writers.js';
import type { Fetched } from './run-plan.js';

type Path = readonly (string | number)[];

/** An answer, written. */
export interface WrittenAnswer {
  /** `data` as JSON; null when a null had nowhere to stop. */
  readonly data: string | null;
  readonly errors: readonly GraphQLError[];
  /** What was noted of replaced fields that are in the answer. */
  readonly notes: ReadonlySet<unknown>;
}

/** What writing an answer takes beside its form and what was fetched. */
export interface AnswerKeys {
  /** The answers to questions about the schema, by key. */
  readonly introspected: Readonly<Record<string, unknown>>;
  readonly keys: FetchedKeys;
  /** Hides ids from whoever asks; null: they are shown as they are. */
  readonly hidden: HiddenIds | null;
}

/** How ids are hidden. */
export interface HiddenIds {
  hide(id: string): string;
  /** `Type.field` of ids that the schema does not call so. */
  readonly fields: ReadonlySet<string>;
}

/** Places of the answer at which one error is told at most. */
const maxPlaces = 100;

/**
 * Writes the answer to an operation from what was fetched, in one pass, as JSON text (GraphQL specification, section
 * 6.4: value completion, and section 6.4.4 for errors and nulls). Only what was asked for is looked at. A value that is
 * not one of its type becomes null, with an error at its place. Errors stand where clients asked for something.
 */
export function writeAnswer(form: ObjectForm, fetched: Fetched, how: AnswerKeys): WrittenAnswer {
  return new AnswerWriting(fetched, how).root(form);
}

class AnswerWriting {
  readonly #fetched: Fetched;
  readonly #introspected: AnswerKeys['introspected'];
  readonly #keys: FetchedKeys;
  readonly #hidden: HiddenIds | null;
  readonly #notes = new Set<unknown>();
  readonly #errors: GraphQLError[] = [];
  /** Places and reasons of the errors. */
  readonly #told = new Set<string>();
  /** Where the value is that is being written. */
  readonly #path: (string | number)[] = [];
  /** Texts of what stands at several places, by form and value. With errors every place is written by itself. */
  readonly #known: Map<ValueForm, Map<unknown, string>> | null;
  /** With errors: where the objects are that were written. */
  readonly #places: Map<unknown, Path> | null;

  constructor(fetched: Fetched, { introspected, keys, hidden }: AnswerKeys) {
    this.#fetched = fetched;
    this.#introspected = introspected;
    this.#keys = keys;
    this.#hidden = hidden;
    this.#places = fetched.errors.isEmpty ? null : new Map();
    this.#known = fetched.shared !== null && fetched.errors.isEmpty ? new Map() : null;
  }

  root(form: ObjectForm): WrittenAnswer {
    const data = this.#object(this.#fetched.data, form) ?? null;
    if (this.#places !== null) this.#tellTheRest(this.#places);
    this.#errors.sort((one, other) => comparePaths(one.path ?? [], other.path ?? []));
    return { data, errors: this.#errors, notes: this.#notes };
  }

  /** A value as JSON; undefined: null has to stand in its place, and why has been told. */
  #value(value: unknown, form: ValueForm): string | undefined {
    switch (form.kind) {
      case 'leaf':
        return this.#leaf(value, form) ?? this.#misfit();
      case 'list':
        return this.#list(value, form);
      case 'object':
        return isJsonObject(value) ? this.#object(value, form) : this.#misfit();
    }
  }

  #leaf(value: unknown, form: ValueForm & { kind: 'leaf' }): string | undefined {
    const written = form.write(value);
    const hidden = this.#hidden;
    if (hidden === null || written === undefined || written === 'null') return written;
    if (!form.isId && !hidden.fields.has(form.field)) return written;
    return quote(hidden.hide(String(JSON.parse(written))));
  }

  #list(value: unknown, form: ValueForm & { kind: 'list' }): string | undefined {
    if (!Array.isArray(value)) return this.#misfit();
    let text = '[';
    let isWhole = true;
    for (let index = 0; index < value.length; index += 1) {
      const item: unknown = value[index];
      this.#path.push(index);
      const told = this.#places === null ? false : this.#tell(this.#fetched.errors.at(value, index));
      let written: string | undefined;
      if (item !== null && item !== undefined) written = this.#item(item, form.item);
      else if (form.isNonNull && !told) this.#missing();
      this.#path.pop();
      if (written === undefined) {
        if (form.isNonNull) {
          // The rest is gone through only for the errors in it.
          if (this.#places === null) return undefined;
          isWhole = false;
        }
        written = 'null';
      }
      text += index === 0 ? written : `,${written}`;
    }
    return isWhole ? `${text}]` : undefined;
  }

  #item(item: unknown, form: ValueForm): string | undefined {
    const known = this.#recall(form, item);
    if (known !== undefined) return known;
    const before = this.#errors.length;
    const written = this.#value(item, form);
    if (written !== undefined && before === this.#errors.length) this.#remember(form, item, written);
    return written;
  }

  #object(object: JsonObject, form: ObjectForm): string | undefined {
    const fields = form.only ?? form.fieldsOf(object.__typename);
    if (fields === null) return this.#misfit();
    this.#places?.set(object, [...this.#path]);
    let text = '{';
    let isWhole = true;
    for (let index = 0; index < fields.length; index += 1) {
      const written = this.#field(object, fields[index] as FieldForm);
      if (written === undefined) {
        if (this.#places === null) return undefined;
        isWhole = false;
      }
      text += written;
    }
    return isWhole ? `${text}}` : undefined;
  }

  /** A key with its value; undefined: the whole object has to be null. */
  #field(object: JsonObject, field: FieldForm): string | undefined {
    if (field.from === 'replacement') {
      if (field.note !== null) this.#notes.add(field.note);
      return field.text;
    }
    const { key, prefix } = field;
    if (field.from === 'introspection') return prefix + (JSON.stringify(this.#introspected[key]) ?? 'null');
    const value = object[field.fetched];
    const form = field.value;
    if (this.#places === null && value !== null && value !== undefined) {
      // The way of nearly all values: nothing went wrong, and leaves need no place.
      if (form.kind === 'leaf') {
        const written = this.#leaf(value, form);
        if (written !== undefined) return prefix + written;
      }
    }
    this.#path.push(key);
    const told = this.#places === null ? false : this.#tell(this.#fetched.errors.at(object, field.fetched));
    let written: string | undefined;
    if (value !== null && value !== undefined) {
      written = this.#item(value, form);
      // An error beside it is why its subgraph has brought nothing of the object.
    } else if (field.isNonNull && !told && !this.#fetched.errors.isWithin(object)) this.#missing();
    this.#path.pop();
    if (written !== undefined) return prefix + written;
    return field.isNonNull ? undefined : `${prefix}null`;
  }

  #recall(form: ValueForm, value: unknown): string | undefined {
    if (this.#known === null || form.kind === 'leaf' || !this.#fetched.shared?.has(value)) return undefined;
    return this.#known.get(form)?.get(value);
  }

  #remember(form: ValueForm, value: unknown, text: string): void {
    if (this.#known === null || form.kind === 'leaf' || !this.#fetched.shared?.has(value)) return;
    // Reading a character makes V8 join the pieces of the text now, once, and not again at each place where it stands.
    text.charCodeAt(0);
    const texts = this.#known.get(form);
    if (texts === undefined) this.#known.set(form, new Map([[value, text]]));
    else texts.set(value, text);
  }

  #misfit(): undefined {
    const system = this.#provider();
    this.#tellAt(
      {
        message: errorCatalogue.UPSTREAM_INVALID.message,
        extensions: { code: 'UPSTREAM_INVALID', ...(system === undefined ? {} : { system }) },
      },
      [...this.#path],
    );
  }

  /** Nothing stands where null is not allowed. A subgraph that did not answer at all has been told of already. */
  #missing(): void {
    if (this.#fetched.failed.has(this.#provider() ?? '')) return;
    this.#misfit();
  }

  #provider(): string | undefined {
    const keys = this.#path.filter((key) => typeof key === 'string');
    return this.#fetched.providerOf(keys.map((key) => this.#keys.fetchedKey(key)));
  }

  /** Tells the errors of the place that is being written; whether there was one. */
  #tell(errors: readonly PlacedError[]): boolean {
    for (const placed of errors) {
      placed.told += 1;
      if (placed.told <= maxPlaces)
        this.#tellAt(placed.error, [...this.#path, ...placed.beyond.map(this.#clientKey)]);
    }
    return errors.length > 0;
  }

  readonly #clientKey = (key: string | number) => (typeof key === 'number' ? key : this.#keys.clientKey(key));

  /**
   * Fetches also ask for what no client did, keys of entities above all. An error there belongs to the innermost object
   * around it that is in the answer, unless another error says the same of a part of that object.
   */
  #tellTheRest(places: ReadonlyMap<unknown, Path>): void {
    const told = [...this.#errors];
    for (const { error, steps, told: times } of this.#fetched.errors.all) {
      if (times > 0) continue;
      const around = steps.findLast(({ container }) => places.has(container))?.container;
      const path = places.get(around) ?? [];
      const isExplained = told.some(
        (other) => isSame(other.extensions, error.extensions) && startsWith(other.path ?? [], path),
      );
      if (!isExplained) this.#tellAt(error, path);
    }
    for (const error of this.#fetched.errors.unplaced) this.#tellAt(error, []);
  }

  /** One error for one place and reason. */
  #tellAt({ message, extensions }: Pick<GraphQLFormattedError, 'message' | 'extensions'>, path: Path): void {
    const reason = JSON.stringify([path, extensions?.code, extensions?.system, extensions?.recordId]);
    if (this.#told.has(reason)) return;
    this.#told.add(reason);
    const recordId: unknown = extensions?.recordId;
    const shown =
      this.#hidden === null || typeof recordId !== 'string'
        ? extensions
        : { ...extensions, recordId: this.#hidden.hide(recordId) };
    this.#errors.push(
      new GraphQLError(message, {
        ...(path.length === 0 ? {} : { path }),
        ...(shown === undefined ? {} : { extensions: shown }),
      }),
    );
  }
}

function isSame(
  one: GraphQLFormattedError['extensions'],
  other: GraphQLFormattedError['extensions'],
): boolean {
  return one?.code === other?.code && one?.system === other?.system;
}

function startsWith(path: Path, start: Path): boolean {
  return start.every((key, index) => path[index] === key);
}

/** By their places in the answer, whatever the order is in which subgraphs answer. */
function comparePaths(one: Path, other: Path): number {
  for (const [depth, key] of one.entries()) {
    const otherKey = other[depth];
    if (otherKey === undefined) return 1;
    if (key === otherKey) continue;
    if (typeof key === 'number' && typeof otherKey === 'number') return key - otherKey;
    return String(key) < String(otherKey) ? -1 : 1;
  }
  return one.length - other.length;
}
