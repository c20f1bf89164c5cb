import { StreamLanguage, type StreamParser } from '@codemirror/language';
import { properties } from '@codemirror/legacy-modes/mode/properties';
import { shell } from '@codemirror/legacy-modes/mode/shell';
import { toml } from '@codemirror/legacy-modes/mode/toml';
import { yaml } from '@codemirror/legacy-modes/mode/yaml';
import { dockerfile, json, nftables } from './patterns.ts';

interface Kind {
  /** Its name, the same in every language. */
  name: string;
  parser: StreamParser<unknown>;
  /** Matches the path of such a file, or its first line. */
  path: RegExp;
  first?: RegExp;
}

/** What files of a lab hold. The first one that fits counts. */
const kinds: Kind[] = [
  {
    name: 'Dockerfile',
    parser: dockerfile as StreamParser<unknown>,
    path: /(?:^|\/)(?:Docker|Container)file(?:\.[\w-]+)?$|\.dockerfile$/i,
  },
  {
    name: 'YAML',
    parser: yaml as StreamParser<unknown>,
    path: /\.ya?ml$|\/netplan\/|(?:^|\/)metadata\.yaml$/,
  },
  { name: 'JSON', parser: json as StreamParser<unknown>, path: /\.(?:json|webmanifest|conflist)$/ },
  {
    name: 'nftables',
    parser: nftables as StreamParser<unknown>,
    path: /nftables|\.nft$/,
    first: /^#!.*\bnft\b/,
  },
  { name: 'TOML', parser: toml as StreamParser<unknown>, path: /\.toml$|\/containers\/[^/]*\.conf$/ },
  {
    name: 'INI',
    parser: properties as StreamParser<unknown>,
    path: /\.(?:ini|conf|cfg|cnf|properties|env|service|socket|timer|mount|target|network|netdev|container|pod|volume)$|(?:^|\/)(?:\.env|\.gitconfig|\.editorconfig|sysctl\.d\/[^/]+)$/,
  },
  {
    name: 'Shell',
    parser: shell as StreamParser<unknown>,
    path: /\.(?:sh|bash)$|(?:^|\/)\.(?:bash\w*|profile|bashrc)$|\/(?:profile|bash\.bashrc|environment)$/,
    first: /^#!.*\b(?:ba|da)?sh\b/,
  },
];

/** The language of a file; undefined for plain text. */
export function languageFor(
  path: string,
  text: string,
): { name: string; language: StreamLanguage<unknown> } | undefined {
  const first = text.slice(0, 200).split('\n', 1)[0] ?? '';
  const kind = kinds.find((one) => one.path.test(path) || one.first?.test(first));
  return kind && { name: kind.name, language: StreamLanguage.define(kind.parser) };
}
