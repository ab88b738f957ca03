import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { projectFolder } from './project-folder.js';
import { type Bank, startBank } from './testing/start-bank.js';

describe('the README', () => {
  let bank: Bank;
  let readme: string;
  beforeAll(async () => {
    bank = await startBank();
    readme = await readFile(join(projectFolder, 'README.md'), 'utf8');
  }, 60_000);
  afterAll(() => bank?.[Symbol.asyncDispose]());

  it('shows the query of the example, and the real answers to three roles', async () => {
    const query = await readFile(join(projectFolder, 'examples/queries/overview.graphql'), 'utf8');
    expect(blocks('graphql')).toEqual([query.trim()]);
    const askers = [
      bank.as('customer', undefined, { customer: 'C-1005' }),
      bank.as('frontline-agent', 'CustomerCare'),
      bank.as('aml-investigator', 'CounterMoneyLaundering'),
    ];
    const answers = await Promise.all(askers.map((asker) => asker.query(query, { id: 'C-1005' })));
    expect(blocks('json').map((text) => JSON.parse(text))).toEqual(answers.map(({ data }) => ({ data })));
  });

  it('names commands that exist', async () => {
    const main = await readFile(join(projectFolder, 'server/src/main.ts'), 'utf8');
    const commands = [...readme.matchAll(/npx bankgraph ((?:policy|audit|schema|sandbox) )?([a-z-]+)/g)];
    expect(commands.length).toBeGreaterThan(5);
    for (const [, , command] of commands) expect(main).toContain(`.command('${command}')`);
  });

  function blocks(language: string): readonly string[] {
    return [...readme.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(
      ([, text = '']) => text.trim(),
    );
  }
});
