import { expect, test } from 'vitest';
import { emptyDraft, entryOf } from './entry.ts';
import { usualFor } from './platforms.ts';

test.each(['https://moodle.example.edu', 'https://moodle.example.edu/', ' moodle.example.edu/ '])(
  'of a Moodle at “%s” all addresses are known',
  (said) => {
    expect(usualFor('moodle', said)).toEqual({
      issuer: 'https://moodle.example.edu',
      authUrl: 'https://moodle.example.edu/mod/lti/auth.php',
      tokenUrl: 'https://moodle.example.edu/mod/lti/token.php',
      keysUrl: 'https://moodle.example.edu/mod/lti/certs.php',
    });
  },
);

test('a Moodle in a folder has its pages there', () => {
  expect(usualFor('moodle', 'https://example.edu/moodle').keysUrl).toBe(
    'https://example.edu/moodle/mod/lti/certs.php',
  );
});

test('nothing is known of a Moodle without an address, and of another LMS', () => {
  expect(usualFor('moodle', '')).toEqual({});
  expect(usualFor('other', 'https://lms.example.edu')).toEqual({});
});

test('the addresses of Canvas do not depend on the school’s', () => {
  expect(usualFor('canvas', 'https://school.instructure.com').issuer).toBe('https://canvas.instructure.com');
});

test('deployments may have commas or spaces between, and an empty audience is none', () => {
  const { site, deployments, audience } = entryOf({
    ...emptyDraft,
    site: 'lms.example.edu',
    deployments: '1, 2 3',
  });
  expect({ site, deployments, audience }).toEqual({
    site: 'https://lms.example.edu',
    deployments: ['1', '2', '3'],
    audience: null,
  });
});
