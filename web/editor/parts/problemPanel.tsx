import { visibleText } from '../../text.ts';
import { countOf, type Problem } from '../problems.ts';
import type { EditorProps } from './props.ts';

/** All that is wrong with the files, each leading to its place. */
export function ProblemPanel({ controller, state }: EditorProps) {
  const { problems, uncheckedWhy } = state;
  return (
    <section class="edit-problems" aria-labelledby="problems">
      <h2 id="problems" tabIndex={-1}>
        Problems
      </h2>
      <p class="muted" role="status">
        {problems.length === 0 ? 'Nothing was found.' : `${countOf(problems)}.`}
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

function keyOf({ path, line, column, code, message, from }: Problem): string {
  return [path, line, column, code, message, from].join(' ');
}
