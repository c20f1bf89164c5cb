import { signal } from '@preact/signals';

/** A question that is asked in a dialog. */
export interface Question {
  title: string;
  text: string;
  /** A choice changes nothing yet; closing the dialog is the answer undefined. */
  choices: { id: string; label: string; kind?: 'primary' | 'danger' }[];
  answer(id: string | undefined): void;
}

export const question = signal<Question>();

/** Asks, and resolves with the id of the choice; undefined when there is none. A question that is open already is answered with none. */
export function ask(asked: Omit<Question, 'answer'>): Promise<string | undefined> {
  question.value?.answer(undefined);
  return new Promise((resolve) => {
    question.value = {
      ...asked,
      answer: (id) => {
        question.value = undefined;
        resolve(id);
      },
    };
  });
}
