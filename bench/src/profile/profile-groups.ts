/** A CPU profile as V8's inspector gives it (Chrome DevTools Protocol, `Profiler.Profile`), as far as it is read here. */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
    readonly children?: readonly number[];
  }[];
  /** Node on top of the stack, by sample. */
  readonly samples: readonly number[];
  /** Microseconds before each sample. */
  readonly timeDeltas: readonly number[];
}

/** How much of the time in which something was done went into one kind of work. */
export interface ProfileGroup {
  readonly name: string;
  /** Of 1. */
  readonly share: number;
}

/** Kinds of work, by the file in which a function is. The first that fits. */
const groups: readonly (readonly [name: string, file: RegExp])[] = [
  ['planner', /@apollo\/(query-planner|query-graphs|federation-internals)\//],
  [
    'policies',
    /\/packages\/(authorization|masking|relationships)\/|subgraph-kit\/dist\/(govern|situation|origins|report|consents)/,
  ],
  [
    'audit',
    /\/packages\/(audit-log|audit-tree|transparency-log)\/|gateway\/dist\/(record-exchange|answer-bytes)/,
  ],
  ['identity', /\/packages\/identity\/|\/node_modules\/jose\/|node:(internal\/)?crypto/],
  ['database', /\/packages\/(database|redis)\/|\/node_modules\/(pg|pg-[a-z]+|knex|tarn|ioredis)\//],
  ['bank systems', /\/packages\/bank-sources\/|\/subgraphs\/|\/node_modules\/zod\//],
  ['federated execution', /\/gateway\/dist\/execution\//],
  ['GraphQL', /\/node_modules\/(graphql|@apollo|@graphql-tools|dataloader)\/|\/packages\/subgraph-kit\//],
  [
    'HTTP',
    /\/node_modules\/(undici|fastify|@fastify|find-my-way|avvio|@as-integrations)\/|node:(internal\/)?(_?http|net|_?stream|streams|timers|dns|js_stream)/,
  ],
  ['gateway', /\/gateway\/dist\//],
];

const other = 'other';
/** Functions of V8 that have no file. */
const isJson = /^(parse|stringify)$/;

/**
 * Sums up where the time of a profile went, by kind of work, the most first. What has no file of its own, and what is in
 * none of those of the kinds, counts for whoever called it. Time in which nothing was done is left out.
 */
export function profileGroups({ nodes, samples, timeDeltas }: CpuProfile): readonly ProfileGroup[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const groupOf = new Map<number, string | null>();
  const visit = (id: number, caller: string) => {
    const node = byId.get(id);
    if (node === undefined) return;
    const group = ownGroup(node.callFrame);
    groupOf.set(id, group === undefined ? caller : group);
    for (const child of node.children ?? []) visit(child, group ?? caller);
  };
  const called = new Set(nodes.flatMap(({ children = [] }) => children));
  for (const { id } of nodes) if (!called.has(id)) visit(id, other);
  const times = new Map<string, number>();
  let total = 0;
  for (const [at, id] of samples.entries()) {
    const group = groupOf.get(id) ?? null;
    const time = timeDeltas[at] ?? 0;
    if (group === null) continue;
    total += time;
    times.set(group, (times.get(group) ?? 0) + time);
  }
  return [...times]
    .map(([name, time]) => ({ name, share: time / total }))
    .toSorted((one, another) => another.share - one.share);
}

/** Null: nothing is done; undefined: whoever calls it says. */
function ownGroup({
  functionName,
  url,
}: CpuProfile['nodes'][number]['callFrame']): string | null | undefined {
  if (functionName === '(idle)') return null;
  if (functionName === '(garbage collector)') return 'garbage collection';
  // V8 cannot tell what it is, and a thread that waits for a core is in it too.
  if (functionName === '(program)') return 'native code';
  if (url === '') return isJson.test(functionName) ? 'JSON' : undefined;
  return groups.find(([, file]) => file.test(url))?.[0];
}
