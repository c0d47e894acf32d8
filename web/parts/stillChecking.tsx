import { Notice } from './notice.tsx';

/** Stands for what was found as long as that is not known; the page does not reload by itself, under somebody's eyes. */
export function StillChecking({ href }: { href: string }) {
  return (
    <Notice kind="info">
      The checks are still running. <a href={href}>Look again</a>
    </Notice>
  );
}
