import { desk } from '../../words/desk-now.ts';
import { Check } from '../Check.tsx';
import { chaptersOf } from '../chapters.ts';
import type { SettingsPart } from './part.ts';

/** Fields that say which chapters and exercises are open. */
export function OpenFields({ settings, onChange, here }: SettingsPart) {
  const { closedChapters, closedExercises } = settings;
  const without = (list: string[], one: string, isOpen: boolean): string[] =>
    isOpen ? list.filter((id) => id !== one) : [...list, one];
  return (
    <section class="settings-part">
      <h2>{desk.settings.open}</h2>
      <p class="soft">{desk.settings.openText}</p>
      <div class="two-lists">
        <fieldset class="field">
          <legend>{desk.settings.chapters}</legend>
          {chaptersOf(here).map(({ slug, title }) => (
            <Check
              key={slug}
              checked={!closedChapters.includes(slug)}
              onChange={(isOpen) => onChange({ closedChapters: without(closedChapters, slug, isOpen) })}
            >
              <span lang="en">{title}</span>
            </Check>
          ))}
        </fieldset>
        <fieldset class="field">
          <legend>{desk.settings.exercises}</legend>
          {here.exercises.map(({ id, number, title }) => (
            <Check
              key={id}
              checked={!closedExercises.includes(id)}
              onChange={(isOpen) => onChange({ closedExercises: without(closedExercises, id, isOpen) })}
            >
              <span lang="en">
                {number}. {title}
              </span>
            </Check>
          ))}
        </fieldset>
      </div>
    </section>
  );
}
