import { namedIn } from '../course/framework-names.ts';

/** A text in which the names of frameworks have their colours. */
export function Named({ text }: { text: string }) {
  return (
    <>
      {namedIn(text).map(({ text: part, framework }, at) =>
        framework ? (
          <span key={`${at} ${part}`} class="framework" data-framework={framework}>
            {part}
          </span>
        ) : (
          part
        ),
      )}
    </>
  );
}
