import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { LeavesSystem, path, SystemUrl } from './system-url.js';

const system = new SystemUrl('https://bank.example/open-banking/v4.0/aisp/');

describe('the address of a bank system', () => {
  it('keeps paths below its base path', () => {
    expect(system.pathOf('/accounts', { from: '2026-01-01', skip: undefined, id: ['a', 'b'] })).toBe(
      '/open-banking/v4.0/aisp/accounts?from=2026-01-01&id=a&id=b',
    );
  });

  it.each([
    '/../payments',
    '/accounts/%2e%2e/%2e%2e/payments',
    '/..\\..\\x',
    '/a/..%2f..%2f..%2fpisp',
    '/%2E%2E',
  ])('refuses %s', (outside) => {
    expect(() => system.pathOf(outside)).toThrow(LeavesSystem);
  });

  it.each([
    [
      'https://bank.example/open-banking/v4.0/aisp/accounts?page=2',
      '/open-banking/v4.0/aisp/accounts?page=2',
    ],
    ['/open-banking/v4.0/aisp/accounts?page=2', '/open-banking/v4.0/aisp/accounts?page=2'],
    ['?page=2', '/open-banking/v4.0/aisp/accounts?page=2'],
    ['balances', '/open-banking/v4.0/aisp/balances'],
  ])('follows the link %s', (link, expected) => {
    expect(system.pathOfLink(link, '/open-banking/v4.0/aisp/accounts')).toBe(expected);
  });

  it.each([
    'https://evil.example/open-banking/v4.0/aisp/accounts',
    '//evil.example/open-banking/v4.0/aisp/accounts',
    'http://bank.example/open-banking/v4.0/aisp/accounts',
    'https://bank.example:8443/open-banking/v4.0/aisp/accounts',
    'https://user:pw@bank.example/open-banking/v4.0/aisp/accounts',
    'https://bank.example/open-banking/v4.0/aisp-admin',
    'https://bank.example/open-banking/v4.0/aisp/../pisp',
    'http://169.254.169.254/latest/meta-data',
    'file:///etc/passwd',
    'http://[',
  ])('does not follow %s', (link) => {
    expect(() => system.pathOfLink(link, '/open-banking/v4.0/aisp/accounts')).toThrow(LeavesSystem);
  });

  it.each(['ftp://bank.example', 'https://user:pw@bank.example', 'https://bank.example/?key=1'])(
    'is not configured as %s',
    (baseUrl) => {
      expect(() => new SystemUrl(baseUrl)).toThrow(TypeError);
    },
  );

  it('takes any id as exactly one segment, or refuses it', async () => {
    await fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.constantFrom('..', '\ud800', '../..', 'a/../b', '%2e%2e', '?x=1', '#')),
        (id) => {
          try {
            const [, ...segments] = system.pathOf(path`/accounts/${id}/balances`).split('/');
            expect(segments).toHaveLength(6);
            expect(segments.at(-1)).toBe('balances');
            expect(decodeURIComponent(segments.at(-2) ?? '')).toBe(id);
          } catch (error) {
            expect(error).toBeInstanceOf(LeavesSystem);
          }
        },
      ),
    );
  });
});
