import { z } from 'zod';
import { CourseName } from '../../protocol/course.ts';
import { Framework } from '../../protocol/scenario.ts';
import { SchoolSettings } from './school-settings.ts';
import { XapiSettings } from './xapi-settings.ts';

/** The settings of the web server. They come from `npm start` through the terminals' process, which starts it. */
export const WebSettings = z.object({
  host: z.string(),
  port: z.int(),
  previewPort: z.int().optional(),
  previewUrl: z.url().optional(),
  publicUrl: z.url().optional(),
  proxies: z.array(z.string()).readonly(),
  /** Of the machine around our container; left out where there is none (setup/container.ts). */
  around: z.object({ machine: z.array(z.string()) }).optional(),
  /** Whether it speaks TLS, by the certificate in the folder of its sockets (setup/certificate.ts). */
  tls: z.boolean(),
  metrics: z.enum(['loopback', 'all']),
  logLevel: z.string(),
  hostMap: z.boolean(),
  /** The ports for ssh; left out where there is none. */
  sshPorts: z.object({ first: z.int(), last: z.int() }).optional(),
  /** The longest in ms that a check may take in all. */
  checkLimit: z.int(),
  judgeLimit: z.number(),
  /** Whether there must be a class that learners can join. */
  class: z.boolean(),
  /** The sign-in by the school's accounts, if any. */
  school: SchoolSettings.optional(),
  /** Whether LMSs may have addresses of this machine and of private networks. */
  lmsPrivate: z.boolean(),
  /** Where statements on learning go, if they are to. */
  xapi: XapiSettings.optional(),
  /** In the place of the web server a worker's door runs, for the lab server with this certificate (PEM). */
  workerFor: z.string().optional(),
  /** Whether lab hosts are on workers, of which the host-maker tells. */
  elsewhere: z.boolean(),
  /** Names of the courses that are served beside the first one. */
  beside: z.array(CourseName).readonly(),
  /** Whether the course's author works on it, so that its files are followed. */
  followsCourse: z.boolean(),
  /** The programs that ran on the host that all learners share when the lab server started. Left out when each learner has a host of their own. */
  shared: z
    .object({
      containers: z
        .array(z.object({ framework: Framework, name: z.string(), running: z.boolean() }))
        .readonly(),
      shared: z.boolean(),
    })
    .optional(),
});
export type WebSettings = z.infer<typeof WebSettings>;
