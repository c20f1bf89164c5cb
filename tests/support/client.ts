/** A learner's side of the HTTP API, with the cookie that joining sets. */
export class ApiClient {
  readonly url: string;
  cookie = '';

  constructor(url: string) {
    this.url = url;
  }

  // biome-ignore lint/suspicious/noExplicitAny: each test knows what its route answers, and asserts it
  async call(method: string, path: string, body?: unknown): Promise<{ status: number; body: any }> {
    const response = await fetch(new URL(path, this.url), {
      method,
      headers: {
        ...(this.cookie ? { cookie: this.cookie } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const [cookie] = response.headers.getSetCookie();
    if (cookie) this.cookie = cookie.split(';')[0] ?? '';
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : undefined };
  }

  async join(name = 'Ada'): Promise<void> {
    const { status, body } = await this.call('POST', '/api/join', { name });
    if (status !== 201) throw new Error(`joining failed: ${JSON.stringify(body)}`);
  }
}
