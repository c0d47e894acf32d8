import { Count } from './count.tsx';

/** How many lines were added and removed. */
export function Changed({ added, removed }: { added: number; removed: number }) {
  return (
    <span class="line-counts">
      <span class="added">
        <span aria-hidden="true">+{added}</span>
        <span class="visually-hidden">
          <Count of={added} one="line" many="lines" /> added,{' '}
        </span>
      </span>
      <span class="removed">
        <span aria-hidden="true">−{removed}</span>
        <span class="visually-hidden">
          <Count of={removed} one="line" many="lines" /> removed
        </span>
      </span>
    </span>
  );
}
