import fc from 'fast-check';
import { expect, test } from 'vitest';
import { OutputRing } from './ring.ts';

const chunks = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 40 });

test('the ring holds the last bytes of the stream, from any offset', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 500 }),
      chunks,
      fc.nat(),
      fc.nat(400),
      (capacity, appended, at, max) => {
        const ring = new OutputRing(capacity);
        let stream = Buffer.alloc(0);
        for (const chunk of appended) {
          ring.append(chunk);
          stream = Buffer.concat([stream, chunk]);
          expect(ring.end).toBe(stream.length);
          expect(ring.start).toBe(Math.max(0, stream.length - capacity));
          const from = ring.start + (at % (ring.end - ring.start + 1));
          expect(ring.read(from, max).equals(stream.subarray(from, from + max))).toBe(true);
        }
      },
    ),
  );
});

test('the ring grows to its capacity without losing a byte', () => {
  const ring = new OutputRing(1024 * 1024);
  const stream = Buffer.alloc(1_500_000, (() => Array.from({ length: 251 }, (_, byte) => byte) as never)());
  for (let at = 0; at < stream.length; at += 70_001) {
    ring.append(stream.subarray(at, at + 70_001));
    expect(ring.read(ring.start, 2e6).equals(stream.subarray(ring.start, ring.end))).toBe(true);
  }
  expect(ring.start).toBe(stream.length - 1024 * 1024);
});

test('bytes that were read stay as they were when the ring goes on', () => {
  const ring = new OutputRing(4);
  ring.append(Buffer.from('abcd'));
  const read = ring.read(0, 4);
  ring.append(Buffer.from('efgh'));
  expect(read.toString()).toBe('abcd');
});

test('reading bytes that have left the ring, or have not come yet, is an error', () => {
  const ring = new OutputRing(4);
  ring.append(Buffer.from('abcdef'));
  expect(() => ring.read(1, 1)).toThrow(RangeError);
  expect(() => ring.read(7, 1)).toThrow('offset 7 is not within 2..6');
  expect(ring.read(6, 1)).toHaveLength(0);
});
