import type { ComponentChildren } from 'preact';
import type { RecordingInfo } from '../../protocol/recording.ts';
import { Download } from '../ui/Download.tsx';
import { dayAndTime, size } from '../words/format.ts';
import { words } from '../words/now.ts';

interface Props {
  info: RecordingInfo;
  /** The address of its file. */
  file: string;
  isPlayed: boolean;
  onPlay: () => void;
  /** Further actions on it. */
  children?: ComponentChildren;
}

/** A recording in a list: to play, and to download. */
export function RecordingEntry({ info, file, isPlayed, onPlay, children }: Props) {
  return (
    <li aria-current={isPlayed}>
      <button type="button" class="recording-play" onClick={onPlay}>
        <span class="recording-title">{info.title}</span>
        <span class="recording-when">
          {dayAndTime(info.startedAt)}, {lengthOf(info)}
          {info.live && `, ${words.recordings.stillOpen}`}
        </span>
      </button>
      <span class="recording-tools">
        <Download class="button small" from={file} saveAs={`${info.id}.cast`}>
          {words.recordings.download}
        </Download>
        {children}
      </span>
    </li>
  );
}

export const nameOf = ({ title, startedAt }: RecordingInfo) => `${title}, ${dayAndTime(startedAt)}`;

/** Its length and its size. */
function lengthOf({ seconds, bytes }: RecordingInfo): string {
  return `${words.recordings.long(Math.round(seconds / 60))}, ${size(bytes)}`;
}
