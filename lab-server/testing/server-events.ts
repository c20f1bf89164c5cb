/** An event of a stream of server-sent events, its data as JSON. */
export interface ServerEvent {
  event: string;
  data: unknown;
}

/** The events of such a stream, until it ends or is broken off. */
export async function* serverEvents(response: Response): AsyncGenerator<ServerEvent> {
  const decoder = new TextDecoder();
  let text = '';
  try {
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      const blocks = (text + decoder.decode(chunk, { stream: true })).split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const [, event, data] = /^event: (.*)\ndata: (.*)$/.exec(block) ?? [];
        if (event && data) yield { event, data: JSON.parse(data) };
      }
    }
  } catch (error) {
    // Whoever reads it has left, or the server has.
    if (error instanceof SyntaxError) throw error;
  }
}
