import { expect, test } from 'vitest';
import { ObserveError } from '../../checkers/define.ts';
import { HostNotReady } from '../hosts/contract.ts';
import { TooManyTerminals } from '../terminals/too-many.ts';
import { asThrown } from './as-thrown.ts';

test('an error that is meant for the learner keeps its class, and any other becomes an Error', () => {
  const kinds = [ObserveError, HostNotReady, TooManyTerminals];
  for (const Kind of kinds) {
    const { name } = new Kind('');
    const error = asThrown({ name, message: 'why' }, kinds);
    expect(error).toBeInstanceOf(Kind);
    expect(error.message).toBe('why');
  }
  expect(asThrown({ name: 'TypeError', message: 'why' }, kinds).constructor).toBe(Error);
});
