import { rawHref, sourceHref } from '../links.ts';
import { visibleText } from '../text.ts';
import type { VersionName } from './exportList.tsx';
import { formatBytes } from './formatBytes.ts';
import { Icon } from './icon.tsx';

/** A file of a version; size in bytes. */
export interface ListedFile {
  path: string;
  size: number;
  isImage: boolean;
}

/** The files of a version, each leading to its source, an image to itself. */
export function FileList({
  files,
  entrypoint,
  version: { author, slug, version },
}: {
  files: readonly ListedFile[];
  entrypoint: string;
  version: VersionName;
}) {
  return (
    <ul class="file-list">
      {files.map(({ path, size, isImage }) => (
        <li key={path}>
          <Icon name={isImage ? 'image' : 'file'} />
          <a href={(isImage ? rawHref : sourceHref)(author, slug, version, path)}>{visibleText(path)}</a>
          {path === entrypoint && <span class="file-note">entrypoint</span>}
          <span class="file-size">{formatBytes(size)}</span>
        </li>
      ))}
    </ul>
  );
}
