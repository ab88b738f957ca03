import { type GraphQLSchema, Kind, type OperationDefinitionNode, type VariableDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { type AskedText, askedText } from './asked-text.js';
import { refuseCut } from './cut-answer.js';
import { cutOperation } from './cut-operation.js';
import type { IsCut } from './cut-rules.js';
import { measureDocument } from './demand/measure-document.js';
import { answerForm, fieldsByKey, type ObjectForm } from './execution/answer-form.js';
import { decideConditions } from './execution/decided-conditions.js';
import { FetchedKeys, type FieldNames } from './execution/fetched-keys.js';
import { splitRequirements } from './execution/split-requirements.js';
import { type FetchDocument, operationOf } from './selected-fields.js';

/** Forms of one operation's answer that are kept: one for each way its conditions come out. */
const maxForms = 8;

/** An operation as it is for some values of its Boolean variables. */
export interface DecidedOperation {
  readonly form: ObjectForm;
  /** What subgraphs are asked for, one after the other; nothing when nothing is left. */
  readonly questions: readonly AskedText[];
}

/** What an operation is made ready for. */
interface Surroundings {
  readonly schema: GraphQLSchema;
  readonly names: FieldNames;
  /** Null: nothing is cut. */
  readonly isCut: IsCut | null;
}

/** An operation, ready to be answered any number of times to callers of one standing. */
export class ReadyOperation {
  readonly asked: FetchDocument;
  readonly isCut: IsCut | null;
  readonly keys: FetchedKeys;
  /** Of the largest operation of its document, fragments written out. */
  readonly selections: number;
  readonly #schema: GraphQLSchema;
  readonly #names: FieldNames;
  /** What is left of it for the subgraphs; null: nothing. */
  readonly #rest: AskedText | null;
  readonly #booleans: readonly string[];
  readonly #decided = new LRUCache<string, DecidedOperation>({ max: maxForms });

  constructor(whole: AskedText, { schema, names, isCut }: Surroundings) {
    this.#schema = schema;
    this.#names = names;
    this.asked = operationOf(whole.document, whole.operation);
    this.isCut = isCut;
    this.keys = FetchedKeys.of(whole.document, names);
    // Introspection is taken out for everybody.
    const cut = cutOperation(this.asked, schema, isCut ?? (() => false));
    this.#rest = cut === null ? whole : cut.rest;
    this.selections = 1 + measureDocument(whole.document).selections;
    this.#booleans = (whole.operation.variableDefinitions ?? [])
      .filter(isBoolean)
      .map(({ variable }) => variable.name.value);
  }

  /** The operation when its variables have these values. */
  decided(variables: Readonly<Record<string, unknown>>): DecidedOperation {
    const key = this.#booleans.map((name) => (variables[name] === true ? 'y' : 'n')).join('');
    let decided = this.#decided.get(key);
    if (decided === undefined) {
      const conditions = this.conditions(variables);
      const question = { asked: this.asked, schema: this.#schema, conditions };
      const replace = this.isCut === null ? () => undefined : refuseCut(this.isCut, question);
      decided = {
        form: answerForm({ ...question, replace, keys: this.keys }),
        questions: this.#rest === null ? [] : this.#questions(this.#rest, conditions),
      };
      this.#decided.set(key, decided);
    }
    return decided;
  }

  /** The variables that `@skip` and `@include` may depend on. */
  conditions(variables: Readonly<Record<string, unknown>>): Readonly<Record<string, boolean>> {
    return Object.fromEntries(this.#booleans.map((name) => [name, variables[name] === true]));
  }

  /** What subgraphs are asked for: without conditions, and under the keys by which it is fetched. */
  #questions(rest: AskedText, conditions: Readonly<Record<string, boolean>>): readonly AskedText[] {
    const document = this.keys.rename(decideConditions(rest.document, conditions));
    const operation = document.definitions[rest.document.definitions.indexOf(rest.operation)];
    if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new TypeError('The operation is not there.');
    if (operation.operation !== 'mutation') {
      const others = document.definitions.filter(({ kind }) => kind !== Kind.OPERATION_DEFINITION);
      const alone = { ...document, definitions: [operation, ...others] };
      const parts = splitRequirements(alone, this.#names.requiring);
      if (parts.length === 1) return [document === rest.document ? rest : askedText(document, operation)];
      return parts.map((part) => askedText(part, part.definitions[0] as OperationDefinitionNode));
    }
    // One after the other, each with all that is selected of what it returns (specification, 6.2.2).
    const root = this.#schema.getMutationType();
    if (root == null) return [];
    const question = { asked: operationOf(document, operation), schema: this.#schema, conditions };
    return [...fieldsByKey(root, [operation.selectionSet], question).values()]
      .filter(([field]) => field.name.value !== '__typename')
      .map((fields) => {
        const selectionSet = { kind: Kind.SELECTION_SET, selections: fields } as const;
        const alone = { ...operation, selectionSet };
        const definitions = document.definitions.map((each) => (each === operation ? alone : each));
        return askedText({ ...document, definitions }, alone);
      });
  }
}

/** Whether `@skip` and `@include` may depend on a variable. */
function isBoolean({ type }: VariableDefinitionNode): boolean {
  const named = type.kind === Kind.NON_NULL_TYPE ? type.type : type;
  return named.kind === Kind.NAMED_TYPE && named.name.value === 'Boolean';
}
