import { createHash, X509Certificate } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { clusterFiles } from '../../../common/cluster-files.ts';
import type { KeyPair, OwnKeys } from '../../worker.ts';
import type { ClusterStep } from '../contract.ts';
import { Image, Instance, Member, Profile, Project, Server, Volume } from './answers.ts';
import { type Incus, IncusError } from './api.ts';
import { newKeyPair } from './keys.ts';
import type { IncusSettings } from './settings.ts';
import { DATA, INNER_PORT, KEYS, profileConfig, putOn, userKey } from './worker-config.ts';
import { type Cluster, lookAt } from './workers.ts';

/** The name of the profile, and of each image. */
const NAME = 'vethlab-worker';
/** Marks a project as made here. */
const OURS = 'user.vethlab';
/** Seconds that a worker gets to put its hosts to rest. */
const GRACE = 120;

interface Parts {
  incus: Incus;
  settings: IncusSettings;
  /** The state folder of the lab server. */
  state: string;
}

interface Wanted {
  /** The image of a worker (`npm run lab -- image --format incus`); when left out, the one that is there. */
  file?: string | undefined;
  /** Settings that the workers have. */
  env: Readonly<Record<string, string>>;
}

/** The lab server's own certificate and key for its workers, made when they are first asked for. */
export async function ownKeys(state: string): Promise<OwnKeys> {
  const [cert, key, took] = [clusterFiles.cert, clusterFiles.key, clusterFiles.tookOver].map((name) =>
    path.join(state, name),
  ) as [string, string, string];
  if (!existsSync(key)) {
    const made = await newKeyPair('vethlab');
    mkdirSync(path.dirname(key), { recursive: true, mode: 0o700 });
    writeFileSync(cert, made.cert);
    writeFileSync(key, made.key, { mode: 0o600 });
  }
  const tookOver = existsSync(took) ? Number(readFileSync(took, 'utf8')) || 0 : 0;
  return { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8'), tookOver };
}

/** The workers of a cluster: makes them, and takes them away again. */
export class WorkerCluster {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  get #project(): string {
    return this.#parts.settings.INCUS_PROJECT;
  }

  /** The steps that bring the workers about that the settings want. What is as it should be has no step. @throws IncusError */
  async up({ file, env }: Wanted): Promise<ClusterStep[]> {
    const { incus } = this.#parts;
    const project = this.#project;
    const server = await incus.get('/1.0', Server);
    if (server.auth !== 'trusted')
      throw new IncusError(
        403,
        'Incus does not trust this machine: add INCUS_CERT to its trusted certificates (incus config trust add-certificate).',
      );
    const steps: ClusterStep[] = [];
    const known = await incus.find(`/1.0/projects/${project}`, Project);
    if (!known) steps.push({ words: `make the project ${project}`, do: () => this.#makeProject() });
    const fingerprint = file === undefined ? await this.#imageThere() : await digestOf(file);
    const isThere = known && (await incus.find(`/1.0/images/${fingerprint}`, Image, { project }));
    if (file !== undefined && !isThere) {
      const size = Math.round(statSync(file).size / 1e6);
      steps.push({
        words: `give Incus the image ${path.basename(file)} (${size} MB)`,
        do: (tell) => this.#upload(file, tell),
      });
    }
    const profile = known && (await incus.find(`/1.0/profiles/${NAME}`, Profile, { project }));
    const own = await ownKeys(this.#parts.state);
    const config = {
      ...profileConfig,
      [userKey.labServer]: new X509Certificate(own.cert).fingerprint256,
      ...Object.fromEntries(Object.entries(env).map(([name, value]) => [`environment.${name}`, value])),
    };
    const isSame = profile && JSON.stringify(sorted(profile.config)) === JSON.stringify(sorted(config));
    if (!isSame)
      steps.push({
        words: `${profile ? 'change' : 'make'} the profile ${NAME}`,
        do: () => this.#setProfile(config, profile !== undefined),
      });
    const cluster: Cluster = known
      ? await lookAt(incus, project)
      : { members: await this.#members(), instances: [] };
    for (const { name, target } of this.#missing(cluster)) {
      const where = target === undefined ? '' : ` on ${target}`;
      steps.push({
        words: `make the worker ${name}${where}`,
        do: (tell) => this.#make(name, target, fingerprint, own, tell),
      });
    }
    for (const instance of cluster.instances.filter(({ isKnown }) => isKnown)) {
      if (instance.config[userKey.image] !== fingerprint)
        steps.push({
          words: `replace the worker ${instance.name} by one of the other image; its lab hosts go to rest`,
          do: (tell) => this.#replace(instance, fingerprint, own, tell),
        });
      else if (!isSame || instance.status === 'Stopped')
        steps.push({
          words: `start the worker ${instance.name} anew; its lab hosts go to rest`,
          do: (tell) => this.#restart(instance.name, own, tell),
        });
    }
    for (const { name } of this.#tooMany(cluster))
      steps.push({
        words: `remove the worker ${name} with its lab hosts`,
        do: (tell) => this.#remove(name, tell),
      });
    return steps;
  }

  /** The steps that take away all that `up` made, and nothing else. @throws IncusError */
  async down(): Promise<ClusterStep[]> {
    const { incus } = this.#parts;
    const project = this.#project;
    const known = await incus.find(`/1.0/projects/${project}`, Project);
    if (!known) return [];
    const { instances } = await lookAt(incus, project);
    const steps = instances
      .filter(({ isKnown }) => isKnown)
      .map(
        ({ name }): ClusterStep => ({
          words: `remove the worker ${name} with its lab hosts`,
          do: (tell) => this.#remove(name, tell),
        }),
      );
    if (await incus.find(`/1.0/profiles/${NAME}`, Profile, { project }))
      steps.push({
        words: `remove the profile ${NAME}`,
        do: async () => void (await incus.do('DELETE', `/1.0/profiles/${NAME}`, { query: { project } })),
      });
    const images = await this.#images();
    if (images.length > 0)
      steps.push({
        words: `remove ${images.length === 1 ? 'the image' : `${images.length} images`} of workers`,
        do: async () => {
          for (const { fingerprint } of images)
            await incus.do('DELETE', `/1.0/images/${fingerprint}`, { query: { project } });
        },
      });
    if (known.config[OURS] !== undefined)
      steps.push({
        words: `remove the project ${project}, if nothing else is in it`,
        do: async () => {
          await incus.do('DELETE', `/1.0/projects/${project}`).catch((error: IncusError) => {
            throw new IncusError(
              error.code,
              `The project ${project} stays, since other things are in it: ${error.message}`,
            );
          });
        },
      });
    return steps;
  }

  /** Lines for an operator. @throws IncusError */
  async status(): Promise<string> {
    const { incus } = this.#parts;
    const known = await incus.find(`/1.0/projects/${this.#project}`, Project);
    const { members, instances } = known
      ? await lookAt(incus, this.#project)
      : { members: await this.#members(), instances: [] };
    const lines = members.map(
      ({ server_name, status, message }) =>
        `member ${server_name}: ${status}${status === 'Online' ? '' : ` (${message})`}`,
    );
    for (const { name, location, status, config } of instances) {
      const draining = config[userKey.draining] === undefined ? '' : ', being emptied';
      lines.push(
        `worker ${name}${location === 'none' ? '' : ` on ${location}`}: ${status}${draining}, port ${config[userKey.port]}, vethlab ${config[userKey.worker]}`,
      );
    }
    if (instances.length === 0) lines.push('There are no workers: `cluster up` makes them.');
    return lines.join('\n');
  }

  async #members(): Promise<Member[]> {
    const { environment } = await this.#parts.incus.get('/1.0', Server);
    return environment?.server_clustered
      ? this.#parts.incus.get('/1.0/cluster/members', z.array(Member), { recursion: 1 })
      : [];
  }

  /** The workers that are wanted and not there. */
  #missing({ members, instances }: Cluster): WantedWorker[] {
    const names = new Set(instances.map(({ name }) => name));
    return wantedWorkers(members, this.#parts.settings).filter(({ name }) => !names.has(name));
  }

  /** Workers above the number that is wanted. Those of members that are gone stay with them. */
  #tooMany({ instances }: Cluster): Instance[] {
    const { WORKERS } = this.#parts.settings;
    if (WORKERS === 'members') return [];
    return instances.filter(({ name }) => Number(/^worker-(\d+)$/.exec(name)?.[1] ?? 0) > WORKERS);
  }

  async #makeProject(): Promise<void> {
    const config = {
      'features.images': 'true',
      'features.profiles': 'true',
      'features.storage.volumes': 'true',
      [OURS]: 'true',
    };
    await this.#parts.incus.do('POST', '/1.0/projects', {
      body: { name: this.#project, description: 'Workers of vethlab', config },
    });
  }

  #images(): Promise<z.infer<typeof Image>[]> {
    return this.#parts.incus.get('/1.0/images', z.array(Image), { recursion: 1, project: this.#project });
  }

  /** @throws IncusError when there is none, or more than one */
  async #imageThere(): Promise<string> {
    const known = await this.#parts.incus.find(`/1.0/projects/${this.#project}`, Project);
    const images = known ? await this.#images() : [];
    if (images.length === 1 && images[0]) return images[0].fingerprint;
    throw new IncusError(
      404,
      `Incus has ${images.length === 0 ? 'no image' : `${images.length} images`} of workers: name the one to take, as --image packages/vethlab-0.1.0-amd64.incus.tar.gz (npm run lab -- image --format incus makes it).`,
    );
  }

  async #upload(file: string, tell: (doing: string) => void): Promise<void> {
    const size = statSync(file).size;
    let sent = 0;
    const raw = createReadStream(file, { highWaterMark: 2 ** 20 }).on('data', (chunk) => {
      sent += chunk.length;
      tell(`${Math.floor((100 * sent) / size)} % are there`);
    });
    const headers = {
      'content-type': 'application/octet-stream',
      'content-length': String(size),
      'X-Incus-filename': path.basename(file),
    };
    await this.#parts.incus.do(
      'POST',
      '/1.0/images',
      { query: { project: this.#project }, raw, headers },
      tell,
    );
  }

  /** Root disk and network are as in the default profile of Incus. */
  async #setProfile(config: Record<string, string>, isThere: boolean): Promise<void> {
    const { incus } = this.#parts;
    const query = { project: this.#project };
    const { devices } = await incus.get('/1.0/profiles/default', Profile);
    if (!Object.values(devices).some(({ type, path: at }) => type === 'disk' && at === '/'))
      throw new IncusError(
        404,
        'The default profile of Incus has no root disk, so it is not known where workers go: incus profile device add default root disk path=/ pool=NAME.',
      );
    const all = { ...devices, 'loop-control': { type: 'unix-char', path: '/dev/loop-control' } };
    const body = { name: NAME, description: 'A worker of vethlab', config, devices: all };
    if (isThere) await incus.do('PUT', `/1.0/profiles/${NAME}`, { query, body });
    else await incus.do('POST', '/1.0/profiles', { query, body });
  }

  async #make(
    name: string,
    target: string | undefined,
    fingerprint: string,
    own: KeyPair,
    tell: (doing: string) => void,
  ): Promise<void> {
    const { incus } = this.#parts;
    const query = { project: this.#project };
    const keys = await newKeyPair(name);
    const port = await this.#freePort();
    tell('making the instance');
    await incus.do(
      'POST',
      '/1.0/instances',
      {
        query: { ...query, ...(target !== undefined && { target }) },
        body: {
          name,
          type: 'container',
          profiles: [NAME],
          source: { type: 'image', fingerprint },
          config: {
            [userKey.worker]: versionNow(),
            [userKey.image]: fingerprint,
            [userKey.certificate]: keys.cert,
            [userKey.port]: String(port),
          },
          devices: {
            door: { type: 'proxy', listen: `tcp:0.0.0.0:${port}`, connect: `tcp:127.0.0.1:${INNER_PORT}` },
          },
        },
      },
      tell,
    );
    // It lies where Incus has put the worker.
    const { location, devices, config } = await incus.get(`/1.0/instances/${name}`, Instance, query);
    const pool = await this.#pool();
    tell('making its volume');
    await incus.do('POST', `/1.0/storage-pools/${pool}/volumes/custom`, {
      query: { ...query, ...(location !== 'none' && { target: location }) },
      body: { name, config: { [OURS]: 'true' } },
    });
    const data = { type: 'disk', pool, source: name, path: DATA };
    await incus.do('PATCH', `/1.0/instances/${name}`, {
      query,
      body: { devices: { ...devices, data }, config },
    });
    await this.#start(name, keys, own, tell);
  }

  /** A port that no worker has yet. */
  async #freePort(): Promise<number> {
    const { instances } = await lookAt(this.#parts.incus, this.#project);
    const taken = new Set(instances.map(({ config }) => Number(config[userKey.port])));
    let port = this.#parts.settings.WORKER_PORT;
    while (taken.has(port)) port++;
    return port;
  }

  async #pool(): Promise<string> {
    const { devices } = await this.#parts.incus.get(`/1.0/profiles/${NAME}`, Profile, {
      project: this.#project,
    });
    return (
      Object.values(devices).find(({ type, path: at }) => type === 'disk' && at === '/')?.pool ?? 'default'
    );
  }

  async #start(name: string, keys: KeyPair, own: KeyPair, tell: (doing: string) => void): Promise<void> {
    tell('giving it its keys');
    const { incus } = this.#parts;
    const query = { project: this.#project };
    for (const folder of [path.dirname(KEYS), KEYS])
      await putOn(incus, query, name, folder, { type: 'directory', mode: '0755' });
    const files = [
      ['own.pem', keys.cert, '0644'],
      ['own.key', keys.key, '0600'],
      ['lab-server.pem', own.cert, '0644'],
    ] as const;
    for (const [file, raw, mode] of files)
      await putOn(incus, query, name, `${KEYS}/${file}`, { type: 'file', mode, raw });
    await this.#setState(name, { action: 'start' }, tell);
  }

  async #mark(name: string, key: string, value: string | undefined): Promise<void> {
    const { incus } = this.#parts;
    const query = { project: this.#project };
    const { config, devices } = await incus.get(`/1.0/instances/${name}`, Instance, query);
    const { [key]: _, ...others } = config;
    await incus.do('PATCH', `/1.0/instances/${name}`, {
      query,
      body: { config: value === undefined ? { ...others, [key]: '' } : { ...others, [key]: value }, devices },
    });
  }

  /** Starts or stops it, as Incus takes the request. */
  async #setState(name: string, body: object, tell: (doing: string) => void): Promise<void> {
    const query = { project: this.#project };
    await this.#parts.incus.do('PUT', `/1.0/instances/${name}/state`, { query, body }, tell);
  }

  /** Stops it, so that its hosts go to rest. */
  async #stop(name: string, tell: (doing: string) => void): Promise<void> {
    tell('its lab hosts go to rest');
    await this.#setState(name, { action: 'stop', timeout: GRACE }, tell);
  }

  async #restart(name: string, own: KeyPair, tell: (doing: string) => void): Promise<void> {
    await this.#mark(name, userKey.draining, 'true');
    const { status } = await this.#parts.incus.get(`/1.0/instances/${name}`, Instance, {
      project: this.#project,
    });
    if (status === 'Running') await this.#stop(name, tell);
    await putOn(this.#parts.incus, { project: this.#project }, name, `${KEYS}/lab-server.pem`, {
      type: 'file',
      mode: '0644',
      raw: own.cert,
    });
    await this.#setState(name, { action: 'start' }, tell);
    await this.#mark(name, userKey.draining, undefined);
  }

  /** Its volume stays, and with it the lab hosts at rest. */
  async #replace(
    { name, status }: Instance,
    fingerprint: string,
    own: KeyPair,
    tell: (doing: string) => void,
  ): Promise<void> {
    const { incus } = this.#parts;
    const query = { project: this.#project };
    await this.#mark(name, userKey.draining, 'true');
    // The lab server hears of it before the worker ends.
    await sleep(3_000);
    if (status === 'Running') await this.#stop(name, tell);
    tell('unpacking the other image');
    await incus.do(
      'POST',
      `/1.0/instances/${name}/rebuild`,
      { query, body: { source: { type: 'image', fingerprint } } },
      tell,
    );
    const keys = await newKeyPair(name);
    await this.#mark(name, userKey.certificate, keys.cert);
    await this.#mark(name, userKey.image, fingerprint);
    await this.#mark(name, userKey.worker, versionNow());
    await this.#start(name, keys, own, tell);
    await this.#mark(name, userKey.draining, undefined);
  }

  async #remove(name: string, tell: (doing: string) => void): Promise<void> {
    const { incus } = this.#parts;
    const query = { project: this.#project };
    const { status, location, devices } = await incus.get(`/1.0/instances/${name}`, Instance, query);
    await this.#mark(name, userKey.draining, 'true');
    if (status === 'Running') {
      tell('ending it');
      await this.#setState(name, { action: 'stop', force: true }, tell);
    }
    await incus.do('DELETE', `/1.0/instances/${name}`, { query }, tell);
    const pool = devices.data?.pool;
    if (pool === undefined) return;
    const of = { ...query, ...(location !== 'none' && { target: location }) };
    const volume = await incus.find(`/1.0/storage-pools/${pool}/volumes/custom/${name}`, Volume, of);
    if (volume?.config[OURS] !== undefined)
      await incus.do('DELETE', `/1.0/storage-pools/${pool}/volumes/custom/${name}`, { query: of }, tell);
  }
}

