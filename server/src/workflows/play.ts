import { createHash, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { operationId } from '@bankgraph/operation-registry';
import { withAdvice } from '../ask-server.js';
import { applicantOf } from '../commands/sandbox-send.js';
import type { Running } from '../data-folder.js';
import { deliverEvent, type SigningSystem, signedDelivery } from '../deliver-event.js';
import type { EventSecrets } from '../event-systems.js';
import { projectFolder } from '../project-folder.js';
import { kycAnalyst, type Person } from './people.js';
import { StoryDiffers } from './story.js';

/** A running server, as far as stories need it. */
export type Stage = Pick<Running, 'graphql' | 'issuer' | 'systems' | 'ratingEngine'> & {
  readonly events: { readonly url: string; readonly secrets: EventSecrets };
  readonly relationships: Pick<Running['relationships'], 'directory'>;
};

/** A step that went as told. */
export interface Line {
  /** System or person. */
  readonly who: string;
  /** What they did or saw, in plain words. */
  readonly what: string;
}

/** Mutations by which people decide, and the type of their input. */
const inputTypes = {
  requestDocument: 'DocumentRequestInput',
  recordKycReview: 'KycReviewInput',
  escalateCase: 'CaseEscalationInput',
  disposeCase: 'CaseDispositionInput',
  noteOnCase: 'CaseNoteInput',
  proposeReport: 'ReportProposalInput',
  decideReport: 'ProposalAnswerInput',
  withdrawProposal: 'ProposalWithdrawalInput',
  recordStepUp: 'StepUpInput',
  recordOutreach: 'OutreachInput',
  resolveRiskDecision: 'RiskResolutionInput',
  restrictService: 'ServiceRestrictionInput',
  liftRestriction: 'ServiceRestrictionInput',
} as const;

type Deciding = keyof typeof inputTypes;

/** What a person decides beside customer, version and key. */
interface Decided {
  /** In 20 to 1,000 characters. */
  readonly reason: string;
  readonly evidence?: readonly Evidence[];
  readonly [name: string]: unknown;
}

/** Evidence by reference. */
export interface Evidence {
  readonly system: string;
  readonly externalId: string;
  /** SHA-256, hexadecimal. */
  readonly hash: string;
  readonly asOf: string;
}

/** A decision that was made. */
export interface Made {
  readonly id: string;
  readonly status: string;
  readonly version: number;
  readonly sentOn: string;
  /** In the ledger, the oldest first. */
  readonly decisionIds: readonly string[];
}

interface Answer {
  readonly text: string;
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}

/** Everything that a person may know of a customer and that a story may change. */
const everything = `query Everything($id: ID!) { customer(id: $id) {
  id name restrictions { reason scope since }
  kyc { status riskRating { band } riskRatings { band validFrom } documents { type number } screenings { id status } }
  fraudSignals(first: 10) { totalCount nodes { id kind confidence } }
  riskDecisions(first: 10) { totalCount nodes { id action score reasonForCustomer } }
  amlAlerts { totalCount } amlCases { totalCount nodes { id status reviewLevel } } sars { totalCount }
  decisions(first: 10) { totalCount nodes { id kind causedBy } }
  timeline(first: 10) { totalCount nodes { id summary } }
  riskHistory { current { level decisionId } }
  journeys { id status }
} }`;

/** What people are answered to the same question, byte by byte. */
export type Views = ReadonlyMap<Person, string>;

/**
 * A story on its way: what its people and systems do, held against a running server. Each step is told when it went as it should;
 * the first that did not ends the story.
 */
export class Play {
  readonly #tell: (line: Line) => void;

  constructor(
    readonly stage: Stage,
    readonly customerId: string,
    tell: (line: Line) => void,
  ) {
    this.#tell = tell;
  }

  /**
   * A step of any kind.
   *
   * @throws StoryDiffers when it fails
   */
  async step<Result>(who: string, what: string, act: () => Promise<Result>): Promise<Result> {
    try {
      const result = await act();
      this.#tell({ who, what });
      return result;
    } catch (error) {
      throw new StoryDiffers(`${who}: ${what}`, error instanceof Error ? error.message : String(error));
    }
  }

  /** A system of the bank sends a signed event. */
  sends(system: SigningSystem, what: string, told: object): Promise<void> {
    return this.step(system, what, () => this.send(system, told));
  }

  /** The same without telling it. */
  send(system: SigningSystem, told: object): Promise<void> {
    const { url, secrets } = this.stage.events;
    return deliverEvent(url, signedDelivery(secrets, system, told));
  }

  /** A system of the sandbox is told something that happened to it; answers with its own record. */
  async inSandbox<Told>(system: string, path: string, order: object): Promise<Told> {
    const answer = await withAdvice(
      fetch(`${this.stage.systems[system]}/_sandbox/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(order),
      }),
    );
    if (!answer.ok) throw new Error(`${system} refused ${path} with status ${answer.status}.`);
    return (await answer.json()) as Told;
  }

  /** The customer's number at the vendor that verifies identities. */
  applicant(): Promise<string> {
    return applicantOf(this.stage.relationships.directory, this.customerId);
  }

  /** Each of these asks, and the whole answer is what is told. */
  sees(
    who: Person | readonly Person[],
    what: string,
    query: string,
    wanted: object,
    variables: object = {},
  ): Promise<void> {
    return this.each('role' in who ? [who] : who, what, async (person) => {
      same(await this.ask(person, query, variables), wanted);
    });
  }

  /** The same holds for each of these. */
  each(people: readonly Person[], what: string, check: (person: Person) => Promise<void>): Promise<void> {
    return this.step(people.map(({ title }) => title).join(', '), what, async () => {
      for (const person of people) await check(person);
    });
  }

  /** Somebody decides. Who comes after others looks at what they have decided, and decides on top of it. */
  decides(person: Person, what: string, field: Deciding, decided: Decided, wanted: Partial<Made> = {}) {
    return this.step(person.title, what, async () => {
      const made = await this.decide(person, field, decided);
      same(Object.fromEntries(Object.keys(wanted).map((name) => [name, made[name as keyof Made]])), wanted);
      return made;
    });
  }

  /** Somebody is refused a decision, with this code. */
  isRefused(person: Person, what: string, field: Deciding, decided: Decided, code: string): Promise<void> {
    return this.step(person.title, what, async () => {
      const { errors = [] } = await this.#mutate(person, field, decided, Number(decided.version ?? 0));
      same(
        errors.map(({ extensions }) => extensions.code),
        [code],
      );
    });
  }

  /** The customer's app or online banking sends an agreed operation; answers with what the wanted field says. */
  inChannel<Result>(
    person: Person,
    what: string,
    operation: string,
    variables: object,
    check: (data: Result) => void,
  ): Promise<Result> {
    return this.step(person.title, what, async () => {
      const data = await this.agreed<Result>(person, operation, variables);
      check(data);
      return data;
    });
  }

  /** What each of them is answered to the question for everything. */
  async views(people: readonly Person[]): Promise<Views> {
    const views = new Map<Person, string>();
    for (const person of people)
      views.set(person, noErrors(await this.#post(person, { query: everything })).text);
    return views;
  }

  /** To each of them the bank answers as before, to the byte: nobody can tell that anything happened. */
  notices(before: Views, what: string): Promise<void> {
    return this.each([...before.keys()], what, async (person) => {
      const now = (await this.views([person])).get(person);
      if (before.get(person) !== now) {
        throw new Error(`${person.title}: before ${before.get(person)}\n  now ${now}`);
      }
    });
  }

  /** The data that a person is answered. @throws Error when something is missing from it */
  async ask<Data>(person: Person, query: string, variables: object = {}): Promise<Data> {
    return noErrors(await this.#post(person, { query, variables })).data as Data;
  }

  /** The data of an operation that is agreed with the person's channel, sent by its id. */
  async agreed<Data>(person: Person, operation: string, variables: object): Promise<Data> {
    const file = join(projectFolder, 'schema/operations', person.client ?? '', `${operation}.graphql`);
    const sha256Hash = operationId(await readFile(file, 'utf8'));
    const extensions = { persistedQuery: { version: 1, sha256Hash } };
    return noErrors(await this.#post(person, { extensions, variables })).data as Data;
  }

  /** The newest decision that a system or model has told of, and that rests on this piece of evidence. */
  async decisionFrom(person: Person, { system, externalId }: Evidence): Promise<string> {
    const query = `query Resting($id: ID!) { customer(id: $id) {
      decisions(filter: { actorTypes: [SYSTEM, MODEL] }, first: 100) { nodes { id inputs { system externalId } } } } }`;
    type Found = { id: string; inputs: readonly Pick<Evidence, 'system' | 'externalId'>[] };
    const { customer } = await this.ask<{ customer: { decisions: { nodes: readonly Found[] } } }>(
      person,
      query,
    );
    const found = customer.decisions.nodes.find(({ inputs }) =>
      inputs.some((input) => input.system === system && input.externalId === externalId),
    );
    if (found === undefined)
      throw new StoryDiffers(`${person.title}: looks for the decision of ${system}`, '  There is none.');
    return found.id;
  }

  /** The customer's rating in force, as the ledger has it. */
  async ratingNow(): Promise<string | undefined> {
    const query = 'query Rating($id: ID!) { customer(id: $id) { riskHistory { current { level } } } }';
    type Rated = { customer: { riskHistory: { current: { level: string } | null } } };
    return (await this.ask<Rated>(kycAnalyst, query)).customer.riskHistory.current?.level;
  }

  /** Decides without telling it. */
  async decide(person: Person, field: Deciding, decided: Decided): Promise<Made> {
    let answer = await this.#mutate(person, field, decided, Number(decided.version ?? 0));
    // What was decided before on the same matter is counted; whoever did not know it is told how much there is.
    const [, newest] = /at version (\d+) by now/.exec(answer.errors?.[0]?.message ?? '') ?? [];
    if (newest !== undefined && decided.version === undefined) {
      answer = await this.#mutate(person, field, decided, Number(newest));
    }
    return (noErrors(answer).data as Readonly<Record<string, Made>>)[field] as Made;
  }

  /** Takes back what an earlier play that was broken off has left, if it has. */
  async tidy(person: Person, field: Deciding, decided: Decided): Promise<void> {
    await this.decide(person, field, decided).catch((error: unknown) => {
      if (!(error instanceof Error && error.message.includes('It is so already.'))) throw error;
    });
  }

  #mutate(person: Person, field: Deciding, decided: Decided, version: number): Promise<Answer> {
    const type = inputTypes[field];
    const about = 'id' in decided ? {} : { customerId: this.customerId };
    const input = { ...about, evidence: [], ...decided, version, idempotencyKey: randomUUID() };
    const query = `mutation Decide($input: ${type}!) { ${field}(input: $input) { id status version sentOn decisionIds } }`;
    return this.#post(person, { query, variables: { input } });
  }

  /** `$id` is the customer, where an operation has it. */
  async #post(
    person: Person,
    { variables = {}, ...operation }: { variables?: object; query?: string; extensions?: object },
  ) {
    const answer = await withAdvice(
      fetch(this.stage.graphql, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${await this.#tokenOf(person)}`,
        },
        body: JSON.stringify({ ...operation, variables: { id: this.customerId, ...variables } }),
      }),
    );
    const text = await answer.text();
    return { ...(JSON.parse(text) as Omit<Answer, 'text'>), text };
  }

  async #tokenOf({ role, purpose, sub, client = 'bankgraph-cli' }: Person): Promise<string> {
    const answer = await withAdvice(
      fetch(`${this.stage.issuer}/token`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          ...{ role, purpose, sub, clientId: client },
          ...(role === 'customer' ? { customerId: this.customerId } : {}),
        }),
      }),
    );
    const { access_token: token } = (await answer.json()) as { access_token?: string };
    if (token === undefined) throw new Error(`The issuer gave no token for the role ${role}.`);
    return token;
  }
}

/** Evidence by reference: what was looked at, as it is now. */
export function evidence(system: string, externalId: string, content: unknown): Evidence {
  const hash = createHash('sha256').update(JSON.stringify(content)).digest('hex');
  return { system, externalId, hash, asOf: new Date().toISOString() };
}

/** @throws Error with both when they are not the same */
export function same(found: unknown, wanted: unknown): void {
  if (isDeepStrictEqual(found, wanted)) return;
  throw new Error(`  told:  ${JSON.stringify(wanted)}\n  found: ${JSON.stringify(found)}`);
}

function noErrors(answer: Answer): Answer {
  const [first] = answer.errors ?? [];
  if (first !== undefined) throw new Error(`  ${first.extensions.code}: ${first.message}`);
  return answer;
}
