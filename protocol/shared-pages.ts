/**
 * Whether a path is one of the pages that all courses of a lab server share: the desk, the list of courses, and the pages on the way in from a school or
 * an LMS. They have no course's name before them.
 * @param path with or without a language.
 */
export const isShared = (path: string): boolean =>
  /^\/(?:[a-z]{2}\/)?(?:courses|desk|lti(?!\/items)|sign-in)(?:[/?#]|$)/.test(path);
