import { parseArgs } from 'node:util';

/** What a command line asks for, or one sentence that names what is wrong with it. */
export type Flags<Options> =
  | { readonly ok: true; readonly options: Options }
  | { readonly ok: false; readonly problem: string };

/** What a flag means: an option, or what is wrong with its value. */
export type Reading<Options> = Partial<Options> | string;

/** The flags of a command. */
export interface FlagTable<Options> {
  /** How each flag is read from its value. */
  readonly readers: Readonly<Record<string, (value: string) => Reading<Options>>>;
  /** The flags without a value, each with what it means. */
  readonly switches: Readonly<Record<string, Partial<Options>>>;
  /** All flags, as a refusal lists them. */
  readonly accepted: string;
}

/** Reads the flags of a command. An unknown flag is refused, not ignored. */
export function readFlagsBy<Options extends object>(
  { readers, switches, accepted }: FlagTable<Options>,
  args: readonly string[],
): Flags<Partial<Options>> {
  const refused = (what: string): Flags<Partial<Options>> => refusedFlags(what, accepted);
  const { tokens } = parseArgs({
    args: [...args],
    strict: false,
    tokens: true,
    options: {
      ...Object.fromEntries(Object.keys(switches).map((name) => [name, { type: 'boolean' } as const])),
      ...Object.fromEntries(Object.keys(readers).map((name) => [name, { type: 'string' } as const])),
    },
  });
  let options: Partial<Options> = {};
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue;
    if (token.kind === 'positional') return refused(`"${token.value}" is not a flag`);
    const reader = Object.hasOwn(readers, token.name) ? readers[token.name] : undefined;
    const meaning = Object.hasOwn(switches, token.name) ? switches[token.name] : undefined;
    if (meaning !== undefined) {
      if (token.value !== undefined) return refused(`${token.rawName} takes no value`);
      options = { ...options, ...meaning };
    } else if (reader === undefined) {
      return refused(`There is no flag ${token.rawName}`);
    } else {
      const reading = token.value === undefined ? 'its value is missing' : reader(token.value);
      const given = token.value === undefined ? token.rawName : `${token.rawName} ${token.value}`;
      if (typeof reading === 'string') return refused(`${given}: ${reading}`);
      options = { ...options, ...reading };
    }
  }
  return { ok: true, options };
}

/** The refusal of a command line. */
export function refusedFlags(what: string, accepted: string): { readonly ok: false; readonly problem: string } {
  return { ok: false, problem: `${what}. Accepted are: ${accepted}.` };
}

/** Reads a port; 0 takes a free one. */
export function readPort(value: string): { readonly port: number } | string {
  return /^\d{1,5}$/.test(value) && Number(value) <= 65_535 ? { port: Number(value) } : 'give a number from 0 to 65535';
}
