import { HostPath } from '../../protocol/edit.ts';
import type { Wanted } from '../editor/place.ts';
import { fromBase64 } from './base64.ts';

const MOST = 1000;

/**
 * The file that a program asks to show in the editor, by OSC 7777: `edit;user;line;path`, the path in base64 (`edit` in the lab image).
 * Any program can print that: it opens a file of the learner's own host in a view, and writes nothing. Undefined for anything else.
 */
export function fileRequest(data: string): Wanted | undefined {
  const [, user, line, encoded = ''] = /^edit;(root|pi);(\d{0,7});([^;]*)$/.exec(data) ?? [];
  const { data: path } = HostPath.safeParse(fromBase64(encoded, MOST));
  if (path === undefined) return undefined;
  return { path, sudo: user === 'root', ...(line && { line: Number(line) }) };
}
