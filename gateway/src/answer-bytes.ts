/** Memory is taken for many answers at a time, this much, in bytes: an allocation costs more than writing an answer. */
const slabBytes = 1024 * 1024;
/** UTF-8 of one UTF-16 code unit at most. */
const mostBytesPerUnit = 3;

const encoder = new TextEncoder();
let slab = Buffer.allocUnsafeSlow(slabBytes);
let used = 0;

/**
 * A text in UTF-8, in memory of its own. No part of a slab is written twice: it is given back as a whole when nothing
 * that lies in it is needed any more, so an answer on its way to a slow client can never change.
 */
export function answerBytes(text: string): Buffer {
  const most = text.length * mostBytesPerUnit;
  if (most > slabBytes / 2) return Buffer.from(text);
  if (most > slabBytes - used) {
    slab = Buffer.allocUnsafeSlow(slabBytes);
    used = 0;
  }
  const { written } = encoder.encodeInto(text, slab.subarray(used));
  const bytes = slab.subarray(used, used + written);
  used += written;
  return bytes;
}
