import { randomBytes } from 'node:crypto';

let lastMillisecond = 0;
let counter = 0;

/**
 * A UUID version 7 (RFC 9562), greater than every one before it in this process, also when the clock steps
 * back: 48 bits of milliseconds, a 12-bit counter within the millisecond, 62 random bits.
 */
export function nextRecordId(now: number = Date.now()): string {
  if (now > lastMillisecond) {
    lastMillisecond = now;
    // Starts in the lower half, so that the counter has room.
    counter = randomBytes(2).readUInt16BE() & 0x7ff;
  } else if (++counter > 0xfff) {
    lastMillisecond += 1;
    counter = 0;
  }
  return format(lastMillisecond, counter, randomBytes(8));
}

/** The smallest UUID version 7 of that millisecond: every record of that time or later sorts at or after it. */
export function firstRecordIdAt(time: Date): string {
  return format(Math.max(0, time.getTime()), 0, Buffer.alloc(8));
}

function format(millisecond: number, withinMillisecond: number, random: Buffer): string {
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(millisecond, 0, 6);
  bytes.writeUInt16BE(0x7000 | withinMillisecond, 6);
  random.copy(bytes, 8);
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
