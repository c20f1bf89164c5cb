/**
 * Whether learners may look at the map of their host, as HOST_MAP says: `off` for an exam, for the map shows what questions ask for.
 * @throws RangeError when it is set to what means neither.
 */
export function hostMapFrom(setting = process.env.HOST_MAP): boolean {
  if (setting === undefined || setting === '' || setting === 'on') return true;
  if (setting === 'off') return false;
  throw new RangeError(`HOST_MAP must be on or off, not ${JSON.stringify(setting)}.`);
}
