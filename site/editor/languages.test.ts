import { ensureSyntaxTree } from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import { expect, test } from 'vitest';
import { languageFor } from './languages.ts';

test.each([
  ['/home/pi/compose.yaml', '', 'YAML'],
  ['/home/pi/web/Dockerfile', '', 'Dockerfile'],
  ['/home/pi/Containerfile.dev', '', 'Dockerfile'],
  ['/etc/docker/daemon.json', '', 'JSON'],
  ['/etc/nftables.conf', '', 'nftables'],
  ['/home/pi/rules', '#!/usr/sbin/nft -f\n', 'nftables'],
  ['/etc/containers/containers.conf', '', 'TOML'],
  ['/etc/systemd/system/web.service', '', 'INI'],
  ['/etc/sysctl.d/99-forward', '', 'INI'],
  ['/home/pi/.bashrc', '', 'Shell'],
  ['/home/pi/serve', '#!/bin/sh\necho', 'Shell'],
  ['/home/pi/notes.txt', 'plain', undefined],
])('%s is %s', (path, text, name) => {
  expect(languageFor(path, text)?.name).toBe(name);
});

test('every mode reads whatever there is, to its end', () => {
  const text =
    'table inet filter { # x\n chain input { type filter hook input priority 0; tcp dport { 22, 80 } accept }\n}\n"a: $b';
  for (const path of ['a.yml', 'Dockerfile', 'a.json', 'a.nft', 'a.toml', 'a.ini', 'a.sh']) {
    const language = languageFor(path, '')?.language;
    if (!language) throw new Error(path);
    const state = EditorState.create({ doc: text.repeat(20), extensions: language });
    expect(ensureSyntaxTree(state, state.doc.length, 5000)?.length, path).toBe(state.doc.length);
  }
});
