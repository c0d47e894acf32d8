import type { OwnQuery } from '../../../../web/links.ts';
import type { ShownOwnFunction } from '../../../../web/parts/ownFunctionItem.tsx';
import type { OwnBranch, OwnFunction } from '../../../services/ownFunctions.ts';

const FUNCTIONS_A_PAGE = 25;
const BRANCHES_A_FUNCTION = 5;
const BRANCHES_A_PAGE = 100;

/** As much of one's own functions as a page shows. */
export interface ShownOwn {
  readonly functions: readonly ShownOwnFunction[];
  /** How many functions there are under the query. */
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}

/** Takes the functions that a query means, and of them what belongs on a page; a function that is named is shown whole. */
export function shownOwn(all: readonly OwnFunction[], query: OwnQuery, wanted: number): ShownOwn {
  const found = all.flatMap((fn) => {
    if (query.function && fn.slug !== query.function) return [];
    const branches = fn.branches.filter((branch) => fits(branch, query));
    const isMeant = branches.length > 0 || (fn.branches.length === 0 && publishedFits(fn, query));
    return isMeant ? [{ ...fn, branches }] : [];
  });
  const length = query.function ? (found[0]?.branches.length ?? 0) : found.length;
  const size = query.function ? BRANCHES_A_PAGE : FUNCTIONS_A_PAGE;
  const pages = Math.max(1, Math.ceil(length / size));
  const page = Math.min(Math.max(1, Math.trunc(wanted) || 1), pages);
  const part = <T>(list: readonly T[]) => list.slice((page - 1) * size, page * size);
  const functions = query.function
    ? found.map((fn) => ({ ...fn, branches: part(fn.branches), more: 0 }))
    : part(found).map((fn) => ({
        ...fn,
        branches: fn.branches.slice(0, BRANCHES_A_FUNCTION),
        more: Math.max(0, fn.branches.length - BRANCHES_A_FUNCTION),
      }));
  return { functions, total: found.length, page, pages };
}

function fits(branch: OwnBranch, { search, status, source }: OwnQuery): boolean {
  if (status && branch.status !== status) return false;
  if (source && branch.source !== source) return false;
  return !search || [branch.name, branch.slug, branch.id].some((text) => holds(text, search));
}

/** Of a function that has no branch, only what is published can be meant. */
function publishedFits(fn: OwnFunction, { search, status, source }: OwnQuery): boolean {
  if (source || (status && status !== 'published')) return false;
  return !search || [fn.name, fn.slug].some((text) => holds(text, search));
}

function holds(text: string, search: string): boolean {
  return text.toLowerCase().includes(search.trim().toLowerCase());
}
