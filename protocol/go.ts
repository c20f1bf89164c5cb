/** The path of a link that opens the chapter of an exercise at its card, whatever chapter that is by now. */
export const goPath = (exercise: string): string => `/go/${exercise}`;
