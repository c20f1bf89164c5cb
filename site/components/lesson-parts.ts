import NatPortClash from '../drawings/NatPortClash.astro';
import OnePort from '../drawings/OnePort.astro';
import ThreeMechanisms from '../drawings/ThreeMechanisms.astro';
import TwoBridges from '../drawings/TwoBridges.astro';
import VethPair from '../drawings/VethPair.astro';
import BlockBar from './BlockBar.astro';
import Link from './Link.astro';
import Note from './Note.astro';
import OnMap from './OnMap.astro';
import OpenFile from './OpenFile.astro';
import Shown from './Shown.astro';
import Since from './Since.astro';
import Table from './Table.astro';

/** The components that a chapter can use without importing them, by their names in MDX. The first ones replace elements that Markdown makes. */
export const lessonParts = {
  a: Link,
  'block-bar': BlockBar,
  table: Table,
  Shown,
  Since,
  Note,
  OnMap,
  OpenFile,
  VethPair,
  TwoBridges,
  NatPortClash,
  ThreeMechanisms,
  OnePort,
};
