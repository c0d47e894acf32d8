import { visibleText } from '../../text.ts';
import type { Problem } from '../problems.ts';
import type { EditorProps } from './props.ts';

/** All that is wrong with the files, each leading to its place. */
export function ProblemPanel({ controller, state }: EditorProps) {
  const { problems, uncheckedWhy } = state;
  return (
    <section class="edit-problems" aria-labelledby="problems">
      <h2 id="problems">Problems</h2>
      <p class="muted" role="status">
        {summary(problems)}
        {uncheckedWhy !== undefined && ` The registry could not be asked: ${uncheckedWhy}.`}
      </p>
      {problems.length > 0 && (
        <ul class="edit-problem-list">
          {problems.map((problem) => (
            <li key={keyOf(problem)}>
              <button
                type="button"
                class={`edit-problem edit-problem-${problem.severity}`}
                disabled={problem.path === ''}
                onClick={() => controller.open(problem.path, { line: problem.line, column: problem.column })}
              >
                <span class="diagnostic-severity">{problem.severity}</span>
                <span class="edit-problem-message">
                  {visibleText(problem.message)}{' '}
                  <code class="diagnostic-code">
                    {problem.from} {problem.code}
                  </code>
                </span>
                <span class="diagnostic-place">
                  {visibleText(problem.path)}
                  {problem.line > 0 && `:${problem.line}:${problem.column}`}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function summary(problems: readonly Problem[]): string {
  if (problems.length === 0) return 'Nothing was found.';
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const warnings = problems.length - errors;
  const parts = [count(errors, 'error'), count(warnings, 'warning')].filter((part) => part !== '');
  return `${parts.join(' and ')}.`;
}

function count(of: number, one: string): string {
  return of === 0 ? '' : `${of} ${one}${of === 1 ? '' : 's'}`;
}

function keyOf({ path, line, column, code, message, from }: Problem): string {
  return [path, line, column, code, message, from].join(' ');
}
