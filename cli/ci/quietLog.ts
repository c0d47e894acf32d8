import type { CliContext, Writer } from '../context.ts';

/**
 * The context of a job on GitHub, in whose log a line that looks like a workflow command is run: text of others is
 * changed so that it looks like none.
 */
export function withoutWorkflowCommands(context: CliContext): CliContext {
  const guarded = (writer: Writer): Writer => ({
    write: (text) =>
      writer.write(
        text.replaceAll('##[', '# #[').replace(/^([^\S\n]*)::/gm, (_, space: string) => `${space}: :`),
      ),
  });
  return { ...context, stdout: guarded(context.stdout), stderr: guarded(context.stderr) };
}
