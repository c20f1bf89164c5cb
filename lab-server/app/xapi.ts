import type { Logger } from 'pino';
import type { Shelf } from '../course/shelf.ts';
import type { ClassGrades } from '../grading/class-grades.ts';
import type { XapiSettings } from '../host-maker/xapi-settings.ts';
import type { Stores } from '../store/stores.ts';
import { Lrs } from '../xapi/lrs.ts';
import { XapiSender } from '../xapi/sender.ts';
import { actorOf, originOf } from '../xapi/statements.ts';
import { XapiTelling } from '../xapi/telling.ts';

export interface XapiOptions extends XapiSettings {
  /** ms: waits between tries; when left out, those of xapi/sender.ts. */
  times?: { first: number; longest: number };
}

interface Parts {
  options: XapiOptions;
  stores: Stores;
  courses: Shelf;
  grades: ClassGrades;
  publicUrl: URL | undefined;
  logger: Logger;
}

/** Puts together what tells a learning record store of what learners do (xAPI). */
export function createXapi({ options, stores, courses, grades, publicUrl, logger }: Parts) {
  const origin = originOf(publicUrl);
  const lrs = new Lrs(options);
  const sender = new XapiSender({
    ...{ store: stores.xapi, lrs, logger },
    actorOf: (learner) =>
      actorOf(learner, origin, options.names ? stores.learners.find(learner)?.name : undefined),
    ...(options.times && { times: options.times }),
  });
  const wake = () => sender.wake();
  const telling = new XapiTelling({ stores, courses, grades, origin, wake, logger });
  return {
    begin() {
      telling.begin();
      wake();
    },
    close() {
      telling.close();
      sender.close();
      lrs.close();
    },
  };
}
