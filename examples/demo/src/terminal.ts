import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

const hasColour = process.stdout.isTTY === true && process.env.NO_COLOR === undefined;
const lights: Record<string, Style> = {
  Pending: 'yellow',
  Running: 'cyan',
  Successful: 'green',
  Faulted: 'red',
  Stopped: 'magenta',
};

/** What the demo says. Plain text where the output is no terminal, or where NO_COLOR is set. */
export const terminal = {
  title(text: string): void {
    console.log(`\n${style('bold', text)}\n`);
  },
  step(done: string, detail: string): void {
    console.log(`  ${style('green', '✓')} ${done} ${style('dim', detail)}`);
  },
  /** One move of the job, with how it was learnt. */
  move(state: string, via: string, detail: string): void {
    console.log(
      `  ${style(lights[state] ?? 'white', '●')} ${state.padEnd(11)} ${style('dim', `via ${via.padEnd(8)}`)} ${detail}`,
    );
  },
  note(text: string): void {
    console.log(text);
  },
  failure(text: string): void {
    console.error(`\n  ${style('red', '✗')} ${text}\n`);
  },
};

function style(how: Style, text: string): string {
  return hasColour ? styleText(how, text) : text;
}
