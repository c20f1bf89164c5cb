import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A bare TCP connection to the server, for requests that no HTTP client would send. */
export async function rawConnection(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
  socket.on('error', () => {}); // the server may hang up whenever it likes
  await once(socket, 'connect');
  return socket;
}

/** Sends a request as it is, and returns everything that comes back until the server hangs up. */
export async function rawRequest(url: string, request: string): Promise<Response> {
  const socket = await rawConnection(url);
  socket.write(request);
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk);
  socket.destroy();
  return parsed(Buffer.concat(chunks).toString());
}

function parsed(text: string): Response {
  const [head = '', body = ''] = text.split(/\r\n\r\n(.*)/s);
  const [status = '', ...headers] = head.split('\r\n');
  return new Response(body || null, {
    status: Number(status.split(' ')[1]),
    headers: headers.map((line) => line.split(/: (.*)/s).slice(0, 2) as [string, string]),
  });
}
