import { expect, test } from 'vitest';
import { KeyedQueue, QueueFull } from './queue.ts';

/** A task that runs until the test lets it end. */
function held(log: string[], name: string) {
  const gate = Promise.withResolvers<string>();
  const task = async () => {
    log.push(`${name} begins`);
    const result = await gate.promise;
    log.push(`${name} ends`);
    return result;
  };
  return { task, ...gate };
}

/** Waits until everything that can happen by now has happened. */
const settle = () => new Promise(setImmediate);

test('tasks of one key run one after another in the order they came, those of others at once', async () => {
  const queue = new KeyedQueue(5);
  const log: string[] = [];
  const [first, second, other] = [held(log, 'first'), held(log, 'second'), held(log, 'other')];
  const results = [queue.run('a', first.task), queue.run('a', second.task), queue.run('b', other.task)];
  await settle();
  expect(log).toEqual(['first begins', 'other begins']);
  second.resolve('2');
  other.resolve('3');
  await settle();
  expect(log).not.toContain('second begins');
  first.resolve('1');
  expect(await Promise.all(results)).toEqual(['1', '2', '3']);
  expect(log.slice(-3)).toEqual(['first ends', 'second begins', 'second ends']);
});

test('a task that fails fails for its caller only', async () => {
  const queue = new KeyedQueue(5);
  const failing = queue.run('a', () => Promise.reject(new Error('broken')));
  const next = queue.run('a', async () => 'fine');
  await expect(failing).rejects.toThrow('broken');
  expect(await next).toBe('fine');
});

test('a full queue refuses one more task, until there is room', async () => {
  const queue = new KeyedQueue(2);
  const log: string[] = [];
  const running = held(log, 'running');
  const kept = [
    queue.run('a', running.task),
    queue.run('a', async () => 'b'),
    queue.run('a', async () => 'c'),
  ];
  await expect(queue.run('a', async () => 'd')).rejects.toThrow(QueueFull);
  expect(await queue.run('another', async () => 'e')).toBe('e');
  running.resolve('a');
  expect(await Promise.all(kept)).toEqual(['a', 'b', 'c']);
  expect(await queue.run('a', async () => 'f')).toBe('f');
});

test('a task that runs alone waits for none, and takes no place from those that come while it runs', async () => {
  const queue = new KeyedQueue(1);
  const log: string[] = [];
  const [alone, first] = [held(log, 'alone'), held(log, 'first')];
  const lone = queue.runAlone('a', alone.task);
  const kept = [queue.run('a', first.task), queue.run('a', async () => 'second')];
  await expect(queue.run('a', async () => 'third')).rejects.toThrow(QueueFull);
  expect(await queue.runAlone('a', async () => 'too')).toBeUndefined();
  await settle();
  expect(log).toEqual(['alone begins']);
  alone.resolve('alone');
  expect(await lone).toBe('alone');
  first.resolve('first');
  expect(await Promise.all(kept)).toEqual(['first', 'second']);
  expect(await queue.runAlone('a', async () => 'again')).toBe('again');
});

test('the queue is idle when the last task is over, even one that failed', async () => {
  const queue = new KeyedQueue(2);
  await queue.idle();
  const log: string[] = [];
  const task = held(log, 'task');
  const result = queue.run('a', task.task);
  const idle = queue.idle().then(() => log.push('idle'));
  await settle();
  expect(log).toEqual(['task begins']);
  task.reject(new Error('broken'));
  await expect(result).rejects.toThrow('broken');
  await idle;
  expect(log.at(-1)).toBe('idle');
});
