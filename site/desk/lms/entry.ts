import type { z } from 'zod';
import type { LmsEntry as Entry, Lms } from '../../../protocol/lms.ts';

/** An LMS as it is sent. */
export type LmsEntry = z.input<typeof Entry>;

/** An LMS as it is in the fields of a form. */
export interface Draft extends Record<Exclude<keyof LmsEntry, 'deployments' | 'audience'>, string> {
  /** With commas between. */
  deployments: string;
  /** May be empty. */
  audience: string;
}

export const emptyDraft: Draft = {
  name: '',
  site: '',
  issuer: '',
  clientId: '',
  deployments: '',
  authUrl: '',
  tokenUrl: '',
  keysUrl: '',
  audience: '',
};

export const draftOf = ({ id: _id, courses: _courses, cameAt: _cameAt, ...entry }: Lms): Draft => ({
  ...entry,
  deployments: entry.deployments.join(', '),
  audience: entry.audience ?? '',
});

export const entryOf = (draft: Draft): LmsEntry => ({
  ...draft,
  site: wholeAddress(draft.site),
  deployments: draft.deployments
    .split(/[,;\s]+/)
    .map((one) => one.trim())
    .filter(Boolean),
  audience: draft.audience.trim() || null,
});

/** An address as people say it, such as moodle.example.edu/, without the slash at its end and with https. */
export function wholeAddress(said: string): string {
  const address = said.trim().replace(/\/$/, '');
  return address === '' || /^[a-z]+:/i.test(address) ? address : `https://${address}`;
}