interface WantedWorker {
  name: string;
  /** A member, or `@` and a group of them from which Incus chooses; without it Incus chooses from all. */
  target?: string;
}

/**
 * The workers that the settings want. One on each member is one on those of the group, or without a group on those where Incus places instances
 * by itself (Incus documentation, cluster member options, `scheduler.instance`).
 */
export function wantedWorkers(
  members: readonly Member[],
  { WORKERS, WORKERS_GROUP: group }: Pick<IncusSettings, 'WORKERS' | 'WORKERS_GROUP'>,
): WantedWorker[] {
  if (WORKERS === 'members' && members.length > 0) {
    return members
      .filter(({ groups, config }) =>
        group === undefined ? (config['scheduler.instance'] ?? 'all') === 'all' : groups.includes(group),
      )
      .map(({ server_name }) => ({ name: `worker-${server_name}`, target: server_name }));
  }
  return Array.from({ length: WORKERS === 'members' ? 1 : WORKERS }, (_, i) => ({
    name: `worker-${i + 1}`,
    ...(group !== undefined && { target: `@${group}` }),
  }));
}

/** Of a unified image: the SHA-256 of its file (Incus documentation, image_format). */
async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

const sorted = (config: Readonly<Record<string, string>>) =>
  Object.entries(config).sort(([a], [b]) => (a < b ? -1 : 1));

function versionNow(): string {
  return JSON.parse(readFileSync(path.join(import.meta.dirname, '../../../../package.json'), 'utf8')).version;
}
