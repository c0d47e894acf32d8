import type { DraftPlace } from '../../../../web/parts/draftHead.tsx';
import type { OpenDraft } from '../../../services/openDraft.ts';

/** What every page of a draft says of it. */
export function placeOf({ tip, root, status }: OpenDraft): DraftPlace {
  const { name, version } = root.manifest;
  return { id: tip.functionId, slug: root.slug, name: name ?? root.slug, version, status };
}
