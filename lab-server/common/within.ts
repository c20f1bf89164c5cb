/**
 * Waits for work, but no longer than `ms`. The work itself goes on.
 * @param late gives the result instead when the time is over; it may throw.
 */
export async function within<T>(ms: number, work: Promise<T>, late: () => T): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const timer = setTimeout(() => {
    try {
      resolve(late());
    } catch (error) {
      reject(error);
    }
  }, ms);
  return await Promise.race([work, promise]).finally(() => clearTimeout(timer));
}
