/** The minutes that the prompt of an exercise names in its part “Time.” (docs/authoring.md); undefined when it names none. */
export function minutesIn(prompt = ''): number | undefined {
  const [, minutes] = /\*\*Time\.?\*\*\.?[^.\d]{0,40}(\d{1,3}) min/.exec(prompt) ?? [];
  return minutes === undefined ? undefined : Number(minutes);
}
