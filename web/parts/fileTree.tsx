import { sourceHref } from '../links.ts';
import { nestPaths, type PathEntry, type PathNode } from '../pathTree.ts';
import { visibleText } from '../text.ts';
import { formatBytes } from './formatBytes.ts';
import type { VersionPlace } from './sourceHead.tsx';

interface FileTreeProps {
  place: VersionPlace;
  files: readonly PathEntry[];
  /** The folder that is listed, with a slash at its end; `""` for all. */
  folder?: string;
  /** The file on the page. */
  current?: string;
  entrypoint?: string | undefined;
  /** Whether sizes and the entrypoint are told. */
  detailed?: boolean;
}

/** The files of a version in their folders, each leading to its source. */
export function FileTree({ files, folder = '', ...rest }: FileTreeProps) {
  return (
    <ul class={rest.detailed ? 'tree tree-detailed' : 'tree'}>
      {nestPaths(files, folder).map((node) => (
        <TreeNode key={node.path} node={node} {...rest} />
      ))}
    </ul>
  );
}

type TreeNodeProps = Omit<FileTreeProps, 'files' | 'folder'> & { node: PathNode<PathEntry> };

function TreeNode({ node, ...rest }: TreeNodeProps) {
  const { author, slug, version } = rest.place;
  const href = sourceHref(author, slug, version, node.path);
  if ('members' in node) {
    return (
      <li class="tree-folder">
        <a class="tree-row" href={href}>
          <span class="tree-name">{visibleText(node.name)}/</span>
        </a>
        <ul>
          {node.members.map((member) => (
            <TreeNode key={member.path} node={member} {...rest} />
          ))}
        </ul>
      </li>
    );
  }
  return (
    <li class="tree-file">
      <a class="tree-row" href={href} aria-current={node.path === rest.current ? 'page' : undefined}>
        <span class="tree-name">{visibleText(node.name)}</span>
        {rest.detailed && node.path === rest.entrypoint && <span class="file-note">entrypoint</span>}
        {rest.detailed && <span class="file-size">{formatBytes(node.file.size)}</span>}
      </a>
    </li>
  );
}
