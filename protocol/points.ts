/** Points to one decimal: sums and products of tenths are not exact. */
export const toTenths = (points: number): number => Math.round(points * 10) / 10;
