import type { ComponentChildren } from 'preact';
import type { RecordingInfo } from '../../../protocol/recording.ts';
import { dayAndTime, size } from '../../words/format.ts';
import { words } from '../../words/now.ts';

interface Props {
  info: RecordingInfo;
  /** Where its file is. */
  file: string;
  isPlayed: boolean;
  onPlay: () => void;
  /** What else can be done with it. */
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
        <a class="button small" href={file} download={`${info.id}.cast`}>
          {words.recordings.download}
        </a>
        {children}
      </span>
    </li>
  );
}

export const nameOf = ({ title, startedAt }: RecordingInfo) => `${title}, ${dayAndTime(startedAt)}`;

/** How long it is, and how large. */
function lengthOf({ seconds, bytes }: RecordingInfo): string {
  return `${words.recordings.long(Math.round(seconds / 60))}, ${size(bytes)}`;
}
