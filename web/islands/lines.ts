/** A run of lines, first and last. */
interface LineRange {
  first: number;
  last: number;
}

/** Lets lines of source be selected by their numbers, with mouse or keyboard; the address follows, and leads back. */
export function startLines(page: Document): void {
  const source = page.querySelector<HTMLElement>('[data-lines]');
  if (!source) return;
  const numbers = [...source.querySelectorAll<HTMLAnchorElement>('a[href^="#L"]')];
  let from = 1;

  const show = ({ first, last }: LineRange) => {
    for (const line of source.querySelectorAll('.line-selected')) line.classList.remove('line-selected');
    for (const number of numbers.slice(first - 1, last)) number.parentElement?.classList.add('line-selected');
    const fragment = fragmentOf({ first, last });
    for (const button of page.querySelectorAll<HTMLElement>('[data-permalink]'))
      button.dataset.copy = (button.dataset.permalink ?? '') + fragment;
  };

  const select = (line: number, extend: boolean) => {
    if (!extend) from = line;
    const range = { first: Math.min(from, line), last: Math.max(from, line) };
    history.replaceState(null, '', fragmentOf(range));
    show(range);
  };

  /** One number is reached by the Tab key, the others from it by arrows: a file may have thousands. */
  const moveTo = (line: number, focus: boolean) => {
    for (const number of numbers) if (number.tabIndex === 0) number.tabIndex = -1;
    const number = numbers[line - 1];
    if (!number) return;
    number.tabIndex = 0;
    if (focus) number.focus();
  };

  const followAddress = () => {
    const range = rangeIn(location.hash, numbers.length);
    if (!range) return;
    from = range.first;
    show(range);
    moveTo(range.first, false);
    numbers[range.first - 1]?.scrollIntoView({ block: 'center' });
  };

  for (const number of numbers) number.tabIndex = -1;
  moveTo(1, false);
  followAddress();
  addEventListener('hashchange', followAddress);

  source.addEventListener('click', (event) => {
    const line = lineAt(event.target, numbers);
    if (line === 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    select(line, event.shiftKey);
    moveTo(line, true);
  });
  // Where shift is held a click would mark text as well.
  source.addEventListener('mousedown', (event) => {
    if (event.shiftKey && lineAt(event.target, numbers) !== 0) event.preventDefault();
  });
  source.addEventListener('keydown', (event) => {
    const line = lineAt(event.target, numbers);
    const next = line + (event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0);
    if (line === 0 || next === line || next < 1 || next > numbers.length) return;
    event.preventDefault();
    if (event.shiftKey) select(next, true);
    moveTo(next, true);
  });
}

function lineAt(target: EventTarget | null, numbers: readonly HTMLAnchorElement[]): number {
  const number = target instanceof Element ? target.closest('a') : null;
  return number instanceof HTMLAnchorElement ? numbers.indexOf(number) + 1 : 0;
}

function fragmentOf({ first, last }: LineRange): string {
  return first === last ? `#L${first}` : `#L${first}-L${last}`;
}

function rangeIn(hash: string, lines: number): LineRange | undefined {
  const match = /^#L(\d{1,7})(?:-L?(\d{1,7}))?$/.exec(hash);
  if (!match) return undefined;
  const [a, b] = [Number(match[1]), Number(match[2] ?? match[1])];
  const [first, last] = [Math.min(a, b), Math.min(Math.max(a, b), lines)];
  return first < 1 || first > lines ? undefined : { first, last };
}
