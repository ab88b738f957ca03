import { platform } from 'node:os';
import { describe, expect, it } from '@jest/globals';
import { peakMemoryMb } from './peak-memory.js';

describe('peak memory', () => {
  it('is what the system tells of a process', async () => {
    const peak = await peakMemoryMb(process.pid);
    if (platform() !== 'linux') expect(peak).toBeNull();
    // The peak is in whole kilobytes of a moment, what is resident now is counted in pages.
    else expect(peak).toBeGreaterThan(process.memoryUsage.rss() / 2 ** 20 / 2);
  });

  it('is not known of a process that is not there', async () => {
    expect(await peakMemoryMb(-1)).toBeNull();
  });
});
