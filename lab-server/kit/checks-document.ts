import { stringify } from 'yaml';
import { z } from 'zod';
import { checkKinds } from '../../checkers/checks/registry.ts';

interface Field {
  type?: string;
  enum?: string[];
  anyOf?: Field[];
  $ref?: string;
  default?: unknown;
  description?: string;
}

const HEAD = `# Checks

What a task can ask for, in \`exercise.yaml\` under \`checks\`. Made from the code by \`npm run lab -- checks\`; a test compares the two.

\`\`\`yaml
title: A bridge of your own
chapter: 04-two-bridges
points: 3
watch: true
checks:
  - link: { name: br-mine, kind: bridge, up: true }
    fail: There is no bridge br-mine that is up yet.
  - reach: { from: netns/red, to: 10.1.0.1 }
    weight: 2
    within: 5
\`\`\`

Each entry has one kind with its parameters. Beside it may stand:

| field | what |
|---|---|
| \`id\` | the finding's stable name; the kind and the check's number when left out |
| \`weight\` | its share of the points, 1 when left out; 0 for what is so from the start and has to stay so |
| \`pass\`, \`fail\` | what is said instead of the kind's own words |
| \`within\` | seconds in which it may still come to hold, 15 at most. Once a check without it does not hold, two: nobody waits for the rest of work that is not done |

A place is \`host\`, a named network namespace as \`netns/red\`, or a container as \`docker/whale\`, \`podman/seal\`, \`incus/heron\`, \`lxd/otter\`. The same check
works in all of them. It looks from outside with tools the learner can't change. Where these do not say enough, write a checker
([authoring](authoring.md)).
`;

/** docs/checks.md */
export function checksDocument(): string {
  const parts = [...checkKinds].map(([name, { about, params, example }]) => {
    const {
      properties = {},
      required = [],
      $defs = {},
    } = z.toJSONSchema(params, { io: 'input' }) as {
      properties?: Record<string, Field>;
      required?: string[];
      $defs?: Record<string, Field>;
    };
    const rows = Object.entries(properties).map(
      ([field, schema]) =>
        `| \`${field}\` | ${typeOf(schema, $defs)} | ${required.includes(field) ? 'must be given' : defaultOf(schema)} | ${schema.description ?? ''} |`,
    );
    const yaml = stringify([{ [name]: example }], { collectionStyle: 'flow' }).trim();
    return [
      `\n## ${name}\n`,
      about,
      '\n```yaml',
      `checks: ${yaml}`,
      '```\n',
      '| field | takes | without it | what it is |',
      '|---|---|---|---|',
      ...rows,
    ].join('\n');
  });
  return `${HEAD}${parts.join('\n')}\n`;
}

function typeOf({ type, enum: values, anyOf, $ref }: Field, defs: Record<string, Field>): string {
  const named = $ref && defs[$ref.replace('#/$defs/', '')];
  if (named) return typeOf(named, defs);
  if (values) return values.map((value) => `\`${value}\``).join(', ');
  if (anyOf) return [...new Set(anyOf.map((one) => typeOf(one, defs)))].join(', or ');
  return (
    { string: 'a text', integer: 'a number', number: 'a number', boolean: '`true` or `false`' }[type ?? ''] ??
    'any'
  );
}

function defaultOf(schema: Field): string {
  return schema.default === undefined ? 'any' : `\`${String(schema.default)}\``;
}
