const format = new Intl.NumberFormat('de');

/** A number as German writes it: 3,5 and 12.000. */
export const number = (value: number): string => format.format(value);
