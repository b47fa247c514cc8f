import { describe, expect, it } from 'vitest';
import { checksFor } from '../../src/diagnosis/checks-for.js';
import { causes, failures, guideQuestions, type Question, questions, symptoms } from '../../src/index.js';

const ids: readonly string[] = questions.map(({ id }) => id);

describe('the questions of a diagnosis', () => {
  it('come after those they depend on, each once', () => {
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id, dependsOn } of questions) {
      expect(dependsOn.filter((other) => !ids.slice(0, ids.indexOf(id)).includes(other))).toEqual([]);
    }
  });

  it('answer each of the fourteen questions of the guide', () => {
    const answered = new Set(questions.flatMap((question: Question) => question.guide ?? []));

    expect(guideQuestions).toHaveLength(14);
    expect([...answered].sort((one, other) => one - other)).toEqual(guideQuestions.map((_, index) => index + 1));
  });

  it.each(symptoms)('for %s bring along all that they depend on', (symptom) => {
    const asked: readonly string[] = checksFor(symptom);

    const lacking = questions
      .filter(({ id }) => asked.includes(id))
      .flatMap(({ dependsOn }) => dependsOn)
      .filter((id) => !asked.includes(id));
    expect(lacking).toEqual([]);
  });

  it('are asked in full of somebody who cannot invoke a process', () => {
    expect(checksFor('cannot-invoke')).toEqual(ids);
  });
});

describe('the causes', () => {
  it('are each found by a check that there is, and every check that can fail has some', () => {
    const finding = new Set(Object.values(causes).map(({ check }) => check));
    /** Their failures are those of reading secrets, and of asking a local robot. */
    const without = ['credential-readable', 'local-process-downloaded'];

    expect(ids.filter((id) => !finding.has(id as never))).toEqual(without);
  });

  it('have each wording of its own', () => {
    const meanings = Object.values(causes).map(({ meaning }) => meaning);

    expect(new Set(meanings).size).toBe(meanings.length);
  });

  it('name in the remedy who can act, unless nothing has to be done', () => {
    const persons = /administrator|operator|app designer|The user|the user|admin |^Wait|^Nothing|Its owner|^Start it/;

    expect(Object.values(causes).filter(({ remedy }) => !persons.test(remedy))).toEqual([]);
  });

  it('share no id with a failure of calling Orchestrator, unless it is the same thing', () => {
    const shared = Object.keys(causes).filter((id) => id in failures);

    expect(shared).toEqual(['needs-local-robot', 'no-unattended-robot', 'no-machine']);
  });
});
