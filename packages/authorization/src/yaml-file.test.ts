import { describe, expect, it } from '@jest/globals';
import type { PolicyFault } from './fault.js';
import { PolicyFaults } from './fault.js';
import { entriesOf, textOf, textsOf, yamlFile } from './yaml-file.js';

function opened(text: string) {
  const faults: PolicyFault[] = [];
  return { file: yamlFile('f.yaml', text, faults), faults };
}

describe('a YAML file of policies', () => {
  it('knows the line of each of its parts', () => {
    const { file, faults } = opened('# a comment\none: 1\n\ntwo:\n  - a\n  - b\n');
    const entries = entriesOf(file, file.root, 'The file');
    expect(entries.map(({ at, key }) => [key, file.lineOf(at)])).toEqual([
      ['one', 2],
      ['two', 4],
    ]);
    expect(textsOf(file, entries[1]?.value, 'two').map(({ at, text }) => [text, file.lineOf(at)])).toEqual([
      ['a', 5],
      ['b', 6],
    ]);
    expect(file.lineOf(null)).toBe(1);
    expect(faults).toEqual([]);
  });

  it('takes a text as well as a list of texts, without the space around them', () => {
    const { file, faults } = opened('one: " a "\n');
    const [one] = entriesOf(file, file.root, 'The file');
    expect(textOf(file, one?.value, 'one')).toBe('a');
    expect(textsOf(file, one?.value, 'one').map(({ text }) => text)).toEqual(['a']);
    expect(faults).toEqual([]);
  });

  it('tells, with its line, what is no mapping and what is no text', () => {
    const { file, faults } = opened('one: 1\ntwo: [a, 2]\nthree:\n  - {}\nfour: "  "\n1: x\n');
    const entries = entriesOf(file, file.root, 'The file');
    for (const { key, value } of entries) {
      if (key === 'one') expect(entriesOf(file, value, 'One')).toEqual([]);
      if (key !== 'three')
        expect(textsOf(file, value, key).some(({ text }) => text === '')).toBe(key !== '1');
      else expect(textOf(file, value, key)).toBe('');
    }
    expect(faults).toEqual([
      { file: 'f.yaml', line: 1, message: 'One must be a mapping.' },
      { file: 'f.yaml', line: 1, message: 'one must be a text.' },
      { file: 'f.yaml', line: 2, message: 'two must be a text.' },
      { file: 'f.yaml', line: 4, message: 'three must be a text.' },
      { file: 'f.yaml', line: 5, message: 'four must be a text.' },
    ]);
  });

  it('tells what is not YAML, and a key that stands twice', () => {
    expect(opened('one: [1\n').faults[0]?.line).toBe(2);
    expect(opened('one: 1\none: 2\n').faults).toEqual([
      { file: 'f.yaml', line: 2, message: 'Map keys must be unique' },
    ]);
    const empty = opened('');
    expect(entriesOf(empty.file, empty.file.root, 'The file')).toEqual([]);
    expect(empty.faults).toEqual([{ file: 'f.yaml', line: 1, message: 'The file must be a mapping.' }]);
  });
});

describe('faults of policy files', () => {
  it('are told one a line, as a person looks for them', () => {
    const faults = [
      { file: 'roles.yaml', line: 3, message: 'Unknown role "x".' },
      { file: 'fields/kyc.yaml', line: 9, message: 'Unknown mask "y".' },
    ];
    const error = new PolicyFaults(faults);
    expect(error.name).toBe('PolicyFaults');
    expect(error.faults).toEqual(faults);
    expect(error.message).toBe(
      'The policies are not valid:\n  roles.yaml:3: Unknown role "x".\n  fields/kyc.yaml:9: Unknown mask "y".',
    );
  });
});
