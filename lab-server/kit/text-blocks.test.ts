import { expect, test } from 'vitest';
import { textBlocks } from './text-blocks.ts';

const read = (text: string) => textBlocks(text, 'prompt.mdx');

test('commands are read with their output, and whether they come before or after the work', () => {
  const blocks = read(`Look:

\`\`\`sh run
ip addr
\`\`\`

1. Watch in a second terminal:

   \`\`\`sh run beside
   tcpdump \\
     -c 1
   \`\`\`

2. Try it:

   \`\`\`sh fails
   false
   \`\`\`

**You should see** this:

\`\`\`sh run
bridge link
\`\`\`

\`\`\`text output
1: eth0
\`\`\`
`);
  expect(blocks).toEqual([
    { command: 'ip addr', output: undefined, fails: false, beside: false, afterwards: false },
    { command: 'tcpdump \\\n  -c 1', output: undefined, fails: false, beside: true, afterwards: false },
    { command: 'false', output: undefined, fails: true, beside: false, afterwards: false },
    { command: 'bridge link', output: '1: eth0', fails: false, beside: false, afterwards: true },
  ]);
});

test('gaps that a learner fills in are filled in', () => {
  const fence = `\`\`\`sh run fill="<PID>=$(docker inspect -f '{{.State.Pid}}' whale)" fill="<PORT>=80"\nenter <PID> <PORT>\n\`\`\``;
  expect(read(fence)[0]?.command).toBe("enter $(docker inspect -f '{{.State.Pid}}' whale) 80");
  expect(() => read('```sh run\nenter <PID>\n```')).toThrow('what a learner fills in for <PID>');
});

test('a text that is not output is not compared, and an output needs its command', () => {
  expect(read('```sh\nls\n```\n\n```text title="2024 lab"\nx\n```')[0]?.output).toBeUndefined();
  expect(() => read('```text output\nx\n```')).toThrow('follows no command');
});

test('everything that MDX takes for a code block counts as one', () => {
  const fenced = '<Steps>\n  ~~~sh run\n  ls\n  ~~~\n</Steps>\n\n> ````sh\n> cat <<E\n> ```\n> E\n> ````\n';
  expect(read(fenced).map(({ command }) => command)).toEqual(['ls', 'cat <<E\n```\nE']);
});

test('a text that is not MDX is an error that names the line, also below YAML', () => {
  expect(() => read('---\ntitle: "{a"\n---\n\nSee <b>this.\n')).toThrow(
    /^prompt.mdx, line 5: this is not MDX: /,
  );
  expect(read('---\ntitle: "{a"\n---\n\n```sh\nls\n```\n')).toHaveLength(1);
});
