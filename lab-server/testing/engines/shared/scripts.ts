/** Replaces the file in the folder that engines share. */
export { DIAL, fileProgram } from '../../../hosts/engines/shared/scripts.ts';
