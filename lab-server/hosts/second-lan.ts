import type { LanId } from './contract.ts';

const SUFFIX = '-second';

/** The LAN of the second host beside one on this LAN. */
export const secondLan = (lan: LanId): LanId => `${lan}${SUFFIX}`;

/** Whether it is a second host's. */
export const isSecondLan = (lan: LanId): boolean => lan.endsWith(SUFFIX);

/** The one LAN that a LAN is joined with when LANs are isolated: both belong to one learner. */
export const pairedLan = (lan: LanId): LanId =>
  isSecondLan(lan) ? lan.slice(0, -SUFFIX.length) : secondLan(lan);
