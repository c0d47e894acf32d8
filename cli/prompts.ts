import { RegistryError } from '../server/contract/errors.ts';
import type { CliContext } from './context.ts';

/** One question: what is asked for, and the flag that answers it without asking. */
interface Question {
  readonly message: string;
  readonly flag: string;
}

/** Questions to the person at the terminal; each throws `USAGE` naming its flag where there is none, `AbortError` on Ctrl-C. */
export interface Prompts {
  text(
    question: Question & { initial?: string; check?: (text: string) => string | undefined },
  ): Promise<string>;
  /** A text that is not shown while it is typed. */
  hidden(question: Question): Promise<string>;
  choice<T extends string>(
    question: Question & { options: readonly { value: T; label: string }[]; initial?: T },
  ): Promise<T>;
}

/** Whether somebody can be asked. */
export function canAsk({ isTTY }: Pick<CliContext, 'isTTY'>): boolean {
  return isTTY.stdin && isTTY.stderr;
}

/** Makes the prompts of a command; they are written to stderr, so that stdout holds data only. */
export function createPrompts(context: CliContext): Prompts {
  const streams = {
    input: context.stdin as NodeJS.ReadStream,
    output: context.stderr as NodeJS.WriteStream,
  };
  const asking = async <T>(
    { flag }: Question,
    ask: (clack: typeof import('@clack/prompts')) => Promise<unknown>,
  ): Promise<T> => {
    if (!canAsk(context)) throw noTerminal([flag]);
    const answer = await ask(await import('@clack/prompts'));
    if (typeof answer === 'symbol') throw new DOMException('Interrupted', 'AbortError');
    return answer as T;
  };
  return {
    text: (question) =>
      asking<string>(question, ({ text }) =>
        text({
          ...streams,
          message: question.message,
          ...(question.initial === undefined ? {} : { initialValue: question.initial }),
          validate: (value) => question.check?.(value ?? ''),
        }),
      ),
    hidden: (question) =>
      asking<string>(question, ({ password }) => password({ ...streams, message: question.message })),
    choice: <T extends string>(
      question: Question & { options: readonly { value: T; label: string }[]; initial?: T },
    ) =>
      asking<T>(question, ({ select }) =>
        select<string>({
          ...streams,
          message: question.message,
          options: question.options.map(({ value, label }) => ({ value, label })),
          ...(question.initial === undefined ? {} : { initialValue: question.initial }),
        }),
      ),
  };
}

/** The refusal to ask without a terminal, naming the flags that answer, and what else does. */
export function noTerminal(flags: readonly string[], otherwise = ''): RegistryError {
  const last = flags.at(-1);
  const list = flags.length > 1 ? `${flags.slice(0, -1).join(', ')} and ${last}` : last;
  return new RegistryError('USAGE', 'There is no terminal to ask on', {
    hint: `Pass ${list}${otherwise}.`,
  });
}
