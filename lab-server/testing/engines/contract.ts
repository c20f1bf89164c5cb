/** Replaces the file that stands beside an engine's folder. */
export { defineEngine, type MadeEngine } from '../../hosts/engines/contract.ts';
