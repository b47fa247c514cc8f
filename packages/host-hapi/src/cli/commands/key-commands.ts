import type { ApiKey, Cuelight, Failure, Result } from '@cuelight/core';
import { everyPage, succeed } from '@cuelight/core';
import { scope } from '../../shapes/api-key-shape.js';
import { lineOfText } from '../../shapes/text.js';
import type { Command } from '../command.js';
import { withCuelight } from '../with-cuelight.js';

const app = { value: 'app id', meaning: 'the app the key belongs to' };

/** Making, listing and revoking API keys. */
export const keyCommands: readonly Command[] = [
  {
    name: 'keys create',
    summary: 'Makes an API key for an app and prints it, this once.',
    operands: [],
    flags: {
      app,
      name: { value: 'text', meaning: 'what the key is for' },
      scope: { value: scope.options.join('|'), meaning: 'what the key may do' },
    },
    async run(given, terminal) {
      const name = lineOfText(200).safeParse(given.valueOf('name'));
      const wanted = scope.safeParse(given.valueOf('scope'));
      if (!name.success || !wanted.success) {
        if (!name.success) terminal.tell(`--name ${name.error.issues[0]?.message}.`);
        if (!wanted.success) terminal.tell(`--scope must be one of ${scope.options.join(', ')}.`);
        return 2;
      }
      const input = { name: name.data, scope: wanted.data };
      return withCuelight(
        terminal,
        ({ apps }) => apps.createKey(given.valueOf('app'), input),
        ({ key, text }) => {
          terminal.print(text.reveal());
          terminal.tell(`Made key ${key.id} (${key.scope}). It is shown this once: keep it where the app reads it.`);
          terminal.tell('Next: send it as Authorization: Bearer <key>.');
        },
      );
    },
  },
  {
    name: 'keys list',
    summary: 'Lists the API keys of an app, without their texts.',
    operands: [],
    flags: { app },
    run: (given, terminal) =>
      withCuelight(
        terminal,
        (cuelight) => allKeys(cuelight, given.valueOf('app')),
        (keys) => {
          for (const { id, scope, createdAtMs, name } of keys) {
            terminal.print([id, scope.padEnd(8), new Date(createdAtMs).toISOString(), name].join('  '));
          }
          terminal.tell(`${keys.length} ${keys.length === 1 ? 'key' : 'keys'}. Next: cuelight keys create, or revoke.`);
        },
      ),
  },
  {
    name: 'keys revoke',
    summary: 'Revokes an API key of an app at once.',
    operands: ['key id'],
    flags: { app },
    run: (given, terminal) =>
      withCuelight(
        terminal,
        ({ apps }) => apps.deleteKey(given.valueOf('app'), given.valueOf('key id')),
        () => {
          terminal.print(`Revoked ${given.valueOf('key id')}`);
          terminal.tell(
            'Requests with it are refused from now on. Next: cuelight keys create, if the app needs another.',
          );
        },
      ),
  },
];

async function allKeys({ apps }: Cuelight, appId: string): Promise<Result<readonly ApiKey[], Failure>> {
  const keys: ApiKey[] = [];
  for await (const page of everyPage((request) => apps.listKeys(appId, request))) {
    if (!page.ok) return page;
    keys.push(...page.value);
  }
  return succeed(keys);
}
