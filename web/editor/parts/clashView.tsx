import { useEffect, useRef, useState } from 'preact/hooks';
import { visibleText } from '../../text.ts';
import type { EditedFile } from '../files.ts';
import type { Conflict } from '../mergeFiles.ts';
import type { Clash } from '../state.ts';
import { imageUrl } from '../uploads.ts';
import { DiffPane } from './diffPane.tsx';
import type { EditorProps } from './props.ts';

type Choice = 'mine' | 'theirs' | 'merge';
type Decision = { readonly choice: Choice; readonly file: EditedFile | undefined };

/** What two people made of the same files: each file is compared and decided on before anything is saved. */
export function ClashView(props: EditorProps & { clash: Clash }) {
  const { controller, clash } = props;
  const { conflicts, theirs, mine } = clash.merge;
  const [decisions, setDecisions] = useState<ReadonlyMap<string, Decision>>(new Map());
  const [shown, setShown] = useState(conflicts[0]!.path);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const current = conflicts.find(({ path }) => path === shown) ?? conflicts[0]!;
  const decide = (path: string, decision: Decision) =>
    setDecisions((known) => new Map(known).set(path, decision));
  const left = conflicts.filter(({ path }) => !decisions.has(path)).length;
  const save = () =>
    controller.resolve(new Map([...decisions].map(([path, { file }]) => [path, file] as const)));
  return (
    <section class="edit-clash" aria-labelledby="clash">
      <h2 id="clash" ref={heading} tabIndex={-1}>
        This draft was saved elsewhere while you were editing
      </h2>
      <p>
        Nothing was overwritten. Choose for each file below; it is then saved on top of commit{' '}
        <code>{clash.theirs.commit.slice(0, 10)}</code>.
      </p>
      {theirs.length > 0 && (
        <p class="muted">Taken from there, since it was changed only there: {theirs.join(', ')}.</p>
      )}
      {mine.length > 0 && (
        <p class="muted">Kept as it is here, since it was changed only here: {mine.join(', ')}.</p>
      )}
      <ul class="edit-clash-files" aria-label="Files that both changed">
        {conflicts.map(({ path }) => (
          <li key={path}>
            <button type="button" aria-pressed={path === shown} onClick={() => setShown(path)}>
              {visibleText(path)} <span class="muted">{WORDS[decisions.get(path)?.choice ?? 'open']}</span>
            </button>
          </li>
        ))}
      </ul>
      <Compared
        key={current.path}
        {...props}
        conflict={current}
        decide={decide}
        decision={decisions.get(shown)}
      />
      <div class="edit-dialog-ways">
        <button class="button button-primary" type="button" disabled={left > 0} onClick={save}>
          Save the result
        </button>
        <button class="button" type="button" onClick={() => controller.set({ clash: undefined })}>
          Back to editing
        </button>
        <p class="muted" role="status">
          {left === 0 ? 'Every file is decided.' : `${left} of ${conflicts.length} still to be decided.`}
        </p>
      </div>
    </section>
  );
}

const WORDS: Record<Choice | 'open', string> = {
  open: 'to be decided',
  mine: 'yours',
  theirs: 'theirs',
  merge: 'merged by you',
};

interface ComparedProps extends EditorProps {
  conflict: Conflict;
  decision: Decision | undefined;
  decide: (path: string, decision: Decision) => void;
}

function Compared({ monaco, conflict, decision, decide }: ComparedProps) {
  const { path, mine, theirs } = conflict;
  const [round, setRound] = useState(0);
  const choose = (choice: 'mine' | 'theirs') => {
    decide(path, { choice, file: conflict[choice] });
    setRound(round + 1);
  };
  const texts =
    theirs?.kind === 'text' && mine?.kind === 'text' ? { theirs: theirs.text, mine: mine.text } : undefined;
  const decided = decision?.file?.kind === 'text' ? decision.file.text : undefined;
  return (
    <div class="edit-compared">
      <fieldset class="edit-choice">
        <legend>{visibleText(path)}</legend>
        {(['mine', 'theirs'] as const).map((choice) => (
          <label key={choice}>
            <input
              type="radio"
              name="choice"
              checked={decision?.choice === choice}
              onChange={() => choose(choice)}
            />
            {choice === 'mine' ? 'Keep mine' : 'Take theirs'}
            {conflict[choice] === undefined && ' (deleted)'}
          </label>
        ))}
        {texts && (
          <label>
            <input
              type="radio"
              name="choice"
              checked={decision?.choice === 'merge'}
              onChange={() =>
                decide(path, { choice: 'merge', file: { kind: 'text', text: decided ?? texts.mine } })
              }
            />
            As I edit it below
          </label>
        )}
      </fieldset>
      {texts ? (
        <>
          <div class="edit-diff-heads" aria-hidden="true">
            <span>Theirs, saved</span>
            <span>Yours, which you can edit</span>
          </div>
          <DiffPane
            {...{ monaco, path, theirs: texts.theirs }}
            mine={decided ?? texts.mine}
            round={round}
            edited={(text) => decide(path, { choice: 'merge', file: { kind: 'text', text } })}
          />
        </>
      ) : (
        <div class="edit-pair">
          <Side title="Theirs, saved" path={path} file={theirs} />
          <Side title="Yours" path={path} file={mine} />
        </div>
      )}
    </div>
  );
}

function Side({ title, path, file }: { title: string; path: string; file: EditedFile | undefined }) {
  return (
    <figure class="edit-image">
      <figcaption>{title}</figcaption>
      {file === undefined && <p class="muted">The file was deleted.</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard */}
      {file?.kind === 'text' && <pre tabIndex={0}>{file.text}</pre>}
      {file?.kind === 'image' && (
        <img src={imageUrl(path, file.base64)} alt={`${title}: ${visibleText(path)}`} />
      )}
    </figure>
  );
}
