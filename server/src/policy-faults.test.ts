import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PolicyFaults } from '@bankgraph/authorization';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort } from './free-port.fixture.js';
import { policiesFolder, projectFolder } from './project-folder.js';
import { readSoundPolicies } from './read-sound-policies.js';
import { type Outcome, outcomeOf } from './testing/outcome-of.js';

/** A mistake in one file, and what is told of it. */
interface Mistake {
  readonly what: string;
  readonly file: string;
  /** Text of the file, its first occurrence is replaced. */
  readonly from: string;
  readonly to: string;
  readonly told: string;
  /** Text on the line that is named; null when the file as a whole is, by its first line. */
  readonly at: string | null;
}

const mistakes: readonly Mistake[] = [
  {
    what: 'a misspelt key',
    file: 'fields/fraud.yaml',
    from: '    - { role: [frontline-agent, fraud-analyst, aml-investigator, auditor], when: assigned to the customer }\n',
    to: '    - { role: [frontline-agent, fraud-analyst, aml-investigator, auditor], wen: assigned to the customer }\n',
    told: 'Unknown key "wen"',
    at: 'wen: assigned',
  },
  {
    what: 'an unknown role',
    file: 'fields/aml.yaml',
    from: '    - { role: [mlro, auditor] }\n  because: The list is open to the cleared roles',
    to: '    - { role: [mrlo, auditor] }\n  because: The list is open to the cleared roles',
    told: 'Unknown role "mrlo".',
    at: 'role: [mrlo',
  },
  {
    what: 'an unknown condition',
    file: 'fields/aml.yaml',
    from: 'when: released by the MLRO }\n  because: A report exists',
    to: 'when: released by MLRO }\n  because: A report exists',
    told: 'Unknown condition "released by MLRO".',
    at: 'when: released by MLRO }',
  },
  {
    what: 'an unknown mask',
    file: 'fields/kyc.yaml',
    from: 'show: last 4 characters',
    to: 'show: last four characters',
    told: 'Unknown mask "last four characters".',
    at: 'show: last four characters',
  },
  {
    what: 'an unknown purpose',
    file: 'fields/lineage.yaml',
    from: '    - { role: customer, when: their own record }\n',
    to: '    - { role: customer, when: their own record, for: Curiosity }\n',
    told: 'No role in roles.yaml has the purpose "Curiosity".',
    at: 'for: Curiosity',
  },
  {
    what: 'break-glass on class restricted',
    file: 'fields/aml.yaml',
    from: '    - { role: auditor, when: released by the MLRO }\n  because: Disclosure',
    to: '    - { role: kyc-analyst, when: break-glass open }\n  because: Disclosure',
    told: 'Break-glass never opens class restricted.',
    at: 'when: break-glass open }',
  },
  {
    what: 'a wall that there is not',
    file: 'walls.yaml',
    from: 'behind the VIP wall:',
    to: 'behind the VIPs wall:',
    told: '"behind the VIPs wall" is not a wall.',
    at: 'behind the VIPs wall:',
  },
  {
    what: 'a role that there is not',
    file: 'roles.yaml',
    from: 'dpo:\n',
    to: 'data-protection-officer:\n',
    told: 'Unknown role "data-protection-officer".',
    at: 'data-protection-officer:',
  },
];

/** What is known only when every file can be read: whether policies and schema cover each other. */
const uncovered: readonly Mistake[] = [
  {
    what: 'an unknown field',
    file: 'fields/aml.yaml',
    from: 'Sar.{id, caseId, status,',
    to: 'Sar.{id, caseId, status, state,',
    told: 'Sar.state is not a field of this subgraph.',
    at: 'Sar.{id, caseId, status, state,',
  },
  {
    what: 'a field without a policy',
    file: 'fields/kyc.yaml',
    from: 'IdDocument.{number, imageHash}:',
    to: 'IdDocument.{number}:',
    told: 'IdDocument.imageHash has no policy.',
    at: null,
  },
  {
    what: 'a rule on a type that is no object',
    file: 'fields/fraud.yaml',
    from: 'Customer.id:\n',
    to: 'SarStatus.FILED:\n  class: public\n  allow:\n    - { role: everyone }\n  because: x\nCustomer.id:\n',
    told: 'SarStatus.FILED is not a field of this subgraph.',
    at: 'SarStatus.FILED:',
  },
];

/** YAML that is none keeps the rest of its file from being read, so it stands alone. */
const unreadable: Mistake = {
  what: 'YAML that is none',
  file: 'fields/fraud.yaml',
  from: 'owner: Fraud Risk Management',
  to: 'owner: [',
  told: '',
  at: 'carried:',
};

/** The bank's policies in a folder of their own, changed. */
async function policiesWith(root: string, changes: readonly Mistake[]): Promise<string> {
  const folder = await mkdtemp(join(root, 'policies-'));
  await cp(policiesFolder, folder, { recursive: true });
  for (const { what, file, from, to } of changes) {
    const path = join(folder, file);
    const before = await readFile(path, 'utf8');
    if (!before.includes(from)) throw new Error(`${what}: ${file} has no such text.`);
    await writeFile(
      path,
      before.replace(from, () => to),
    );
  }
  return folder;
}

