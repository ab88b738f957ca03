import { describe, expect, it } from '@jest/globals';
import { startProcess } from './start-process.js';

describe('a process of a measurement', () => {
  it('says why it cannot start, and is gone', async () => {
    const order = { policies: 'on', planted: null, contextSecret: '', connections: {} };
    await expect(startProcess('./gateway-process.js', order, null)).rejects.toThrow(/TypeError|undefined/);
  });
});
