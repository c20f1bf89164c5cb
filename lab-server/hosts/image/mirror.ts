import { run } from '../../common/exec.ts';

/** One repository that apt on this machine reads packages from. */
export interface AptSource {
  origin: string;
  codename: string;
  uri: string;
}

/** The mirror of Debian's own archive that this machine already uses; undefined if it uses none. */
export async function debianMirror(): Promise<string | undefined> {
  const format = '$(ORIGIN)|$(CODENAME)|$(REPO_URI)';
  const { stdout, code } = await run(['apt-get', 'indextargets', '--format', format, 'Created-By: Packages']);
  return code === 0 ? pickMirror(parseSources(stdout)) : undefined;
}

/** Reads `apt-get indextargets` in the format above. */
export function parseSources(printed: string): AptSource[] {
  return printed.split('\n').flatMap((line) => {
    const [origin = '', codename = '', uri = ''] = line.split('|');
    return uri ? [{ origin, codename, uri }] : [];
  });
}

/** The URI of the archive itself, which has trixie too, and not of its security or update suites or another distribution's. */
export function pickMirror(sources: readonly AptSource[]): string | undefined {
  const debian = sources.filter(({ origin, codename }) => origin === 'Debian' && /^[a-z]+$/.test(codename));
  return debian[0]?.uri;
}
