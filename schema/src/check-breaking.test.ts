import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { checkBreaking, compareApis, UnreadableRevision } from './check-breaking.js';
import { readSupergraph } from './committed-supergraph.js';
import { SUPERGRAPH_FILE } from './schema-folder.js';

const git = promisify(execFile);

/** A repository whose only commit, tagged `released`, has this supergraph (or none) in `schema/`. */
async function repositoryWith(supergraph: string | undefined) {
  const root = await mkdtemp(join(tmpdir(), 'bankgraph-repository-'));
  const folder = join(root, 'schema');
  await mkdir(folder);
  await writeFile(join(folder, 'README.md'), 'The contract.\n');
  if (supergraph !== undefined) await writeFile(join(folder, SUPERGRAPH_FILE), supergraph);
  const author = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false'];
  await git('git', ['init', '--quiet'], { cwd: root });
  await git('git', ['add', '.'], { cwd: root });
  await git('git', [...author, 'commit', '--quiet', '-m', 'Release'], { cwd: root });
  await git('git', ['tag', 'released'], { cwd: root });
  return { folder, [Symbol.asyncDispose]: () => rm(root, { recursive: true }) };
}

describe('comparing with a revision', () => {
  it('finds nothing when nothing changed', async () => {
    await using repository = await repositoryWith(readSupergraph());
    expect(await checkBreaking('released', repository.folder)).toEqual({
      ref: 'released',
      changes: [],
      exitCode: 0,
    });
  });

  it('fails when a field that clients could ask for is gone', async () => {
    const released = readSupergraph().replace(
      'nickname: String @join__field(graph: CORE_BANKING)',
      '$&\n\n  colour: String @join__field(graph: CORE_BANKING)',
    );
    await using repository = await repositoryWith(released);
    expect(await checkBreaking('released', repository.folder)).toEqual({
      ref: 'released',
      changes: [
        {
          level: 'breaking',
          path: 'Account.colour',
          message: "Field 'colour' was removed from object type 'Account'",
          reason: expect.stringContaining('Removing a field is a breaking change'),
        },
      ],
      exitCode: 1,
    });
  });

  it('says what to do about a revision that does not exist, is no revision or has no supergraph', async () => {
    await using repository = await repositoryWith(undefined);
    const check = (ref: string) => checkBreaking(ref, repository.folder);
    await expect(check('nowhere')).rejects.toThrow('There is no revision "nowhere" here.');
    await expect(check('--output=stolen')).rejects.toThrow(UnreadableRevision);
    await expect(check('released')).rejects.toThrow('Revision "released" has no supergraph.graphql.');
  });
});

describe('comparing two API schemas', () => {
  it('orders breaking before dangerous before safe', async () => {
    const before = 'type Query { a: String b(first: Int): Level }\nenum Level { LOW HIGH }';
    const after =
      'type Query { a: String! b(first: Int!): Level c: Int }\nenum Level { LOW HIGH PROHIBITED }';
    const changes = await compareApis(before, after);
    expect(changes.map(({ level, path }) => `${level} ${path}`)).toEqual([
      'breaking Query.b.first',
      'dangerous Level.PROHIBITED',
      'safe Query.a',
      'safe Query.c',
    ]);
  });
});
