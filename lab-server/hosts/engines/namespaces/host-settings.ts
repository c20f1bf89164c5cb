import type { Limits } from '../../limits.ts';
import { type LanSettings, lansOf } from './lan-settings.ts';
import { type NamespacesSettings, readNamespacesSettings } from './settings.ts';

/** The settings of lab hosts made of namespaces. */
export interface HostSettings {
  limits: Limits;
  lans: LanSettings;
  /** After how many seconds a daemon that nobody has used sleeps; 0 for never. */
  sleepAfter: number;
}

const MINUTE = 60;

/** The limits from the settings. */
export const limitsOf = (settings: NamespacesSettings): Limits => ({
  memoryBytes: settings.HOST_MEMORY,
  processes: settings.HOST_PROCESSES,
  cpus: settings.HOST_CPUS,
  diskBytes: settings.HOST_DISK,
  files: settings.HOST_FILES,
  packets: settings.HOST_PACKETS,
});

export const hostSettingsOf = (settings: NamespacesSettings): HostSettings => ({
  limits: limitsOf(settings),
  lans: lansOf(settings),
  sleepAfter: settings.SLEEP_AFTER * MINUTE,
});

/** The values on this machine if nothing is set. */
export const defaultHostSettings = (): HostSettings => hostSettingsOf(readNamespacesSettings({}));
