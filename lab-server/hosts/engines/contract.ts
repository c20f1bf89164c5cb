import type { Scenario } from '../../../protocol/scenario.ts';
import type { CopyPlace } from '../../common/copy-place.ts';
import type { Prerequisite } from '../../common/prerequisite.ts';
import type { Table, Values } from '../../settings/setting.ts';
import type { Engine } from '../contract.ts';
import type { OwnPackages } from '../image/build.ts';
import type { WorkerSource } from '../worker.ts';

/** The folders of lab hosts and of what they are made of. */
export interface EngineFolders {
  /** The folder of one lab server's hosts, which keep nothing anywhere else. */
  state: string;
  images: string;
  templates: string;
  /** The folder that all of these lie in. */
  made: string;
}

export interface EngineParts<S> {
  /** The engine's own settings. */
  settings: S;
  folders: EngineFolders;
  /** Packages that the course has on its lab hosts. */
  own?: OwnPackages | undefined;
  /** Says a step and its result to the operator. */
  step(name: string, work: (tell: (doing: string) => void) => Promise<string>): Promise<void>;
  /** Locks a folder against other lab servers; returns a function that unlocks it. @throws SetupError naming the holder. */
  lock(folder: string): Promise<() => void>;
  /** Functions that run when the lab server stops, the last one first. */
  undo: (() => unknown)[];
}

/** A container of the host that all learners share. */
type Running = Pick<Scenario['containers'][number], 'framework' | 'name' | 'running'>;

/** An engine that makes hosts on this machine. */
export interface MadeEngine {
  engine: Engine;
  /** What runs on the host that all learners share; left out if each has their own. */
  shared?: { containers: Running[]; shared: boolean };
}

/** An engine whose hosts are made by workers on other machines. */
export interface MadeElsewhere {
  workers: WorkerSource;
}

/** One step of setting the machine up: words for the operator, who is asked beforehand, and the function that does it. */
export interface ProvisionStep {
  words: string;
  do(): Promise<void>;
}

/** An engine can't do what it is asked for. The message is for the operator. */
export class EngineError extends Error {
  override name = 'EngineError';
}

/** The machine can't be set up like this; the message says why and names the way out. */
export class ProvisionError extends Error {
  override name = 'ProvisionError';
}

/** Sets this very machine up as a lab host. */
interface Provisioning {
  /**
   * The steps that these frameworks of the scenario need to run here.
   * @param images folders where the whoami page's images may be. @throws ProvisionError
   */
  plan(
    scenario: Scenario,
    frameworks: readonly Scenario['containers'][number]['framework'][],
    images: readonly string[],
  ): Promise<ProvisionStep[]>;
  /** The steps that undo it: they remove only what was made here. */
  undo(): ProvisionStep[];
}

/** One step with workers: words for the operator, who is asked beforehand, and the function that does it. */
export interface ClusterStep {
  words: string;
  do(tell: (doing: string) => void): Promise<void>;
}

/** Makes the workers of an engine whose hosts are elsewhere. */
interface WorkersOfEngine {
  /**
   * The steps that make them, and change those that are not as they should be.
   * @param wanted the file of their image, when it is not there yet, and the settings that they have
   */
  up(wanted: { file?: string | undefined; env: Readonly<Record<string, string>> }): Promise<ClusterStep[]>;
  /** The steps that remove all that `up` made, and nothing else. */
  down(): Promise<ClusterStep[]>;
  /** How they are, in lines for the operator. */
  status(): Promise<string>;
}

/** Hosts at rest in a file, for a backup. */
interface KeptArchive {
  /** Packs those that are at rest. @returns how many; without any there is no file. */
  pack(folders: EngineFolders, file: string): Promise<number>;
  /**
   * Brings them back while no lab server runs; one of the same name is moved aside.
   * @returns how many, for how many of them this machine has no lab image, and where those moved aside are.
   */
  unpack(
    folders: EngineFolders,
    file: string,
  ): Promise<{ hosts: number; withoutImage: number; aside: string | undefined }>;
}

/**
 * All there is to know about an engine. It is the default export of index.ts in the engine's own folder, beside this file. The registry
 * finds the folder, and nothing else names the engine.
 */
export interface EngineKind<T extends Table = Table> {
  /** The word in ENGINE that chooses it: the name of its folder. */
  name: string;
  /** What learners work on with this engine, for an operator, as Markdown: no sentence, and no full stop at its end. */
  summary: string;
  /** Whether it is used without ENGINE. The Debian package depends on the packages of this engine. True of one engine only. */
  isDefault?: boolean;
  /** All learners have the same host. */
  isShared: boolean;
  /** Bytes of memory that one more host takes, with some room for what its learner runs. */
  hostMemory: number;
  /** The variables that only this engine uses. */
  settings: T;
  /** Debian packages that this machine must have for it, each with a program by which the package is known. */
  packages: Readonly<Record<string, string>>;
  /**
   * What else this machine must have for it.
   * @param commandFor gives the command that an operator types for one of npm's scripts.
   */
  prerequisites(
    folders: EngineFolders,
    commandFor: (script: string, words?: string) => string,
  ): Prerequisite[];
  /** Gets this machine ready for its lab hosts. */
  make(parts: EngineParts<Values<T>>): Promise<MadeEngine | MadeElsewhere>;
  /** Ends the hosts, if any, that a killed lab server left. What is on their disks stays, where the engine can put hosts to rest. */
  endLeft(folders: EngineFolders): Promise<void>;
  /**
   * Makes hosts that belong to no learner, such as those on which a course is proved, and clears away what an earlier run left. Left out
   * if the engine has no such hosts.
   */
  makeOwn?(parts: Pick<EngineParts<Values<T>>, 'settings' | 'folders' | 'own'>): Promise<Engine>;
  provisioning?: Provisioning;
  /** Left out if the engine makes its hosts on this machine. */
  cluster?(parts: Pick<EngineParts<Values<T>>, 'settings' | 'folders'>): WorkersOfEngine;
  /** The workers as a place for copies of what the lab server keeps. Left out if the engine makes its hosts on this machine. */
  copies?(parts: Pick<EngineParts<Values<T>>, 'settings' | 'folders'>): CopyPlace;
  /** Left out if the engine puts no hosts to rest. */
  archive?: KeptArchive;
}

/** Defines an engine; `make` gets its settings with their types. */
export const defineEngine = <const T extends Table>(kind: EngineKind<T>): EngineKind<T> => kind;
