import { LTI_CHOOSE, LTI_KEYS, LTI_LAUNCH, LTI_LOGIN } from '../../protocol/lms.ts';
import type { TestLms } from './lms.ts';

/** Tells an LMS of a lab server, as its administrator does by hand. @param url where browsers reach the lab server */
export function tellOf(lms: TestLms, url: string | URL): void {
  const at = (to: string) => new URL(to, url).href;
  lms.connect({
    ...{
      loginUrl: at(LTI_LOGIN),
      launchUrl: at(LTI_LAUNCH),
      chooseUrl: at(LTI_CHOOSE),
      keysUrl: at(LTI_KEYS),
    },
    redirectUrls: [at(LTI_LAUNCH)],
    domain: new URL(url).host,
  });
}
