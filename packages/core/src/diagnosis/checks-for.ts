import type { Symptom } from './questions/question.js';
import { type CheckId, questions } from './questions/questions.js';

/** The checks that are made for a complaint, with all that they depend on, in the order of causes. */
export function checksFor(symptom: Symptom): readonly CheckId[] {
  const wanted = new Set<CheckId>();
  const want = (id: CheckId) => {
    wanted.add(id);
    for (const other of questions.find((question) => question.id === id)?.dependsOn ?? []) want(other);
  };
  for (const question of questions) {
    const complaints: readonly Symptom[] = question.for;
    if (complaints.includes(symptom)) want(question.id);
  }
  return questions.map(({ id }) => id).filter((id) => wanted.has(id));
}

/** Every check. */
export const everyCheck: readonly CheckId[] = questions.map(({ id }) => id);
