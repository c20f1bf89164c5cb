import type { ClassSettings } from '../../../protocol/class.ts';
import type { ClassDetail } from '../../../protocol/desk/class.ts';

/** The props of each part of the settings: all settings as they are in the form, and a function to change some. */
export interface SettingsPart {
  settings: ClassSettings;
  onChange: (part: Partial<ClassSettings>) => void;
  here: ClassDetail;
}
