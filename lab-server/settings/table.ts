// Every variable that an operator can set, except those of an engine, which are in its folder (hosts/engines/). Reading it, docs/settings.md,
// the Debian package's vethlab.conf and what errors and the doctor say all come from here; `node lab-server/setup/settings-document.ts`
// writes the two files anew.
import {
  address,
  amount,
  bytes,
  choice,
  claim,
  count,
  GIB,
  issuer,
  MIB,
  minutes,
  networks,
  onOff,
  origin,
  place,
  ports,
  scenarios,
  secureAddress,
  shownWords,
} from './kinds.ts';
import { setting, type Table, type Values } from './setting.ts';

const WRITES_ONLY =
  'the unit lets vethlab write below /var/lib/vethlab and /run/vethlab only, unless systemctl edit vethlab adds a ReadWritePaths=';
const OWN_PAGES = 'the package brings the pages of its own course';
export const table = {
  COURSE: setting({
    section: 'course',
    about: 'the folder or tar file of the course that is served ([authoring](authoring.md))',
    takes: place,
    without: 'Containers on the Network',
    notInPackage: OWN_PAGES,
  }),
  COURSES: setting({
    section: 'course',
    about:
      'a folder: each folder and each tar file in it is a course that is served beside the first one, below its name ([several courses](operator.md#several-courses)). One with something wrong is left out, and `npm start` says why',
    takes: place,
    without: 'one course alone',
    notInPackage: OWN_PAGES,
  }),
  CLASS: setting({
    section: 'addresses',
    about:
      'whether it is for a class that joins over the network. When `off`, whoever sits at the machine studies alone. `--class` on the command line does the same as `on`',
    takes: onOff,
    default: 'off',
  }),
  HOST: setting({
    section: 'addresses',
    about: 'the address that the web server listens on',
    takes: address,
    without: '127.0.0.1; with `CLASS=on` every address of the machine',
  }),
  PORT: setting({
    section: 'addresses',
    about: 'the port that the web server listens on',
    takes: count(1, 65_535),
    default: '8080',
  }),
  PREVIEW_PORT: setting({
    section: 'addresses',
    about:
      "the port of lab hosts' web pages, which have an origin of their own ([decision 13](decisions/0013-web-pages-have-a-port-of-their-own.md)). Set it where a firewall or a tunnel has to know it",
    takes: count(1, 65_535),
    without: 'the one after `PORT`, or any if that is taken',
  }),
  PREVIEW_URL: setting({
    section: 'addresses',
    about:
      "where browsers reach `PREVIEW_PORT`: a host name of its own, best of another domain, as `http://pages.example.org:8081`, or `https://pages.example.org` of a proxy. Then no web page of a lab host can touch the lab server's cookies ([decision 23](decisions/0023-a-cookie-alone-is-not-believed.md))",
    takes: origin,
    without:
      'the name that the browser has for the lab server; on loopback the other of `localhost` and `127.0.0.1`',
  }),
  SSH_PORTS: setting({
    section: 'addresses',
    ownHosts: true,
    about:
      'the ports for learners’ own editors and shells, one for each learner who opens it ([ssh](operator.md#ssh)). Only those that are open are listened on',
    takes: ports,
    default: '2200-2299',
  }),
  PUBLIC_URL: setting({
    section: 'addresses',
    about:
      'what browsers have in their address line for the lab server, if that is a proxy’s, as `https://lab.example.org` ([behind a proxy](operator.md#tls))',
    takes: origin,
    without: 'the address that it listens on',
  }),
  PROXIES: setting({
    section: 'addresses',
    about:
      'the proxies that may say for whom they ask (`X-Forwarded-For`, `X-Forwarded-Proto`). From anybody else such words are worth nothing',
    takes: networks,
    without: 'with `PUBLIC_URL` this machine (127.0.0.0/8, ::1), else none',
  }),
  TLS_CERT: setting({
    section: 'addresses',
    about:
      'the file of a certificate with those that it builds on, in PEM. With it and `TLS_KEY` both ports speak TLS, and nothing else. Changed files are taken over within ten seconds',
    takes: place,
    without: 'plain HTTP',
  }),
  TLS_KEY: setting({
    section: 'addresses',
    about:
      'the file of the certificate’s private key, in PEM, without a password. Only root has to be able to read it',
    takes: place,
    without: 'plain HTTP',
  }),
  WORKER_FOR: setting({
    section: 'addresses',
    about:
      'the file of a lab server’s certificate, in PEM. Then this machine makes lab hosts for that lab server, and serves no pages. It takes `TLS_CERT` and `TLS_KEY`, and listens on `PORT` ([cluster](cluster.md))',
    takes: place,
    without: 'a lab server of its own',
  }),
  OIDC_ISSUER: setting({
    section: 'accounts',
    about:
      'the provider of the school’s accounts (OpenID Connect), by its issuer ([sign-in](operator.md#sign-in-by-the-schools-accounts))',
    takes: issuer,
    without: 'no such sign-in',
  }),
  OIDC_CLIENT_ID: setting({
    section: 'accounts',
    about: 'what the provider calls this lab server',
    takes: shownWords,
    without: 'nothing',
  }),
  OIDC_CLIENT_SECRET: setting({
    section: 'accounts',
    about: 'the file with the secret that the provider gave for it. Only root has to be able to read it',
    takes: place,
    without: 'nothing',
  }),
  OIDC_NAME: setting({
    section: 'accounts',
    about: 'what the school calls its accounts. It stands on the button',
    takes: shownWords,
    without: 'the host name of `OIDC_ISSUER`',
  }),
  OIDC_INSTRUCTORS: setting({
    section: 'accounts',
    about:
      'who is an instructor: whoever has this value among those of this claim. Dots lead into a claim, as `realm_access.roles=teacher`',
    takes: claim,
    without: 'no instructor signs in by it',
  }),
  OIDC_LEARNERS: setting({
    section: 'accounts',
    about: 'whether learners may join a class by their account',
    takes: onOff,
    default: 'off',
  }),
  LMS_PRIVATE: setting({
    section: 'accounts',
    about:
      'whether an LMS may have an address of this machine or of a private network ([LMS](lms.md)). Whoever may connect an LMS can then have such addresses asked',
    takes: onOff,
    default: 'off',
  }),
  XAPI_ENDPOINT: setting({
    section: 'statements',
    about:
      'the xAPI address of a learning record store, which is told what learners of classes do ([statements](operator.md#statements-to-a-learning-record-store-xapi))',
    takes: secureAddress,
    without: 'nobody is told',
  }),
  XAPI_KEY: setting({
    section: 'statements',
    about:
      'the file with what that gave for this lab server, in one line, as `key:secret`. Only root has to be able to read it',
    takes: place,
    without: 'nothing',
  }),
  XAPI_NAMES: setting({
    section: 'statements',
    about: 'whether learners’ names go along. When `off`, they are known by their ids here',
    takes: onOff,
    default: 'off',
  }),
  SCENARIOS: setting({
    section: 'scenarios',
    ownHosts: true,
    about: 'what runs on the lab host of a learner who joins from now on',
    takes: scenarios,
    without: 'what the course says',
  }),
  WARM_HOSTS: setting({
    section: 'scenarios',
    ownHosts: true,
    about: 'how many lab hosts wait ready for whoever joins or resets next',
    takes: count(0, 50),
    without: '1 from 4 GB of memory on, else 0',
  }),
  PARK_AFTER: setting({
    section: 'parking',
    ownHosts: true,
    about: 'minutes until a lab host that nobody uses is about to be parked',
    takes: minutes,
    default: '60',
  }),
  REST_AFTER: setting({
    section: 'parking',
    ownHosts: true,
    about: 'minutes until a parked lab host goes to rest',
    takes: minutes,
    default: '240',
  }),
  KEPT_DISK: setting({
    section: 'parking',
    ownHosts: true,
    about:
      'what all lab hosts at rest may take on the disk together; the one that has rested longest goes first',
    takes: bytes(256 * MIB, 1024 * GIB),
    without: 'a quarter of the disk',
  }),
  RECORD: setting({
    section: 'recordings',
    about: 'whether terminals are recorded: what they print, not what is typed',
    takes: onOff,
    default: 'on',
  }),
  HOST_MAP: setting({
    section: 'map',
    about: 'whether learners may look at the map of their lab host, which shows what questions ask for',
    takes: onOff,
    default: 'on',
  }),
  PATIENCE: setting({
    section: 'patience',
    about: 'how many times longer than usual making a host and checking an answer may take',
    takes: amount(1, 100),
    default: '1',
  }),
  LOG_LEVEL: setting({
    section: 'log',
    about: 'how much the log has. `debug`: a line for each request, too',
    takes: choice('silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'),
    default: 'warn',
  }),
  METRICS: setting({
    section: 'log',
    about: 'who may read `/metrics`. `loopback`: this machine only. `all`: other machines, too',
    takes: choice('loopback', 'all'),
    default: 'loopback',
  }),
  VAR_DIR: setting({
    section: 'folders',
    about: 'where all that vethlab makes is: the lab image, templates of scenarios, pages, state',
    takes: place,
    without: '`.vethlab` in the clone; `/var/lib/vethlab` of the package',
    notInPackage: WRITES_ONLY,
  }),
  STATE_DIR: setting({
    section: 'folders',
    about:
      'where learners, their marks and recordings and running lab hosts are. One lab server at a time uses it',
    takes: place,
    without: '`state` in `VAR_DIR`; of another course `courses/NAME/state` in it',
    notInPackage: WRITES_ONLY,
  }),
  BACKUP_TO: setting({
    section: 'folders',
    about:
      'where copies of all that is kept go while the lab server runs: a folder, best of another disk or machine, or `workers` for two workers of a cluster ([backups](operator.md#backup-and-restore))',
    takes: place,
    without: 'none are made',
  }),
  BACKUP_EVERY: setting({
    section: 'folders',
    about: 'minutes between two copies. Nothing is copied when nothing has changed',
    takes: count(1, 10_080),
    default: '15',
  }),
} as const satisfies Table;

/** The value of each, by the variable's name. */
export type Settings = Values<typeof table>;
