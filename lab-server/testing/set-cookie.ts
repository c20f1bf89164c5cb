/** The cookie that an answer sets first, as a request sends it back; empty when it sets none. */
export const cookieIn = ({ headers }: Response): string => headers.getSetCookie()[0]?.split(';')[0] ?? '';
