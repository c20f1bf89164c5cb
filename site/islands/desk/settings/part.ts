import type { ClassSettings } from '../../../../protocol/class.ts';
import type { ClassDetail } from '../../../../protocol/desk/class.ts';

/** What each part of the settings gets: all of them as they are in the form, and the way to change some. */
export interface SettingsPart {
  settings: ClassSettings;
  onChange: (part: Partial<ClassSettings>) => void;
  here: ClassDetail;
}
