import { inCode, linesOf } from './lines.ts';
import type { Tell } from './tell.ts';

/** Where a command begins: at the start of a line, after what ends another, or after sudo. */
const AT = String.raw`(?:^|[;&|(\x60$]\s*|\b(?:sudo|then|do|time|nohup|exec)\s+(?:-\S+\s+)*)\s*`;
const command = (words: string) => new RegExp(AT + words);

/** What a lab host has not, by the commands that ask for it. */
const MISSING: { asks: RegExp; note: (found: string) => string }[] = [
  {
    asks: command(
      String.raw`((?:kubectl|helm|minikube|kubeadm|kind|k3s|k3d|microk8s|istioctl|kustomize|oc|crictl|launch\.sh)\b[^;&|\x60]*)`,
    ),
    note: (found) => `“${found}” is for Kubernetes, which a lab host has not.`,
  },
  {
    asks: command(String.raw`(docker-compose\b[^;&|\x60]*|docker compose\b[^;&|\x60]*)`),
    note: (found) => `“${found}” takes Docker Compose, which a lab host has not.`,
  },
  {
    asks: command(
      String.raw`((?:docker|podman|nerdctl)\s+(?:container\s+|image\s+)?(?:run|pull|build|create|login|push|search)\b[^;&|\x60]*)`,
    ),
    note: (found) =>
      `“${found}” takes an image: a lab host has Docker and Podman, and no Internet to pull images from, and “scenario: []” puts none there.`,
  },
  {
    asks: command(
      String.raw`((?:apt|apt-get|aptitude|yum|dnf|apk|snap|brew|zypper)\s+(?:-\S+\s+)*(?:install|update|upgrade|add|dist-upgrade)\b[^;&|\x60]*)`,
    ),
    note: (found) =>
      `“${found}” takes the Internet, which a lab host has not: name what is to be there in course.yaml, under packages.`,
  },
  {
    asks: command(
      String.raw`((?:(?:pip3?|npm|yarn|gem|cargo|go|composer|helm)\s+(?:-\S+\s+)*(?:install|get|add|i|ci|repo)|git\s+clone|npx|python3? -m pip)\b[^;&|\x60]*)`,
    ),
    note: (found) =>
      `“${found}” takes the Internet, which a lab host has not: bring what it fetches as an asset.`,
  },
  {
    asks: command(
      String.raw`((?:curl|wget)\b[^;&|\x60]*\bhttps?:\/\/(?!localhost|127\.|\[|\$|\d+\.\d+\.\d+\.\d+)[^;&|\x60]*)`,
    ),
    note: (found) =>
      `“${found}” takes the Internet, which a lab host has not: bring what it fetches as an asset.`,
  },
];

/** Tells of each line of a script that asks for what a lab host has not. */
export function tellOfNeeds(script: string, tell: Tell): void {
  for (const { text, line } of linesOf(script)) tellOfLine(text, line, tell);
}

/** The same for the commands of a page: its code blocks and code spans. */
export function tellOfNeedsOfPage(page: string, tell: Tell): void {
  const lines = linesOf(page);
  const isCode = inCode(lines);
  for (const [i, { text, line }] of lines.entries()) {
    const commands = isCode[i]
      ? [text.replace(/^[>\s]*[$#]\s+/, '')]
      : [...text.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
    for (const one of commands) tellOfLine(one, line, tell);
  }
}

function tellOfLine(text: string, line: number, tell: Tell): void {
  if (/^\s*#/.test(text)) return;
  for (const { asks, note } of MISSING) {
    const [, found] = asks.exec(text) ?? [];
    if (found === undefined) continue;
    tell(note(shortened(found)), line);
    return;
  }
}

const shortened = (text: string) => {
  const plain = text.trim().replaceAll(/\s+/g, ' ');
  return plain.length > 60 ? `${plain.slice(0, 59)}…` : plain;
};
