/** An exercise or checker can't be used; the message names the file and what to change. */
export class CourseError extends Error {
  override name = 'CourseError';
}