async function faultsOf(folder: string): Promise<readonly string[]> {
  try {
    await readSoundPolicies(folder);
    return [];
  } catch (error) {
    if (!(error instanceof PolicyFaults)) throw error;
    return error.faults.map(({ file, line, message }) => `${file}:${line}: ${message}`);
  }
}

describe('policies with a mistake', () => {
  let root: string;
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'bankgraph-mistakes-'));
  });
  afterAll(() => rm(root, { recursive: true, force: true }));

  it('are the exception: as they are, nothing is wrong with them', async () => {
    expect(await faultsOf(await policiesWith(root, []))).toEqual([]);
  });

  it.each([...mistakes, ...uncovered, unreadable])(
    '$what is told with its file and line',
    async (mistake) => {
      const folder = await policiesWith(root, [mistake]);
      const { file, told, at } = mistake;
      const lines = (await readFile(join(folder, file), 'utf8')).split('\n');
      const line = at === null ? 1 : lines.findIndex((text) => text.includes(at)) + 1;
      expect(await faultsOf(folder)).toContainEqual(expect.stringContaining(`${file}:${line}: ${told}`));
    },
  );

  it('a file that is missing is told, and one that belongs to no subgraph', async () => {
    const folder = await policiesWith(root, []);
    await rm(join(folder, 'fields/fraud.yaml'));
    await rm(join(folder, 'fields/fraud.test.yaml'));
    await cp(join(policiesFolder, 'fields/kyc.yaml'), join(folder, 'fields/cards.yaml'));
    const text = await readFile(join(folder, 'fields/cards.yaml'), 'utf8');
    await writeFile(join(folder, 'fields/cards.yaml'), text.replace('subgraph: kyc', 'subgraph: cards'));
    expect(await faultsOf(folder)).toEqual([
      'fields/fraud.yaml:1: There are no policies for subgraph fraud.',
      'fields/cards.yaml:1: There is no subgraph of this name.',
    ]);
    await rm(join(folder, 'walls.yaml'));
    expect(await faultsOf(folder)).toContainEqual('walls.yaml:1: This file is missing.');
  });
});

describe('bankgraph with policies that have mistakes', () => {
  let root: string;
  let data: string;

  /** The project as it is, but for its policies: everything else is reached by links. */
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'bankgraph-refused-'));
    data = join(root, 'data-of-the-bank');
    const project = join(root, 'project');
    await mkdir(project);
    for (const entry of await readdir(projectFolder)) {
      if (entry !== 'policies' && entry !== '.git')
        await symlink(join(projectFolder, entry), join(project, entry));
    }
    await cp(await policiesWith(root, mistakes), join(project, 'policies'), { recursive: true });
  }, 30_000);
  afterAll(() => rm(root, { recursive: true, force: true }));

  async function run(port: number, ...words: string[]): Promise<Outcome> {
    const child = spawn(
      process.execPath,
      [
        '--preserve-symlinks',
        '--preserve-symlinks-main',
        join(root, 'project/server/dist/main.js'),
        ...words,
      ],
      {
        env: { PATH: process.env.PATH ?? '', BANKGRAPH_DATA: data, PORT: String(port), HOST: '127.0.0.1' },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    return outcomeOf(child);
  }

  const expected = mistakes.map(
    ({ file, told }) => new RegExp(`${literally(file)}:\\d+: ${literally(told)}`),
  );

  it.each(['all', 'gateway', 'kyc'])(
    'does not start (--serve %s), tells all of them at once, and listens on nothing',
    async (part) => {
      const port = await freePort();
      const ended = run(port, 'start', '--serve', part);
      let listened = false;
      let over = false;
      const watch = (async () => {
        while (!over) {
          listened ||= await fetch(`http://127.0.0.1:${port}/healthz`).then(
            () => true,
            () => false,
          );
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
      })();
      const { code, out, err } = await ended;
      over = true;
      await watch;
      expect([code, out, listened]).toEqual([1, '', false]);
      for (const told of expected) expect(err).toMatch(told);
      expect(err).not.toMatch(/\n\s+at /);
      // Not even the embedded bank was set up.
      await expect(readdir(data)).rejects.toThrow('ENOENT');
    },
    60_000,
  );

  it('policy check fails and names them as JSON', async () => {
    const { code, out } = await run(0, 'policy', 'check', '--json');
    const { version, faults } = JSON.parse(out) as {
      version: string | null;
      faults: { file: string; line: number; message: string }[];
    };
    expect([code, version]).toEqual([1, null]);
    const told = faults.map(({ file, line, message }) => `${file}:${line}: ${message}`);
    for (const one of expected) expect(told).toContainEqual(expect.stringMatching(one));
  }, 60_000);
});

function literally(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
